import { describe, expect, test } from 'vitest';
import {
  BUCKETS,
  boundsOf,
  bucketOf,
  countOf,
  type Histogram,
  merge,
  percentile,
  valueAt,
} from '../../src/bench/histogram.ts';

/** A fixed sequence of numbers from 0 to 1 (Lehmer's generator with Park and Miller's constants). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const histogramOf = (values: readonly number[]): Histogram => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  return counts;
};

/** Nearest rank, by sorting everything. */
const exact = (values: readonly number[], quantile: number): number =>
  Float64Array.from(values).sort()[Math.max(1, Math.ceil(quantile * values.length)) - 1] as number;

describe('buckets', () => {
  test('every bucket begins where the one before ends, and its bounds fall into it', () => {
    let next = 0;
    const wrong: number[] = [];
    // Above 2^53 a number of ours is not exact.
    for (let index = 0; boundsOf(index).highest < 2 ** 53; index++) {
      const { lowest, highest } = boundsOf(index);
      if (lowest !== next || bucketOf(lowest) !== index || bucketOf(highest) !== index) wrong.push(index);
      next = highest + 1;
    }
    expect(wrong).toEqual([]);
    expect(next).toBe(2 ** 53);
  });

  test('no bucket is wider than one part in 128 of its values', () => {
    const wide = Array.from({ length: BUCKETS - 1 }, (_, index) => boundsOf(index + 1)).filter(
      ({ lowest, highest }) => (highest - lowest) / lowest > 1 / 128,
    );
    expect(wide).toEqual([]);
  });

  test('the last one holds the greatest 64-bit value', () => {
    expect(boundsOf(BUCKETS - 1).highest).toBe(2 ** 64 - 1);
  });
});

describe('percentiles are within 1 % of the exact ones', () => {
  const random = numbers(20_240);
  const shapes: Readonly<Record<string, readonly number[]>> = {
    uniform: Array.from({ length: 5000 }, () => Math.floor(random() * 1e6)),
    // As latencies lie: most near each other, a few far out.
    'long tail': Array.from({ length: 5000 }, () => Math.floor(20_000 * (1 - random()) ** -0.7)),
    'two humps': Array.from({ length: 5000 }, () =>
      Math.floor((random() < 0.9 ? 15_000 : 4_000_000) * (0.8 + 0.4 * random())),
    ),
    few: [5, 300, 70_000, 8_000_000],
  };
  test.each(Object.entries(shapes))('%s', (_name, values) => {
    const histogram = histogramOf(values);
    for (const quantile of [0, 0.01, 0.25, 0.5, 0.9, 0.99, 0.999, 0.9999, 1]) {
      const truth = exact(values, quantile);
      expect(Math.abs((valueAt(histogram, quantile) as number) - truth)).toBeLessThanOrEqual(truth * 0.01);
    }
  });

  test('of several runs together as of all their values', () => {
    const [one, other] = [shapes.uniform ?? [], shapes['long tail'] ?? []];
    const merged = merge([histogramOf(one), histogramOf(other)]);
    expect(countOf(merged)).toBe(one.length + other.length);
    const truth = exact([...one, ...other], 0.9);
    expect(Math.abs((valueAt(merged, 0.9) as number) - truth)).toBeLessThanOrEqual(truth * 0.01);
  });
});

test('a percentile of too few values is not told', () => {
  const values = Array.from({ length: 999 }, (_, index) => index + 1);
  expect(percentile(histogramOf(values), 0.999)).toBeNull();
  expect(percentile(histogramOf([...values, 1000]), 0.999)).not.toBeNull();
  expect(percentile(histogramOf(values), 0.99)).not.toBeNull();
  expect(valueAt(new Map(), 0.5)).toBeNull();
});
