import type { Compared, Comparison, Verdict } from '../../../bench/compare.ts';
import { figure, messageSize, PATTERN_NAMES, percent } from '../../../bench/figures.ts';
import { DIFFERING, KINDS, RULE, UNFAIR, VERDICTS } from '../../../bench/words.ts';
import { text } from '../../../core/text.ts';
import { clean } from '../../clean.ts';
import type { Style } from '../../style.ts';
import { wrap } from '../../width.ts';

const HEAD = text('Compared with the earlier run: ', '与先前的运行比较：');
const NOISE = text('noise', '噪声');
const MISSING = text('only one of both runs has', '只有其中一次运行测量了');
const ORDER: readonly Verdict[] = ['slower', 'faster', 'within-noise', 'too-few-runs'];

const paintOf = (verdict: Verdict, style: Style) =>
  verdict === 'slower' ? style.red : verdict === 'faster' ? style.green : style.dim;

function lineOf(one: Compared, style: Style): string {
  const { kind, api, pattern, transport, size, before, after, change, noise, probability, verdict } = one;
  const what = `${api} ${KINDS[kind][style.lang]}, ${PATTERN_NAMES[pattern]} ${transport} ${messageSize(size)}`;
  const figures = `${figure(kind, before)} -> ${figure(kind, after)} (${percent(change)}, ${NOISE[style.lang]} ±${(noise * 100).toFixed(1)} %, p ${probability.toFixed(3)})`;
  return paintOf(verdict, style)(clean(`  ${VERDICTS[verdict][style.lang]}: ${what}: ${figures}`));
}

/** How many differ, which, by what rule, and whether the comparison is fair. With `-v` also those within the noise. */
export function comparisonLines(
  { compared, missing, differences, fair }: Comparison,
  style: Style,
): string[] {
  const counts = ORDER.map((verdict) => {
    const count = compared.filter((one) => one.verdict === verdict).length;
    return count === 0 ? '' : `${count} ${VERDICTS[verdict][style.lang]}`;
  }).filter((words) => words !== '');
  const shown = ORDER.flatMap((verdict) => compared.filter((one) => one.verdict === verdict)).filter(
    ({ verdict }) => style.verbose || verdict === 'slower' || verdict === 'faster',
  );
  return [
    style.bold(HEAD[style.lang] + counts.join(', ')),
    ...(fair ? [] : wrap(UNFAIR[style.lang], style.columns).map(style.yellow)),
    ...shown.map((one) => lineOf(one, style)),
    ...differences.map(({ what, before, after }) =>
      clean(`  ${DIFFERING[what]?.[style.lang] ?? what}: ${before ?? '–'} -> ${after ?? '–'}`),
    ),
    ...(missing === 0 ? [] : [style.dim(`  ${MISSING[style.lang]}: ${missing}`)]),
    ...wrap(RULE[style.lang], style.columns).map(style.dim),
    '',
  ];
}
