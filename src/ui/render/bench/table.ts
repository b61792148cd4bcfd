import type { SideUse } from '../../../bench/answer.ts';
import {
  dataRate,
  mebibytes,
  messageSize,
  microseconds,
  PATTERN_NAMES,
  rate,
} from '../../../bench/figures.ts';
import type { Measured } from '../../../bench/result.ts';
import { KINDS } from '../../../bench/words.ts';
import { text, verbatim } from '../../../core/text.ts';
import { clean } from '../../clean.ts';
import type { Style } from '../../style.ts';
import { pad, width } from '../../width.ts';
import { bar } from './bars.ts';

const SIZE = text('size', '大小');
const PER_SECOND = text('msg/s', '条/秒');
const SPREAD = text('spread', '波动');
const DATA = text('data', '数据率');
const CPU = text('CPU/msg', 'CPU/条');
const MEMORY = verbatim('MiB');
const FAILED = text('failed: ', '失败：');
const SIDES = {
  bind: text('bound side', '绑定方'),
  connect: text('connected side', '连接方'),
};
const MOST_BAR = 30;

const start = (words: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - width(words))) + words;

/** Half of the range, as a share of the median. */
export const spreadWords = ({ spread }: Pick<Measured, 'spread'>): string =>
  spread === null ? '–' : `±${Math.round(((spread.max - spread.min) / 2 / spread.median) * 100)} %`;

const orDash = (value: number | null | undefined, words: (value: number) => string): string =>
  value === null || value === undefined ? '–' : words(value);

const memoryWords = ({ bind, connect, oneProcess }: Measured): string => {
  const [receiver, sender] = [bind, connect].map((side) => orDash(side?.peakBytes, mebibytes));
  return oneProcess ? `${receiver}` : `${receiver}+${sender}`;
};

interface Column {
  readonly head: string;
  readonly cell: (one: Measured) => string;
}

const throughputColumns = ({ lang }: Style): Column[] => [
  { head: PER_SECOND[lang], cell: ({ spread }) => orDash(spread?.median, rate) },
  { head: SPREAD[lang], cell: spreadWords },
  { head: DATA[lang], cell: ({ bytesPerSecond }) => orDash(bytesPerSecond, dataRate) },
  { head: CPU[lang], cell: ({ cpuUsPerMessage }) => orDash(cpuUsPerMessage, microseconds) },
  { head: MEMORY[lang], cell: memoryWords },
];

const latencyColumns = ({ lang }: Style): Column[] => [
  { head: 'p50', cell: ({ percentiles }) => orDash(percentiles?.p50, microseconds) },
  { head: 'p90', cell: ({ percentiles }) => orDash(percentiles?.p90, microseconds) },
  { head: 'p99', cell: ({ percentiles }) => orDash(percentiles?.p99, microseconds) },
  { head: 'p99.9', cell: ({ percentiles }) => orDash(percentiles?.p999, microseconds) },
  { head: 'max', cell: ({ percentiles }) => orDash(percentiles?.max, microseconds) },
  { head: SPREAD[lang], cell: spreadWords },
];

/** What the bars show: more is better for throughput, less for latency. */
const barValue = ({ spread, percentiles, kind }: Measured): number =>
  (kind === 'throughput' ? spread?.median : percentiles?.p50) ?? 0;

/** CPU, memory and switches of one side, for `-v`. */
function sideLine(name: 'bind' | 'connect', side: SideUse | null, { lang }: Style): string[] {
  if (side === null) return [];
  const cpu = `${(side.userUs / 1000).toFixed(1)} + ${(side.systemUs / 1000).toFixed(1)} ms`;
  const words = text(
    `${SIDES[name].en}: CPU ${cpu} (user + system), ${orDash(side.peakBytes, mebibytes)} MiB, switches ${side.voluntary} voluntary, ${side.involuntary} involuntary`,
    `${SIDES[name]['zh-CN']}：CPU ${cpu}（用户态 + 内核态），${orDash(side.peakBytes, mebibytes)} MiB，上下文切换：自愿 ${side.voluntary}，被动 ${side.involuntary}`,
  );
  return [`      ${words[lang]}`];
}

/** One kind, pattern and transport: a row a size and API, a bar behind it that compares the APIs at that size. */
function groupLines(results: readonly Measured[], style: Style): string[] {
  const [first] = results;
  if (first === undefined) return [];
  const columns = first.kind === 'throughput' ? throughputColumns(style) : latencyColumns(style);
  const cells = results.map((one) => columns.map(({ cell }) => clean(cell(one))));
  const widths = columns.map(({ head }, i) =>
    Math.max(width(head), ...cells.map((row) => width(row[i] ?? ''))),
  );
  const apiColumns = Math.max(...results.map(({ api }) => api.length));
  const sizeColumns = Math.max(
    width(SIZE[style.lang]),
    ...results.map(({ size }) => messageSize(size).length),
  );
  const used = sizeColumns + apiColumns + widths.reduce((sum, one) => sum + one + 2, 0) + 6;
  const room = Math.max(0, Math.min(MOST_BAR, style.columns - used));
  const head = [
    `  ${start(SIZE[style.lang], sizeColumns)}  ${pad('', apiColumns)}`,
    ...columns.map((column, i) => start(column.head, widths[i] ?? 0)),
  ].join('  ');
  const rows = results.flatMap((one, i) => {
    const isFirst = results[i - 1]?.size !== one.size;
    const size = start(isFirst ? messageSize(one.size) : '', sizeColumns);
    const name = `  ${size}  ${pad(one.api, apiColumns)}`;
    if (one.failed !== null) return [style.red(clean(`${name}  ${FAILED[style.lang]}${one.failed}`))];
    const most = Math.max(...results.filter((other) => other.size === one.size).map(barValue));
    const drawn = bar(barValue(one) / most, room, style.colored);
    const figures = (cells[i] ?? []).map((words, at) => start(words, widths[at] ?? 0)).join('  ');
    return [
      `${name}  ${figures}  ${style.cyan(drawn)}`.trimEnd(),
      ...(style.verbose
        ? [...sideLine('bind', one.bind, style), ...sideLine('connect', one.connect, style)].map(style.dim)
        : []),
    ];
  });
  const title = `${KINDS[first.kind][style.lang]}: ${PATTERN_NAMES[first.pattern]}, ${first.transport}`;
  return [style.bold(title), style.dim(head.trimEnd()), ...rows];
}

/** Everything that was measured, in groups with a blank line between. */
export function tableLines(results: readonly Measured[], style: Style): string[] {
  const groups = new Map<string, Measured[]>();
  for (const one of results) {
    const key = `${one.kind} ${one.pattern} ${one.transport}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => [...groupLines(group, style), '']);
}
