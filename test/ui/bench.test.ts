import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { readBaseline } from '../../src/bench/baseline.ts';
import { compare } from '../../src/bench/compare.ts';
import type { BenchReport } from '../../src/bench/result.ts';
import type { BenchData } from '../../src/commands/bench.ts';
import { EXIT } from '../../src/core/exit.ts';
import type { Result } from '../../src/core/result.ts';
import { resultDocument, toJson } from '../../src/ui/json.ts';
import { bar } from '../../src/ui/render/bench/bars.ts';
import { render } from '../../src/ui/render.ts';
import { plainStyle, type Style } from '../../src/ui/style.ts';
import { width } from '../../src/ui/width.ts';
import { report } from '../support/bench-report.ts';
import { fakeMachine } from '../support/machine.ts';

const result = (data: BenchData): Result<'bench', BenchData> => ({
  command: 'bench',
  exitCode: EXIT.done,
  findings: [],
  data,
});
const plainData: BenchData = { ...report, comparison: null, html: null };
const documentOf = (data: BenchData): string =>
  toJson(resultDocument(result(data), { version: '0.1.0', command: 'bench', durationMs: 1, lang: 'en' }));
const told = async (style: Style, data: BenchData = plainData): Promise<string[]> =>
  (await render(result(data), style, false)).slice(0, -1).split('\n');

/** The report beside one that was twice as fast on another processor. */
const compared = (() => {
  const faster: BenchReport = {
    ...report,
    machine: { ...report.machine, cpu: 'Another' },
    results: report.results.map((one) => ({ ...one, values: one.values.map((value) => value * 2) })),
  };
  const probe = fakeMachine({ files: { '/b': documentOf({ ...faster, comparison: null, html: null }) } });
  const baseline = readBaseline(probe, '/b');
  if ('en' in baseline) throw new Error(baseline.en);
  return { ...plainData, comparison: compare(baseline, report), html: '/home/user/page.html' };
})();

test('a row a size and API, grouped by kind, pattern and transport, with bars that compare at one size', async () => {
  const lines = await told(plainStyle('en'));
  expect(lines.slice(0, 6)).toEqual([
    'Throughput: PUSH/PULL, tcp',
    '   size           msg/s  spread       data  CPU/msg        MiB',
    '    1 B  libzmq  4.02 M    ±2 %  4.02 MB/s   498 ns  6.00+6.00  ################',
    '         czmq    3.02 M    ±3 %  3.02 MB/s   662 ns  6.00+6.00  ############',
    '  1 KiB  libzmq  1.00 M    ±1 %  1.02 GB/s  2.00 µs  6.00+6.00  ################',
    '         czmq    failed: zframe_send: no buffer space',
  ]);
  expect(lines).toContain('Latency, one way: REQ/REP, inproc');
  expect(lines.at(-1)).toBe('goczmq: not measured: Go is not installed');
});

test('-v tells CPU, memory and context switches of each side', async () => {
  const lines = await told(plainStyle('en', { verbose: true }));
  expect(lines).toContain(
    '      bound side: CPU 80.0 + 20.0 ms (user + system), 6.00 MiB, switches 40 voluntary, 7 involuntary',
  );
});

test('the comparison: what differs first, why it is not fair, by what rule', async () => {
  const lines = await told(plainStyle('en', { columns: 100 }), compared);
  const at = lines.findIndex((line) => line.startsWith('Compared'));
  expect(lines[at]).toBe('Compared with the earlier run: 3 slower, 2 faster');
  expect(lines[at + 1]).toContain('This is no fair comparison');
  expect(lines).toContain(
    '  slower: libzmq Throughput, PUSH/PULL tcp 1 B: 8.04 M/s -> 4.02 M/s (-50 %, noise ±3.3 %, p 0.008)',
  );
  expect(lines).toContain('  processor: Another -> Some Processor');
  expect(lines).toContain('Page: /home/user/page.html');
});

describe.each([60, 80, 100])('in %i columns', (columns) => {
  test.each(['en', 'zh-CN'] as const)('tables in %s fit', async (lang) => {
    const lines = await told(plainStyle(lang, { columns }));
    // Where there is less room than for the figures, the bars go.
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(Math.max(columns, 68));
  });
});

test('Chinese is Chinese', async () => {
  const lines = await told(plainStyle('zh-CN'), compared);
  expect(lines[0]).toBe('吞吐: PUSH/PULL, tcp');
  expect(lines.join('\n')).toContain('这不是公平的比较');
});

describe('a bar', () => {
  test('takes its share of the columns, in eighths on a terminal', () => {
    expect(bar(0.5, 8, false)).toBe('####');
    expect(bar(1, 8, true)).toBe('████████');
    expect(bar(0.5625, 2, true)).toBe('█▏');
  });
  test('of something is never nothing; of nothing, or without room, it is', () => {
    expect(bar(1e-9, 8, true)).toBe('▏');
    expect(bar(1e-9, 8, false)).toBe('#');
    expect([bar(0, 8, true), bar(Number.NaN, 8, true), bar(1, 0, true)]).toEqual(['', '', '']);
    expect(bar(7, 8, false)).toBe('########');
  });
});

describe('the document', () => {
  const folder = new URL('../../schemas/', import.meta.url);
  const schema = (path: string): object => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addSchema(schema('document.schema.json'), 'schemas/document.schema.json');
  const valid = ajv.compile({ ...schema('commands/bench.schema.json'), $id: 'schemas/commands/bench' });

  test.each<[string, BenchData]>([
    ['plain', plainData],
    ['compared', compared],
    ['of the system', { ...plainData, prefix: null }],
  ])('%s is as its schema says', (_what, data) => {
    expect(valid(JSON.parse(documentOf(data))) ? [] : valid.errors).toEqual([]);
  });

  test('the schema refuses what is not so', () => {
    const document = JSON.parse(documentOf(compared));
    const [first] = document.results;
    expect(valid({ ...document, results: [{ ...first, values: ['fast'] }] })).toBe(false);
    expect(valid({ ...document, results: [{ ...first, extra: 1 }] })).toBe(false);
    expect(valid({ ...document, machine: { ...document.machine, cores: 0 } })).toBe(false);
    expect(valid({ ...document, comparison: { compared: [] } })).toBe(false);
  });
});
