import { describe, expect, test } from 'vitest';
import {
  exactRankTest,
  leastProbability,
  medianDeviation,
  normalRankTest,
  rankTest,
  spreadOf,
} from '../../src/bench/statistics.ts';

test('median, range and deviation of repeated runs', () => {
  expect(spreadOf([4, 1, 100, 2, 3])).toEqual({ median: 3, min: 1, max: 100, mad: 1 });
  expect(spreadOf([1, 2, 3, 10]).median).toBe(2.5);
  expect(medianDeviation([7])).toBe(0);
});

/** The test by its definition: every way to part the values into two groups of these sizes, one after another. */
function byEnumeration(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other];
  const statistic = (inOne: readonly boolean[]): number => {
    let wins = 0;
    for (const [i, a] of all.entries())
      for (const [j, b] of all.entries()) if (inOne[i] && !inOne[j]) wins += a > b ? 1 : a === b ? 0.5 : 0;
    return Math.abs(wins - (one.length * other.length) / 2);
  };
  const observed = statistic(all.map((_, i) => i < one.length));
  let ways = 0;
  let asFar = 0;
  for (let mask = 0; mask < 2 ** all.length; mask++) {
    const inOne = all.map((_, i) => (mask & (1 << i)) !== 0);
    if (inOne.filter(Boolean).length !== one.length) continue;
    ways++;
    if (statistic(inOne) >= observed - 1e-9) asFar++;
  }
  return asFar / ways;
}

describe('the Mann-Whitney test', () => {
  test.each([
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ],
    [
      [1, 3, 5, 7],
      [2, 4, 6, 8],
    ],
    [
      [1, 2, 2, 3],
      [2, 3, 3, 4, 4],
    ],
    [
      [5, 5, 5],
      [5, 5, 5],
    ],
    [
      [10, 1, 4],
      [2, 9, 3, 7, 8],
    ],
  ])('%j against %j is as by enumeration', (one, other) => {
    expect(rankTest(one, other)).toBeCloseTo(byEnumeration(one, other), 12);
    expect(rankTest(other, one)).toBeCloseTo(rankTest(one, other), 12);
  });

  test('gives the critical value that the tables print: U = 2 of 5 and 5 is beyond 0.05, U = 3 is not', () => {
    // Mann and Whitney's table; U is the number of pairs in which a run of the second group is the lower.
    expect(rankTest([1, 2, 3, 4, 7], [5, 6, 8, 9, 10])).toBeLessThan(0.05);
    expect(rankTest([1, 2, 3, 4, 8], [5, 6, 7, 9, 10])).toBeGreaterThan(0.05);
  });

  test('groups that do not overlap get the least probability, whatever their distance', () => {
    expect(rankTest([1, 2, 3], [4, 5, 6])).toBeCloseTo(leastProbability(3, 3), 12);
    expect(leastProbability(3, 3)).toBeCloseTo(0.1, 12);
    expect(leastProbability(5, 5)).toBeCloseTo(2 / 252, 12);
  });

  test('for many runs the normal distribution says what counting says', () => {
    const shifted = (by: number) => Array.from({ length: 20 }, (_, index) => ((index * 7) % 20) + by);
    for (const by of [0, 1.5, 3.5, 5.5, 7.5]) {
      const exact = exactRankTest(shifted(0), shifted(by));
      expect(Math.abs(normalRankTest(shifted(0), shifted(by)) - exact)).toBeLessThan(0.01);
    }
    const tied = [...Array(15).fill(1), ...Array(5).fill(2)];
    const other = [...Array(6).fill(1), ...Array(14).fill(2)];
    expect(Math.abs(normalRankTest(tied, other) - exactRankTest(tied, other))).toBeLessThan(0.01);
    expect(normalRankTest([3, 3, 3], [3, 3])).toBe(1);
  });

  test('a hundred runs on each side', () => {
    const runs = Array.from({ length: 100 }, (_, index) => index);
    expect(rankTest(runs, runs)).toBe(1);
    expect(
      rankTest(
        runs,
        runs.map((run) => run + 50),
      ),
    ).toBeLessThan(1e-6);
  });

  test('nothing is told of an empty group', () => {
    expect(rankTest([], [1, 2])).toBe(1);
  });
});
