import type { SetupError } from '../../core/error.ts';
import { type Style, say } from '../style.ts';
import { wrap } from '../width.ts';
import { findingsLines } from './finding.ts';

/** An expected failure: what happened, the findings with their fixes, what to type. Ends with a line break. */
export function renderFailure(
  { what, hint, findings }: Pick<SetupError, 'what' | 'hint' | 'findings'>,
  style: Style,
): string {
  // A failure that is its finding need not be told twice.
  const told = findings[0] !== undefined && say(style, findings[0].title) === say(style, what);
  const head = wrap(`czmq-setup: ${say(style, what)}`, style.columns);
  const lines = [
    ...(told ? [] : head.map((line) => style.bold(style.red(line)))),
    ...(findings.length === 0 ? [] : [...(told ? [] : ['']), ...findingsLines(findings, style), '']),
    ...(hint === undefined ? [] : wrap(say(style, hint), style.columns)),
  ];
  return `${lines.join('\n')}\n`;
}
