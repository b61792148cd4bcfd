import { type Lang, text } from '../../core/text.ts';
import type { Comparison } from '../compare.ts';
import { PATTERN_NAMES } from '../figures.ts';
import type { BenchReport } from '../result.ts';
import { KINDS, RULE, UNFAIR } from '../words.ts';
import { lineChart } from './chart.ts';
import { chartGroups } from './charts.ts';
import { comparisonTable, differenceTable } from './comparison.ts';
import { factsOf } from './facts.ts';
import { element, literal, type Markup, shown } from './markup.ts';
import { resultTable } from './results.ts';
import { STYLE } from './style.ts';
import { factTable } from './table.ts';

const TITLE = text('ZeroMQ, measured', 'ZeroMQ 测量结果');
const METHOD = text(
  'Throughput as libzmq’s local_thr and remote_thr take it: from the first message received to the last, the sender in another process. Latency as local_lat and remote_lat: half a round trip. Over inproc both sides are threads of one process, whose memory is told for both. Lines join medians of the runs, whiskers reach from the lowest to the highest.',
  '吞吐按 libzmq 的 local_thr、remote_thr 的方法测量：从收到第一条消息到最后一条，发送方在另一进程中。延迟按 local_lat、remote_lat：往返时间的一半。inproc 的双方是同一进程的两个线程，内存为整个进程的。折线连接各轮的中位数，竖线从最低到最高。',
);
const BUSY = text(
  'The machine was busy when this began: figures are lower than they could be and wander more.',
  '开始时本机正忙：数据偏低，波动更大。',
);
const ENVIRONMENT = text('What was measured, and where', '测量对象与环境');
const COMPARED = text('Compared with the earlier run', '与先前运行的比较');
const DIFFERENT = text('What is not as it was', '与之前不同之处');

const paragraph = (words: string, className = ''): Markup =>
  element('p', className === '' ? {} : { class: className }, shown(words));

function comparisonSection(comparison: Comparison | null, lang: Lang): Markup[] {
  if (comparison === null) return [];
  return [
    element('h2', {}, shown(COMPARED[lang])),
    ...(comparison.fair ? [] : [paragraph(UNFAIR[lang], 'warning')]),
    paragraph(RULE[lang], 'dim'),
    comparisonTable(comparison, lang),
    ...(comparison.differences.length === 0
      ? []
      : [element('h3', {}, shown(DIFFERENT[lang])), differenceTable(comparison, lang)]),
  ];
}

/** A whole report as one HTML page: no script, nothing from elsewhere, light and dark as the reader's system says. */
export function benchPage(
  report: BenchReport,
  comparison: Comparison | null,
  { lang, version }: { readonly lang: Lang; readonly version: string },
): string {
  const groups = chartGroups(report, lang).flatMap(({ kind, results, charts }) => [
    element(
      'h2',
      {},
      shown(`${KINDS[kind][lang]}: ${results[0] === undefined ? '' : PATTERN_NAMES[results[0].pattern]}`),
    ),
    element('div', { class: 'charts' }, ...charts.map(lineChart)),
    resultTable(results, lang),
  ]);
  const head = element(
    'head',
    {},
    literal('<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'),
    literal(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    ),
    element('title', {}, shown(TITLE[lang])),
    element('style', {}, literal(STYLE)),
  );
  const body = element(
    'body',
    {},
    element('h1', {}, shown(TITLE[lang])),
    paragraph(`czmq-setup ${version} bench`, 'dim'),
    ...(report.machine.busy ? [paragraph(BUSY[lang], 'warning')] : []),
    ...comparisonSection(comparison, lang),
    ...groups,
    element('h2', {}, shown(ENVIRONMENT[lang])),
    factTable(factsOf(report, lang)),
    paragraph(METHOD[lang], 'dim'),
  );
  return `<!DOCTYPE html>\n${element('html', { lang }, head, body).markup}\n`;
}
