import type { Result } from '../../core/result.ts';
import { text } from '../../core/text.ts';
import type { Style } from '../style.ts';
import { findingsLines } from './finding.ts';

const NOTHING = text('This log shows no failure.', '这份日志中没有失败。');

/** The cause first, or that there is none to be found. */
export const render = ({ findings }: Result<string, unknown>, style: Style): string =>
  `${(findings.length === 0 ? [NOTHING[style.lang]] : findingsLines(findings, style)).join('\n')}\n`;
