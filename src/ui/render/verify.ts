import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import type { VerifyCheck } from '../../verify/check.ts';
import type { Delivery } from '../../verify/try-faults.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { wrap } from '../width.ts';
import { findingsLines } from './finding.ts';
import { deliveryLines } from './verify-deliveries.ts';
import { type SuiteView, suiteLines } from './verify-suites.ts';

/** What the screen needs of the result. */
export interface VerifyView {
  readonly checks: readonly VerifyCheck[];
  readonly deliveries: readonly Delivery[];
  readonly suites: readonly SuiteView[];
}

const PASSED = text('passed', '通过');
const FAILED = text('FAILED', '失败');
const SKIPPED = text('skipped', '跳过');
const NOTHING = text('There is nothing to verify.', '没有可验证的内容。');
const LINKS = text('links by', '可用的链接方式');
const WORDS = { pass: PASSED, fail: FAILED, skipped: SKIPPED } as const;

const count = (checks: readonly VerifyCheck[], status: VerifyCheck['status']): number =>
  checks.filter((check) => check.status === status).length;

/** `libzmq: 64 passed, 1 FAILED, 2 skipped` */
function headline(target: string, checks: readonly VerifyCheck[], style: Style): string {
  const parts = (['pass', 'fail', 'skipped'] as const).flatMap((status): readonly string[] => {
    const number = count(checks, status);
    return number === 0 && status !== 'pass' ? [] : [`${number} ${WORDS[status][style.lang]}`];
  });
  const line = `${clean(target)}: ${parts.join(style.lang === 'en' ? ', ' : '，')}`;
  return count(checks, 'fail') === 0 ? style.green(line) : style.red(line);
}

const detailOf = ({ detail }: { readonly detail: Text }, style: Style): string =>
  detail[style.lang] === '' ? '' : `: ${detail[style.lang]}`;

function checkLines(check: VerifyCheck, style: Style): string[] {
  const paint = check.status === 'fail' ? style.red : check.status === 'skipped' ? style.yellow : style.dim;
  const words = clean(`${WORDS[check.status][style.lang]}  ${check.id}${detailOf(check, style)}`);
  return wrap(words, style.columns - 4).map((line, index) => paint(`${index === 0 ? '  ' : '    '}${line}`));
}

/** Over which ways programs reach the library: the answer that most look for. */
function linkLines(checks: readonly VerifyCheck[], style: Style): string[] {
  const ways = checks.filter(({ part, status }) => part === 'link' && status === 'pass').map(({ id }) => id);
  return ways.length === 0 ? [] : [`  ${LINKS[style.lang]}: ${clean(ways.join(', '))}`];
}

/** A block for each library; passed checks singly with -v. Then the messages under faults, then upstream's suites. */
export function render({ data, findings }: Result<string, VerifyView>, style: Style): string {
  const single = data.checks.filter(({ part }) => part !== 'fault' && part !== 'upstream');
  const targets = [...new Set(single.map(({ target }) => target))];
  const blocks = targets.flatMap((target) => {
    const own = single.filter((check) => check.target === target);
    const shown = own.filter(({ status }) => style.verbose || status !== 'pass');
    return [
      headline(target, own, style),
      ...(style.verbose ? [] : linkLines(own, style)),
      ...shown.flatMap((check) => checkLines(check, style)),
    ];
  });
  const unplayed = data.checks.filter(
    ({ part, status, id }) =>
      part === 'fault' && status !== 'pass' && !data.deliveries.some((delivery) => delivery.case === id),
  );
  const all = [
    ...(data.checks.length === 0 ? [NOTHING[style.lang]] : blocks),
    ...deliveryLines(data.deliveries, style),
    ...unplayed.flatMap((check) => checkLines(check, style)),
    ...suiteLines(data.suites, style),
    ...(findings.length === 0 ? [] : ['', ...findingsLines(findings, style)]),
  ];
  return `${all.join('\n')}\n`;
}
