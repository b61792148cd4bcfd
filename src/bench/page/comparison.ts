import { type Lang, type Text, text, verbatim } from '../../core/text.ts';
import type { Comparison } from '../compare.ts';
import { figure, messageSize, PATTERN_NAMES, percent } from '../figures.ts';
import { DIFFERING, KINDS, VERDICTS } from '../words.ts';
import type { Markup } from './markup.ts';
import { cell, type Heads, table } from './table.ts';

const NAMES = {
  api: verbatim('API'),
  before: text('before', '之前'),
  after: text('now', '现在'),
  change: text('change', '变化'),
  noise: text('noise', '噪声'),
  verdict: text('verdict', '结论'),
  what: text('what', '项目'),
} satisfies Record<string, Text>;

/** One row a case, with what was, what is, and what is to be thought of it. */
export function comparisonTable({ compared }: Comparison, lang: Lang): Markup {
  const name = (key: keyof typeof NAMES): readonly [string, boolean] => [NAMES[key][lang], false];
  const heads: Heads = [
    ['', true],
    [NAMES.api[lang], true],
    name('before'),
    name('after'),
    name('change'),
    name('noise'),
    ['p', false],
    [NAMES.verdict[lang], true],
  ];
  const rows = compared.map((one) => [
    cell(
      `${KINDS[one.kind][lang]}, ${PATTERN_NAMES[one.pattern]}, ${one.transport}, ${messageSize(one.size)}`,
      'word',
    ),
    cell(one.api, 'word'),
    cell(figure(one.kind, one.before)),
    cell(figure(one.kind, one.after)),
    cell(percent(one.change)),
    cell(`±${(one.noise * 100).toFixed(1)} %`),
    cell(one.probability.toFixed(3)),
    cell(VERDICTS[one.verdict][lang], `word ${one.verdict}`),
  ]);
  return table(heads, rows);
}

/** What is not as it was in the earlier run. */
export const differenceTable = ({ differences }: Comparison, lang: Lang): Markup =>
  table(
    [
      [NAMES.what[lang], true],
      [NAMES.before[lang], true],
      [NAMES.after[lang], true],
    ],
    differences.map(({ what, before, after }) => [
      cell(DIFFERING[what]?.[lang] ?? what, 'word'),
      cell(before ?? '–', 'wrap'),
      cell(after ?? '–', 'wrap'),
    ]),
  );
