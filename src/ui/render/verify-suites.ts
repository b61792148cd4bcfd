import { text } from '../../core/text.ts';
import type { SuiteReport } from '../../verify/upstream/suite.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { wrap } from '../width.ts';

export interface SuiteView extends SuiteReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const TITLE = text("Upstream's own tests", '上游自带的测试');
const counts = ({ passed, failed, skipped }: SuiteView) =>
  text(
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
    `${passed} 通过，${failed} 失败，${skipped} 跳过`,
  );
const FAILED = text('FAILED', '失败');
const SKIPPED = text('skipped', '跳过');
const PASSED = text('passed', '通过');
const WORDS = { pass: PASSED, fail: FAILED, skipped: SKIPPED } as const;

/** A line for each suite; under it what failed and what was skipped, and why; every test with -v. */
export function suiteLines(suites: readonly SuiteView[], style: Style): string[] {
  if (suites.length === 0) return [];
  return [
    '',
    style.bold(TITLE[style.lang]),
    ...suites.flatMap((suite) => {
      const line = `  ${clean(`${suite.target} ${suite.version} ${suite.suite}`)}: ${counts(suite)[style.lang]}`;
      const shown = suite.tests.filter(({ outcome }) => style.verbose || outcome !== 'pass');
      return [
        suite.failed === 0 ? style.green(line) : style.red(line),
        ...shown.flatMap(({ name, outcome, detail }) => {
          const paint = outcome === 'fail' ? style.red : style.dim;
          const why = detail[style.lang];
          const words = clean(`${WORDS[outcome][style.lang]}  ${name}${why === '' ? '' : `: ${why}`}`);
          return wrap(words, style.columns - 6).map((one) => paint(`    ${one}`));
        }),
      ];
    }),
  ];
}
