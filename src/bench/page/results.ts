import { type Lang, type Text, text, verbatim } from '../../core/text.ts';
import type { SideUse } from '../answer.ts';
import { dataRate, figure, mebibytes, messageSize, microseconds } from '../figures.ts';
import type { Measured } from '../result.ts';
import { element, type Markup, shown } from './markup.ts';
import { cell, type Heads, table } from './table.ts';

const NAMES = {
  transport: text('transport', '传输'),
  size: text('size', '大小'),
  api: verbatim('API'),
  median: text('median', '中位数'),
  range: text('lowest … highest', '最低 … 最高'),
  deviation: verbatim('MAD'),
  data: text('data', '数据率'),
  cpu: text('CPU/message', '每条消息的 CPU'),
  messages: text('messages', '消息数'),
  binding: text('bound side', '绑定方'),
  connecting: text('connected side', '连接方'),
} satisfies Record<string, Text>;

const SIDE = text('user + system ms, peak MiB, switches', '用户态+内核态毫秒、峰值 MiB、上下文切换');

/** `12 + 3 ms, 6.4 MiB, 120 + 7`: CPU, memory, and switches because it waited and because it was made to. */
const sideWords = (side: SideUse | null): string =>
  side === null
    ? '–'
    : `${(side.userUs / 1000).toFixed(1)} + ${(side.systemUs / 1000).toFixed(1)} ms, ${
        side.peakBytes === null ? '–' : mebibytes(side.peakBytes)
      } MiB, ${side.voluntary} + ${side.involuntary}`;

const orDash = (value: number | null, words: (value: number) => string): string =>
  value === null ? '–' : words(value);

/** One row a result, with everything that was measured. */
export function resultTable(results: readonly Measured[], lang: Lang): Markup {
  const throughput = results[0]?.kind === 'throughput';
  const name = (key: keyof typeof NAMES): string => NAMES[key][lang];
  const percentiles = ['p50', 'p90', 'p99', 'p99.9', 'max'];
  const heads: Heads = [
    [name('transport'), true],
    [name('size'), false],
    [name('api'), true],
    [name('median'), false],
    [name('range'), false],
    [name('deviation'), false],
    ...(throughput ? [name('data')] : percentiles).map((one) => [one, false] as const),
    [name('cpu'), false],
    [name('messages'), false],
    [`${name('binding')}: ${SIDE[lang]}`, true],
    [`${name('connecting')}: ${SIDE[lang]}`, true],
  ];
  const rows = results.map((one) => {
    const { kind, spread, percentiles: p } = one;
    if (one.failed !== null && spread === null)
      return [
        cell(one.transport, 'word'),
        cell(messageSize(one.size)),
        cell(one.api, 'word'),
        element('td', { class: 'word', colspan: String(heads.length - 3) }, shown(one.failed)),
      ];
    const tail = throughput
      ? [orDash(one.bytesPerSecond, dataRate)]
      : [p?.p50, p?.p90, p?.p99, p?.p999, p?.max].map((value) => orDash(value ?? null, microseconds));
    return [
      cell(one.transport, 'word'),
      cell(messageSize(one.size)),
      cell(one.api, 'word'),
      cell(spread === null ? '–' : figure(kind, spread.median)),
      cell(spread === null ? '–' : `${figure(kind, spread.min)} … ${figure(kind, spread.max)}`),
      cell(spread === null ? '–' : figure(kind, spread.mad)),
      ...tail.map((words) => cell(words)),
      cell(orDash(one.cpuUsPerMessage, microseconds)),
      cell(String(one.messages)),
      cell(sideWords(one.bind), 'word'),
      cell(sideWords(one.connect), 'word'),
    ];
  });
  return table(heads, rows);
}
