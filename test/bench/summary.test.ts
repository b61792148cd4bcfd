import { expect, test } from 'vitest';
import { bucketOf } from '../../src/bench/histogram.ts';
import { casesOf, highWaterMark } from '../../src/bench/matrix.ts';
import { summarise } from '../../src/bench/summary.ts';
import { latencyRun, throughputRun } from '../support/bench-report.ts';

const stream = { kind: 'throughput', pattern: 'push-pull', transport: 'ipc', size: 100 } as const;
const turn = { kind: 'latency', pattern: 'req-rep', transport: 'tcp', size: 1 } as const;

test('throughput: messages a second of each run, the data rate of the median, CPU of both sides a message', () => {
  const found = summarise('libzmq', stream, [200_000, 100_000, 300_000].map(throughputRun));
  expect(found.values).toEqual([2e6, 1e6, 3e6]);
  expect(found.spread).toEqual({ median: 2e6, min: 1e6, max: 3e6, mad: 1e6 });
  expect(found.bytesPerSecond).toBe(2e8);
  // Two sides of 100 ms each for 200 000 messages.
  expect(found.cpuUsPerMessage).toBe(1);
  expect([found.messages, found.percentiles]).toEqual([600_000, null]);
});

test('latency: half a round trip in microseconds, the percentiles over all runs', () => {
  const runs = [20_000, 20_000, 40_000].map((ns) => ({ ...latencyRun(ns), elapsedNs: ns * 2000 }));
  const found = summarise('czmq', turn, runs);
  expect(found.values).toEqual([10, 10, 20]);
  expect(found.percentiles?.p50).toBeCloseTo(10, 0);
  expect(found.percentiles?.p90).toBeCloseTo(20, 0);
  // The slowest round trip took a hundred times the longer one.
  expect((found.percentiles?.max as number) / 2000).toBeCloseTo(1, 2);
  expect(found.bytesPerSecond).toBeNull();
});

test('a percentile that so few round trips cannot show is not told', () => {
  const few = { ...latencyRun(20_000), messages: 100, roundTrips: new Map([[bucketOf(20_000), 100]]) };
  expect(summarise('libzmq', turn, [few]).percentiles).toMatchObject({ p99: expect.any(Number), p999: null });
});

test('nothing measured: no figures, and what stopped it', () => {
  const found = summarise('libzmq', stream, [], 'Address already in use');
  expect([found.spread, found.bind, found.bytesPerSecond, found.failed]).toEqual([
    null,
    null,
    null,
    'Address already in use',
  ]);
});

test('a pattern is measured in the directions that it has', () => {
  const kinds = (pattern: Parameters<typeof casesOf>[0][number]) =>
    casesOf([pattern], ['tcp'], [1]).map(({ kind }) => kind);
  expect(kinds('push-pull')).toEqual(['throughput']);
  expect(kinds('pub-sub')).toEqual(['throughput']);
  expect(kinds('req-rep')).toEqual(['latency']);
  expect(kinds('pair')).toEqual(['throughput', 'latency']);
  expect(kinds('dealer-router')).toEqual(['throughput', 'latency']);
});

test('queues are as long as libzmq makes them, but hold 64 MiB at most where a binding fills its messages', () => {
  const sizes = [1, 65_536, 1_048_576, 67_108_864];
  expect(sizes.map((size) => highWaterMark('pyzmq', size))).toEqual([1000, 1000, 64, 2]);
  expect(sizes.map((size) => highWaterMark('libzmq', size))).toEqual([1000, 1000, 1000, 16]);
});
