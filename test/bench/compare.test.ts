import { describe, expect, test } from 'vitest';
import { type Baseline, readBaseline } from '../../src/bench/baseline.ts';
import { compare, overlaps, verdictOf } from '../../src/bench/compare.ts';
import type { BenchReport } from '../../src/bench/result.ts';
import { EXIT } from '../../src/core/exit.ts';
import { resultDocument, toJson } from '../../src/ui/json.ts';
import { report } from '../support/bench-report.ts';
import { fakeMachine } from '../support/machine.ts';

const document = (of: BenchReport): string =>
  toJson(
    resultDocument(
      { command: 'bench', exitCode: EXIT.done, findings: [], data: { ...of, comparison: null, html: null } },
      { version: '0.1.0', command: 'bench', durationMs: 1, lang: 'zh-CN' },
    ),
  );
const read = (content: string) => readBaseline(fakeMachine({ files: { '/b.json': content } }), '/b.json');
const baselineOf = (of: BenchReport): Baseline => {
  const baseline = read(document(of));
  if ('en' in baseline) throw new Error(baseline.en);
  return baseline;
};

describe('a difference', () => {
  const around = (middle: number, by: number) => [0, 1, -1, 2, -2].map((step) => middle + step * by);

  test('is more than noise where the runs part and the medians are far apart', () => {
    expect(verdictOf('throughput', around(100, 1), around(120, 1)).verdict).toBe('faster');
    expect(verdictOf('throughput', around(100, 1), around(80, 1)).verdict).toBe('slower');
    expect(verdictOf('latency', around(100, 1), around(120, 1)).verdict).toBe('slower');
    expect(verdictOf('latency', around(100, 1), around(80, 1)).verdict).toBe('faster');
  });

  test('is noise where the runs overlap, however far the medians', () => {
    const wide = [100, 300, 50, 200, 280];
    expect(verdictOf('throughput', around(100, 1), wide).verdict).toBe('within-noise');
    expect(verdictOf('throughput', around(100, 1), around(100, 1)).verdict).toBe('within-noise');
  });

  test('is noise where the runs part by less than they wander', () => {
    const { verdict, probability } = verdictOf(
      'throughput',
      [90, 95, 100, 104, 105],
      [106, 107, 108, 113, 118],
    );
    expect(probability).toBeLessThan(0.01);
    expect(verdict).toBe('within-noise');
  });

  test.each([
    [3, 3],
    [4, 4],
    [1, 5],
    [2, 10],
  ])('of %i and %i runs cannot be told from chance, even where they do not overlap', (one, other) => {
    const runs = (count: number, from: number) => Array.from({ length: count }, (_, i) => from + i);
    expect(verdictOf('throughput', runs(one, 100), runs(other, 900)).verdict).toBe('too-few-runs');
  });
});

describe('two runs', () => {
  test('that are the same: everything within the noise, nothing differs, fair', () => {
    const { compared, missing, differences, fair } = compare(baselineOf(report), report);
    expect(compared).toHaveLength(5);
    expect(new Set(compared.map(({ verdict }) => verdict))).toEqual(new Set(['within-noise']));
    // The case that failed stands in both, and has no figures in either.
    expect({ missing, differences, fair }).toEqual({ missing: 2, differences: [], fair: true });
  });

  test('of two versions: named, and still fair', () => {
    const before: BenchReport = {
      ...report,
      apis: report.apis.map((api) => ({ ...api, versions: { ...api.versions, libzmq: '4.3.4' } })),
    };
    const { differences, fair } = compare(baselineOf(before), report);
    expect(differences).toContainEqual({ what: 'czmq: libzmq', before: '4.3.4', after: '4.3.5', fair: true });
    expect(fair).toBe(true);
  });

  test.each<[string, Partial<BenchReport>]>([
    ['another processor', { machine: { ...report.machine, cpu: 'Another' } }],
    ['another governor', { machine: { ...report.machine, governor: null } }],
    ['a busy machine', { machine: { ...report.machine, busy: true } }],
    ['another duration', { settings: { ...report.settings, durationMs: 500 } }],
  ])('%s makes the comparison unfair', (_what, change) => {
    const other = { ...report, ...change };
    expect(compare(baselineOf(other), report).fair).toBe(false);
    expect(compare(baselineOf(report), other).fair).toBe(false);
  });

  test('a slower run is found in every case that it touches, and only there', () => {
    const slow: BenchReport = {
      ...report,
      results: report.results.map((one) =>
        one.kind === 'latency' ? { ...one, values: one.values.map((value) => value * 1.5) } : one,
      ),
    };
    const { compared } = compare(baselineOf(report), slow);
    const slower = compared.filter(({ verdict }) => verdict === 'slower');
    expect(slower.map(({ kind, api }) => `${kind} ${api}`)).toEqual(['latency libzmq', 'latency czmq']);
    expect(slower[0]?.change).toBeCloseTo(0.5, 6);
    expect(compared.filter(({ kind }) => kind === 'throughput').map(({ verdict }) => verdict)).toEqual([
      'within-noise',
      'within-noise',
      'within-noise',
    ]);
  });
});

test('a baseline of other cases has nothing in common', () => {
  const baseline = baselineOf(report);
  const [one] = report.results;
  if (one === undefined) throw new Error('no result');
  expect(overlaps(baseline, [one], ['libzmq'])).toBe(true);
  expect(overlaps(baseline, [{ ...one, size: 7 }], ['libzmq'])).toBe(false);
  expect(overlaps(baseline, [one], ['pyzmq'])).toBe(false);
});

describe('what is no baseline is refused with its reason', () => {
  const broken = (change: (of: Record<string, never>) => unknown): string =>
    JSON.stringify(change(JSON.parse(document(report))));
  test.each([
    ['', 'it is no JSON document'],
    ['{', 'it is no JSON document'],
    ['null', 'it is not what bench --json prints'],
    ['[]', 'it is not what bench --json prints'],
    [broken((of) => ({ ...of, command: 'verify' })), 'it is not what bench --json prints'],
    [broken((of) => ({ ...of, schemaVersion: 2 })), 'it is not what bench --json prints'],
    [broken((of) => ({ ...of, results: [{}] })), 'a result in it is not one of bench --json'],
    [broken((of) => ({ ...of, results: [null] })), 'a result in it is not one of bench --json'],
    [
      document({ ...report, results: report.results.map((one) => ({ ...one, values: [-1] })) }),
      'a result in it is not one of bench --json',
    ],
  ])('%.30j', (content, reason) => {
    expect(read(content)).toMatchObject({ en: reason });
  });

  test('a file that is not there', () => {
    expect(readBaseline(fakeMachine({}), '/none.json')).toMatchObject({ en: 'there is no such file' });
  });

  test('fields of the wrong kind are no crash', () => {
    const odd = broken((of) => ({ ...of, apis: 3, machine: [], settings: null, compiler: 'x', tool: 1 }));
    const baseline = read(odd);
    if ('en' in baseline) throw new Error(baseline.en);
    expect(compare(baseline, report).fair).toBe(false);
  });
});
