import type { Result } from '../../core/result.ts';
import { text } from '../../core/text.ts';
import type { ProofCheck } from '../../verify/request.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { findingsLines } from './finding.ts';

/** What the screen needs of the proof's data. */
export interface VerifyView {
  readonly checks: readonly ProofCheck[];
}

const PASSED = text('passed', '通过');
const FAILED = text('FAILED', '失败');
const NOTHING = text('There is nothing to verify.', '没有可验证的内容。');

const checkLine = ({ id, passed, detail }: ProofCheck, style: Style): string => {
  const line = clean(
    `  ${(passed ? PASSED : FAILED)[style.lang]}  ${id}${detail === '' ? '' : `: ${detail}`}`,
  );
  return passed ? style.dim(line) : style.red(line);
};

/** One line a library, its failed checks under it; every check with -v. */
export function render({ data, findings }: Result<string, VerifyView>, style: Style): string {
  const targets = [...new Set(data.checks.map(({ target }) => target))];
  const lines = targets.flatMap((target) => {
    const own = data.checks.filter((check) => check.target === target);
    const passed = own.filter((check) => check.passed).length;
    const words = `${clean(target)}: ${passed}/${own.length} ${PASSED[style.lang]}`;
    const shown = own.filter((check) => style.verbose || !check.passed);
    return [
      passed === own.length ? style.green(words) : style.red(words),
      ...shown.map((check) => checkLine(check, style)),
    ];
  });
  const all = [
    ...(targets.length === 0 ? [NOTHING[style.lang]] : lines),
    ...(findings.length === 0 ? [] : ['', ...findingsLines(findings, style)]),
  ];
  return `${all.join('\n')}\n`;
}
