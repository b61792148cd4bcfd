import { text } from '../../core/text.ts';
import type { SuiteReport, UpstreamTest } from '../../verify/upstream/suite.ts';
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
const WORDS = {
  pass: text('passed', '通过'),
  fail: text('FAILED', '失败'),
  skipped: text('skipped', '跳过'),
} as const;

/** Tests that ended so for the same reason stand together. */
function byReason(tests: readonly UpstreamTest[], { lang }: Style): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, detail } of tests) groups.set(detail[lang], [...(groups.get(detail[lang]) ?? []), name]);
  return groups;
}

function testLines(tests: readonly UpstreamTest[], outcome: UpstreamTest['outcome'], style: Style): string[] {
  const own = tests.filter((test) => test.outcome === outcome);
  return [...byReason(own, style)].flatMap(([why, names]) => {
    const words = clean(`${WORDS[outcome][style.lang]}  ${names.join(' ')}${why === '' ? '' : `: ${why}`}`);
    return wrap(words, style.columns - 6).map((line, index) =>
      (outcome === 'fail' ? style.red : style.dim)(`${index === 0 ? '    ' : '      '}${line}`),
    );
  });
}

/** A line for each suite; under it what failed and what was skipped, and why; what passed too with -v. */
export function suiteLines(suites: readonly SuiteView[], style: Style): string[] {
  if (suites.length === 0) return [];
  return [
    '',
    style.bold(TITLE[style.lang]),
    ...suites.flatMap((suite) => {
      const line = `  ${clean(`${suite.target} ${suite.version} ${suite.suite}`)}: ${counts(suite)[style.lang]}`;
      return [
        suite.failed === 0 ? style.green(line) : style.red(line),
        ...(['fail', 'skipped', ...(style.verbose ? (['pass'] as const) : [])] as const).flatMap((outcome) =>
          testLines(suite.tests, outcome, style),
        ),
      ];
    }),
  ];
}
