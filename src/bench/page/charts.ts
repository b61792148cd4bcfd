import type { Lang } from '../../core/text.ts';
import { text, verbatim } from '../../core/text.ts';
import { figure, messageSize, microseconds, PATTERN_NAMES, rate } from '../figures.ts';
import { APIS, type Kind } from '../matrix.ts';
import type { BenchReport, Measured, Percentiles } from '../result.ts';
import { type Chart, rangeOf, type Series } from './chart.ts';

const STEPS: readonly (readonly [keyof Percentiles, string])[] = [
  ['p50', 'p50'],
  ['p90', 'p90'],
  ['p99', 'p99'],
  ['p999', 'p99.9'],
  ['max', 'max'],
];
const PER_SECOND = text('msg/s', '条/秒');
const CPU = verbatim('CPU');
const CPU_TITLE = text('CPU of both sides a message', '每条消息双方的 CPU');
const DISTRIBUTION = text('percentiles at', '百分位，消息大小');

type Point = Series['points'][number];

const bySize = (results: readonly Measured[]): Measured[] => [...results].sort((a, b) => a.size - b.size);

/** A line for each API that has points. */
const seriesOf = (
  results: readonly Measured[],
  pointOf: (one: Measured) => Point | null,
  dashed = false,
): Series[] =>
  APIS.flatMap((api, index) => {
    const points = bySize(results.filter((one) => one.api === api)).flatMap((one) => pointOf(one) ?? []);
    return points.length === 0 ? [] : [{ name: api, index, dashed, points }];
  });

const pointAt = (one: Measured, y: number | null, words: (value: number) => string): Point | null =>
  y === null
    ? null
    : {
        x: Math.log2(one.size),
        y,
        low: y,
        high: y,
        words: `${one.api}, ${messageSize(one.size)}: ${words(y)}`,
      };

const spreadPoint = (one: Measured): Point | null => {
  if (one.spread === null) return null;
  const { median, min, max } = one.spread;
  const words = `${one.api}, ${messageSize(one.size)}: ${figure(one.kind, median)} (${figure(one.kind, min)} … ${figure(one.kind, max)})`;
  return { x: Math.log2(one.size), y: median, low: min, high: max, words };
};

const valuesOf = (series: readonly Series[]): number[] =>
  series.flatMap(({ points }) => points.flatMap(({ low, high }) => [low, high]));

const sizeTicks = (results: readonly Measured[]): Chart['xTicks'] =>
  [...new Set(results.map(({ size }) => size))]
    .sort((a, b) => a - b)
    .map((size) => ({ at: Math.log2(size), label: messageSize(size) }));

/** The charts of one pattern: one a transport, all with the same axis, then the CPU or the percentiles. */
function chartsOf(all: readonly Measured[], kind: Kind, lang: Lang): Chart[] {
  const transports = [...new Set(all.map(({ transport }) => transport))];
  const own = (transport: string): Measured[] => all.filter((one) => one.transport === transport);
  const title = (one: Measured | undefined, more: string): string =>
    `${one === undefined ? '' : `${PATTERN_NAMES[one.pattern]}, ${one.transport}`}${more}`;
  const main = transports.map((transport) => {
    const results = own(transport);
    const series =
      kind === 'throughput'
        ? seriesOf(results, spreadPoint)
        : [
            ...seriesOf(results, (one) => pointAt(one, one.percentiles?.p50 ?? null, microseconds)),
            ...seriesOf(results, (one) => pointAt(one, one.percentiles?.p99 ?? null, microseconds), true),
          ];
    return { results, series };
  });
  const range = rangeOf(main.flatMap(({ series }) => valuesOf(series)));
  const charts = main.map(
    ({ results, series }): Chart => ({
      title: title(results[0], kind === 'throughput' ? '' : ': p50, p99 - -'),
      xTicks: sizeTicks(results),
      yLabel: kind === 'throughput' ? PER_SECOND[lang] : '',
      yWords: kind === 'throughput' ? rate : microseconds,
      range,
      series,
    }),
  );
  return [
    ...charts,
    ...(kind === 'throughput' ? cpuCharts(main, lang, title) : percentileCharts(main, lang, title)),
  ];
}

type Panel = { readonly results: readonly Measured[] };
type Title = (one: Measured | undefined, more: string) => string;

function cpuCharts(panels: readonly Panel[], lang: Lang, title: Title): Chart[] {
  const all = panels.map(({ results }) => ({
    results,
    series: seriesOf(results, (one) => pointAt(one, one.cpuUsPerMessage, microseconds)),
  }));
  const range = rangeOf(all.flatMap(({ series }) => valuesOf(series)));
  return all.map(({ results, series }) => ({
    title: title(results[0], `: ${CPU_TITLE[lang]}`),
    xTicks: sizeTicks(results),
    yLabel: CPU[lang],
    yWords: microseconds,
    range,
    series,
  }));
}

function percentileCharts(panels: readonly Panel[], lang: Lang, title: Title): Chart[] {
  const all = panels.map(({ results }) => {
    const smallest = Math.min(...results.map(({ size }) => size));
    const series = APIS.flatMap((api, index): Series[] => {
      const one = results.find((result) => result.api === api && result.size === smallest);
      const points = STEPS.flatMap(([key, label], x): Point[] => {
        const y = one?.percentiles?.[key] ?? null;
        return y === null ? [] : [{ x, y, low: y, high: y, words: `${api}, ${label}: ${microseconds(y)}` }];
      });
      return points.length === 0 ? [] : [{ name: api, index, dashed: false, points }];
    });
    return { results, series, smallest };
  });
  const range = rangeOf(all.flatMap(({ series }) => valuesOf(series)));
  return all.map(({ results, series, smallest }) => ({
    title: title(results[0], `: ${DISTRIBUTION[lang]} ${messageSize(smallest)}`),
    xTicks: STEPS.map(([, label], at) => ({ at, label })),
    yLabel: '',
    yWords: microseconds,
    range,
    series,
  }));
}

/** What belongs together under one heading. */
export interface ChartGroup {
  readonly kind: Kind;
  readonly results: readonly Measured[];
  readonly charts: readonly Chart[];
}

/** All charts of a report: throughput, then latency, pattern by pattern. */
export const chartGroups = ({ results }: Pick<BenchReport, 'results'>, lang: Lang): ChartGroup[] =>
  (['throughput', 'latency'] as const).flatMap((kind) => {
    const own = results.filter((one) => one.kind === kind);
    const patterns = [...new Set(own.map(({ pattern }) => pattern))];
    return patterns.map((pattern) => {
      const group = own.filter((one) => one.pattern === pattern);
      return { kind, results: group, charts: chartsOf(group, kind, lang) };
    });
  });
