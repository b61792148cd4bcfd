import { apiWords, factsOf } from '../../bench/page/facts.ts';
import type { BenchData } from '../../commands/bench.ts';
import type { Result } from '../../core/result.ts';
import { text } from '../../core/text.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { pad, width, wrap } from '../width.ts';
import { comparisonLines } from './bench/comparison.ts';
import { tableLines } from './bench/table.ts';
import { findingsLines } from './finding.ts';

const BUSY = text(
  'The machine was busy when this began: figures are lower than they could be and wander more.',
  '开始时本机正忙：数据偏低，波动更大。',
);
const PAGE = text('Page: ', '网页：');

/** Names in a column, what is so beside them, folded. */
function factLines(facts: readonly (readonly [string, string])[], style: Style): string[] {
  const columns = Math.max(...facts.map(([name]) => width(name)));
  return facts.flatMap(([name, words]) =>
    wrap(clean(words), style.columns - columns - 2).map(
      (line, i) => `${pad(i === 0 ? clean(name) : '', columns)}  ${line}`,
    ),
  );
}

/** Tables with bars, the comparison, and what was measured where. */
export function render({ data, findings }: Result<string, BenchData>, style: Style): string {
  const { lang } = style;
  const left = data.apis.filter(({ notMeasured }) => notMeasured !== null);
  const facts = factsOf(data, lang).filter(([name]) => !left.some(({ api }) => api === name));
  const lines = [
    ...(data.machine.busy ? [...wrap(BUSY[lang], style.columns).map(style.yellow), ''] : []),
    ...tableLines(data.results, style),
    ...(data.comparison === null ? [] : comparisonLines(data.comparison, style)),
    ...factLines(facts, style),
    ...left.map((api) => style.yellow(clean(`${api.api}: ${apiWords(api, lang)}`))),
    ...(data.html === null ? [] : [clean(`${PAGE[lang]}${data.html}`)]),
    ...(findings.length === 0 ? [] : ['', ...findingsLines(findings, style)]),
  ];
  return `${lines.join('\n')}\n`;
}
