import type { Baseline, BaselineResult } from './baseline.ts';
import type { Api, Case } from './matrix.ts';
import type { BenchReport, Measured } from './result.ts';
import { leastProbability, median, medianDeviation, rankTest } from './statistics.ts';

/** Chance may give a difference so often where there is none. */
export const CHANCE = 0.01;
/** The scaled median absolute deviation is the standard deviation of what is normally distributed; three of them are noise. */
const NOISE_DEVIATIONS = 3;
const MAD_TO_SIGMA = 1.4826;

/** `too-few-runs`: so few runs that even groups which do not overlap could part by chance. */
export type Verdict = 'faster' | 'slower' | 'within-noise' | 'too-few-runs';

export interface Compared extends Case {
  readonly api: Api;
  readonly unit: Measured['unit'];
  /** Medians. */
  readonly before: number;
  readonly after: number;
  /** (after - before) / before. */
  readonly change: number;
  /** Largest share of `before` that is still noise: three deviations of the noisier of both. */
  readonly noise: number;
  /** Two-sided, exact, of the Mann-Whitney test. */
  readonly probability: number;
  readonly verdict: Verdict;
}

/** Something that is not as it was. `fair`: a comparison may be about just this (a library's version). */
export interface Difference {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly fair: boolean;
}

export interface Comparison {
  readonly compared: readonly Compared[];
  /** Cases that only one of both has. */
  readonly missing: number;
  readonly differences: readonly Difference[];
  /** Machine and settings are the same, and neither run was disturbed. */
  readonly fair: boolean;
}

const sameCase = (one: BaselineResult, other: BaselineResult): boolean =>
  one.api === other.api &&
  one.kind === other.kind &&
  one.pattern === other.pattern &&
  one.transport === other.transport &&
  one.size === other.size;

/**
 * A difference is larger than the noise where both hold: runs of one kind would part so far at most once in a hundred times
 * (exact Mann-Whitney test), and the medians are further apart than three deviations of the noisier runs. For latency less is
 * faster.
 */
export function verdictOf(kind: Case['kind'], before: readonly number[], after: readonly number[]) {
  const from = median(before);
  const to = median(after);
  const noise = NOISE_DEVIATIONS * MAD_TO_SIGMA * Math.max(medianDeviation(before), medianDeviation(after));
  const probability = rankTest(before, after);
  const better = kind === 'throughput' ? to > from : to < from;
  const verdict: Verdict =
    leastProbability(before.length, after.length) > CHANCE
      ? 'too-few-runs'
      : probability <= CHANCE && Math.abs(to - from) > noise
        ? better
          ? 'faster'
          : 'slower'
        : 'within-noise';
  return { before: from, after: to, change: (to - from) / from, noise: noise / from, probability, verdict };
}

function differencesOf(baseline: Baseline, report: BenchReport): Difference[] {
  const found: Difference[] = [];
  const note = (what: string, before: unknown, after: unknown, fair: boolean): void => {
    const [was, is] = [before, after].map((value) =>
      value === undefined || value === null ? null : String(value),
    ) as [string | null, string | null];
    if (was !== is) found.push({ what, before: was, after: is, fair });
  };
  const { machine, settings } = report;
  for (const key of ['cpu', 'cores', 'memory', 'governor', 'os', 'arch', 'kernel'] as const)
    note(key, baseline.machine[key], machine[key], false);
  for (const key of ['durationMs', 'warmUpMs'] as const)
    note(key, baseline.settings[key], settings[key], false);
  for (const { api, versions, loaded, notMeasured } of report.apis) {
    const before = baseline.versions[api];
    if (notMeasured !== null || before === undefined) continue;
    for (const name of new Set([...Object.keys(before), ...Object.keys(versions)]))
      note(`${api}: ${name}`, before[name], versions[name], true);
    const files = baseline.loaded[api] ?? {};
    for (const symbol of new Set([...Object.keys(files), ...Object.keys(loaded)]))
      note(`${api}: ${symbol}`, files[symbol], loaded[symbol], true);
  }
  note('compiler', baseline.compiler, report.compiler.version, true);
  return found;
}

/** Sets a finished run beside an earlier one. */
export function compare(baseline: Baseline, report: BenchReport): Comparison {
  const pairs = report.results.flatMap((after) => {
    const before = baseline.results.find((one) => sameCase(one, after));
    return before === undefined || before.values.length === 0 || after.values.length === 0
      ? []
      : [{ before, after }];
  });
  const compared = pairs.map(({ before, after }): Compared => {
    const { api, kind, pattern, transport, size, unit } = after;
    return { api, kind, pattern, transport, size, unit, ...verdictOf(kind, before.values, after.values) };
  });
  const differences = differencesOf(baseline, report);
  return {
    compared,
    missing: baseline.results.length + report.results.length - 2 * pairs.length,
    differences,
    fair: differences.every(({ fair }) => fair) && !baseline.busy && !report.machine.busy,
  };
}

/** Whether a baseline holds anything that a run of these cases and APIs would measure. */
export const overlaps = (baseline: Baseline, cases: readonly Case[], apis: readonly Api[]): boolean =>
  baseline.results.some(
    (result) =>
      apis.includes(result.api) &&
      cases.some((one) => sameCase({ ...one, api: result.api, values: [], highWaterMark: 1 }, result)),
  );
