import { describe, expect, test } from 'vitest';
import { compare } from '../../src/bench/compare.ts';
import { lineChart, rangeOf, ticksOf } from '../../src/bench/page/chart.ts';
import { benchPage } from '../../src/bench/page/page.ts';
import type { BenchReport } from '../../src/bench/result.ts';
import { report } from '../support/bench-report.ts';

const page = (of: BenchReport, lang: 'en' | 'zh-CN' = 'en'): string =>
  benchPage(of, null, { lang, version: '0.1.0' });

/** Elements without an end tag in HTML. */
const VOID = ['meta', '!DOCTYPE'];

/** Tags that are open where the document ends, or that end what is not open. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  const body = html.replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const [, end, name = ''] of body.matchAll(/<(\/?)([!\w]+)(?:\s[\w:-]+="[^"<>]*"|\shtml)*>/g)) {
    if (VOID.includes(name)) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

describe('the page', () => {
  test('is whole, and asks nobody for anything', () => {
    const html = page(report);
    expect(unbalanced(html)).toEqual([]);
    // Every < begins a tag that was counted: nothing half-written.
    expect(html.replace(/<style>[\s\S]*?<\/style>/g, '').match(/</g)?.length).toBe(
      html.replace(/<style>[\s\S]*?<\/style>/g, '').match(/<(\/?)([!\w]+)(?:\s[\w:-]+="[^"<>]*"|\shtml)*>/g)
        ?.length,
    );
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|https?:/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('prefers-color-scheme: dark');
  });

  test('shows words of the machine as words', () => {
    const hostile = '<script>alert(1)</script>"\'&\u202e\u0000';
    const html = page({
      ...report,
      machine: { ...report.machine, cpu: hostile, governor: hostile },
      apis: [{ api: 'libzmq', versions: { [hostile]: hostile }, loaded: { x: hostile }, notMeasured: null }],
      results: report.results.map((one) => (one.failed === null ? one : { ...one, failed: hostile })),
    });
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/[\u202e\0]/);
    expect(
      html.match(/&lt;script&gt;alert\(1\)&lt;\/script&gt;&quot;&#39;&amp;/g)?.length,
    ).toBeGreaterThanOrEqual(4);
    expect(unbalanced(html)).toEqual([]);
  });

  test('holds a chart of each pattern and transport, and every measured figure in a table', () => {
    const html = page(report);
    for (const title of [
      'PUSH/PULL, tcp',
      'REQ/REP, inproc: p50, p99 - -',
      'REQ/REP, inproc: percentiles at 1 B',
    ])
      expect(html).toContain(`aria-label="${title}"`);
    for (const figure of ['4.02 M/s', '3.02 M/s', '1.00 M/s']) expect(html).toContain(`<td>${figure}</td>`);
    expect(html).toContain('zframe_send: no buffer space');
    expect(html).toContain('not measured: Go is not installed');
  });

  test('says of a comparison what differs and by what rule', () => {
    const baseline = {
      tool: '0.1.0',
      results: report.results.map((one) => ({ ...one, values: one.values.map((value) => value * 2) })),
      machine: { ...report.machine, cpu: 'Another' },
      busy: false,
      compiler: report.compiler.version,
      settings: { ...report.settings },
      versions: {},
      loaded: {},
    };
    const html = benchPage(report, compare(baseline, report), { lang: 'en', version: '0.1.0' });
    expect(html).toContain('class="word slower">slower<');
    expect(html).toContain('class="word faster">faster<');
    expect(html).toContain('This is no fair comparison');
    expect(html).toContain('<td class="wrap">Another</td>');
    expect(unbalanced(html)).toEqual([]);
  });

  test('in Chinese', () => {
    const html = page(report, 'zh-CN');
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('未测量：未安装 Go');
  });

  test('with nothing measured is still a page', () => {
    expect(unbalanced(page({ ...report, results: [] }))).toEqual([]);
  });
});

describe('a chart', () => {
  const point = (x: number, y: number) => ({ x, y, low: y, high: y, words: `${y}` });
  const chart = (points: readonly ReturnType<typeof point>[], range: readonly [number, number]): string =>
    lineChart({
      title: 'T',
      xTicks: [
        { at: 0, label: '1 B' },
        { at: 10, label: '1 KiB' },
      ],
      yLabel: '',
      yWords: String,
      range,
      series: [{ name: 'libzmq', index: 0, dashed: false, points }],
    }).markup;

  test('places values on a logarithmic axis: equal factors are equal distances', () => {
    const circles = [
      ...chart([point(0, 10), point(5, 100), point(10, 1000)], [1, 10_000]).matchAll(
        /cx="([\d.]+)" cy="([\d.]+)"/g,
      ),
    ].map(([, x, y]) => [Number(x), Number(y)]);
    // The first is the legend's.
    const [, low, middle, high] = circles as [number, number][];
    if (low === undefined || middle === undefined || high === undefined) throw new Error('three points');
    expect(low[1] - middle[1]).toBeCloseTo(middle[1] - high[1], 0);
    expect(middle[0] - low[0]).toBeCloseTo(high[0] - middle[0], 0);
    expect(low[1]).toBeGreaterThan(high[1]);
  });

  test('never leaves its frame, whatever the values', () => {
    const svg = chart([point(0, 1e-30), point(10, 1e30)], [1, 10]);
    expect(svg).not.toMatch(/NaN|Infinity|="-\d/);
  });

  test('labels powers of ten, and 2 and 5 between where there are few', () => {
    expect(ticksOf([0.9, 1100])).toEqual([1, 10, 100, 1000]);
    expect(ticksOf([0.9, 11])).toEqual([1, 2, 5, 10]);
    expect(rangeOf([])).toEqual([1, 10]);
    expect(rangeOf([0, Number.NaN, 13])).toEqual([10, 16.900000000000002]);
  });
});
