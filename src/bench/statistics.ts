/** Middle value; the mean of the two in the middle of an even number. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** Median absolute deviation from the median, unscaled. */
export function medianDeviation(values: readonly number[]): number {
  const middle = median(values);
  return median(values.map((value) => Math.abs(value - middle)));
}

/** How repeated runs lie. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median absolute deviation. */
  readonly mad: number;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
  mad: medianDeviation(values),
});

/** Ranks from 1, doubled so that the mean rank of equal values is whole. */
function doubledRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => sorted.indexOf(value) + 1 + sorted.lastIndexOf(value) + 1);
}

/**
 * How many subsets of each size have each sum of doubled ranks: entry [size][sum]. The exact distribution of the rank sum
 * under the hypothesis that both samples are of one kind (Wilcoxon 1945; Mann and Whitney 1947), ties included.
 */
function subsetsBySum(ranks: readonly number[], size: number): Float64Array[] {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(total + 1));
  (ways[0] as Float64Array)[0] = 1;
  for (const rank of ranks)
    for (let taken = size; taken >= 1; taken--) {
      const from = ways[taken - 1] as Float64Array;
      const to = ways[taken] as Float64Array;
      for (let sum = total; sum >= rank; sum--) to[sum] = (to[sum] ?? 0) + (from[sum - rank] ?? 0);
    }
  return ways;
}

/** The two-sided probability by counting every way to part the ranks; its cost grows with the fourth power of their number. */
export function exactRankTest(one: readonly number[], other: readonly number[]): number {
  const ranks = doubledRanks([...one, ...other]);
  const observed = ranks.slice(0, one.length).reduce((sum, rank) => sum + rank, 0);
  const expected = one.length * (one.length + other.length + 1);
  const ways = subsetsBySum(ranks, one.length)[one.length] as Float64Array;
  let all = 0;
  let asFar = 0;
  ways.forEach((count, sum) => {
    all += count;
    if (Math.abs(sum - expected) >= Math.abs(observed - expected)) asFar += count;
  });
  return asFar / all;
}

/** Share of the normal distribution beyond so many deviations, both tails (Abramowitz and Stegun, 7.1.26: to 1.5e-7). */
function bothTails(deviations: number): number {
  const x = deviations / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const series =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return series * Math.exp(-x * x);
}

/** The same by the normal distribution with corrections for ties and for whole ranks; for many runs. */
export function normalRankTest(one: readonly number[], other: readonly number[]): number {
  const values = [...one, ...other];
  const ranks = doubledRanks(values);
  const total = values.length;
  const sum = ranks.slice(0, one.length).reduce((all, rank) => all + rank / 2, 0);
  const groups = new Map<number, number>();
  for (const value of values) groups.set(value, (groups.get(value) ?? 0) + 1);
  const ties = [...groups.values()].reduce((all, count) => all + count ** 3 - count, 0);
  const variance = ((one.length * other.length) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance <= 0) return 1;
  const distance = Math.abs(sum - (one.length * (total + 1)) / 2) - 0.5;
  return distance <= 0 ? 1 : bothTails(distance / Math.sqrt(variance));
}

/** So many runs of both together are counted out exactly, which takes some milliseconds. */
const MOST_EXACT = 40;

/**
 * Two-sided probability of the Mann-Whitney test: how often chance alone would part two samples of one kind at least as far
 * as these. Exact up to 40 values; 1 where a sample is empty.
 */
export function rankTest(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || other.length === 0) return 1;
  return one.length + other.length <= MOST_EXACT ? exactRankTest(one, other) : normalRankTest(one, other);
}

/** The least probability that the test can give for two samples of these sizes: what two groups that do not overlap get. */
export function leastProbability(one: number, other: number): number {
  let ways = 1;
  for (let i = 1; i <= one; i++) ways = (ways * (other + i)) / i;
  return Math.min(1, 2 / ways);
}
