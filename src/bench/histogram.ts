/**
 * A histogram of durations in the way of HdrHistogram: log-linear buckets, so that its size is bounded, whatever is counted,
 * and every value is known to one part in 128. The measuring programs count with the same buckets (programs/harness.ts,
 * `bucket_of`), so that an hour of round trips takes them no more memory than a second.
 */

/** Below this each value has its bucket. */
const EXACT = 256;
/** Buckets to each doubling above. */
const SUB_BUCKETS = 128;
/** Doublings above `EXACT` that 64 bits hold. */
const SHIFTS = 56;

/** One more than the highest index. */
export const BUCKETS = SHIFTS * SUB_BUCKETS + EXACT;

/** Index of a value's bucket. Whole numbers from 0 to 2^53 - 1. */
export function bucketOf(value: number): number {
  let shift = 0;
  let rest = value;
  while (rest >= EXACT) {
    rest = Math.floor(rest / 2);
    shift++;
  }
  return shift * SUB_BUCKETS + rest;
}

/** Lowest and highest value of a bucket. */
export function boundsOf(index: number): { readonly lowest: number; readonly highest: number } {
  if (index < EXACT) return { lowest: index, highest: index };
  const shift = Math.floor(index / SUB_BUCKETS) - 1;
  const lowest = (index - shift * SUB_BUCKETS) * 2 ** shift;
  return { lowest, highest: lowest + 2 ** shift - 1 };
}

/** Bucket index -> how many values fell into it. */
export type Histogram = ReadonlyMap<number, number>;

/** All the values of several histograms in one. */
export function merge(histograms: readonly Histogram[]): Histogram {
  const all = new Map<number, number>();
  for (const histogram of histograms)
    for (const [index, count] of histogram) all.set(index, (all.get(index) ?? 0) + count);
  return all;
}

export const countOf = (histogram: Histogram): number =>
  [...histogram.values()].reduce((sum, count) => sum + count, 0);

/**
 * The value below or at which the share `quantile` (0 to 1) of all values lies (nearest rank), as the middle of its bucket:
 * within 1/256 of the exact one. Null where the histogram is empty.
 */
export function valueAt(histogram: Histogram, quantile: number): number | null {
  const rank = Math.max(1, Math.ceil(quantile * countOf(histogram)));
  let seen = 0;
  for (const [index, count] of [...histogram].sort(([a], [b]) => a - b)) {
    seen += count;
    if (seen >= rank) {
      const { lowest, highest } = boundsOf(index);
      return (lowest + highest) / 2;
    }
  }
  return null;
}

/** So many values a percentile needs above it to be more than chance. */
const LEAST_ABOVE = 1;

/** As `valueAt`, but null where fewer values were counted than the quantile has steps: a p99.9 of 200 values is their highest. */
export const percentile = (histogram: Histogram, quantile: number): number | null =>
  countOf(histogram) * (1 - quantile) < LEAST_ABOVE - 1e-9 ? null : valueAt(histogram, quantile);
