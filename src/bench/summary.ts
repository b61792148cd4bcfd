import type { Answer, SideUse } from './answer.ts';
import { countOf, merge, percentile, valueAt } from './histogram.ts';
import { type Api, type Case, highWaterMark } from './matrix.ts';
import type { Measured, Percentiles } from './result.ts';
import { median, spreadOf } from './statistics.ts';

/** Nanoseconds of a round trip as microseconds one way. */
const oneWay = (roundTripNs: number | null): number | null =>
  roundTripNs === null ? null : roundTripNs / 2000;

/** A run's own figure: messages a second, or the mean latency in microseconds one way. Null where too little was measured. */
function runValue(kind: Case['kind'], { messages, elapsedNs }: Answer): number | null {
  if (messages === null || elapsedNs === null || messages < 1 || elapsedNs < 1) return null;
  return kind === 'throughput' ? (messages / elapsedNs) * 1e9 : oneWay(elapsedNs / messages);
}

function percentilesOf(runs: readonly Answer[]): Percentiles {
  const all = merge(runs.map(({ roundTrips }) => roundTrips));
  const at = (quantile: number): number | null => oneWay(percentile(all, quantile));
  const max = countOf(all) === 0 ? null : valueAt(all, 1);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: oneWay(max) };
}

function sideOf(sides: readonly (SideUse | null)[]): SideUse | null {
  const known = sides.filter((side) => side !== null);
  if (known.length === 0) return null;
  const middle = (get: (side: SideUse) => number): number => Math.round(median(known.map(get)));
  const peaks = known.flatMap(({ peakBytes }) => (peakBytes === null ? [] : [peakBytes]));
  return {
    userUs: middle(({ userUs }) => userUs),
    systemUs: middle(({ systemUs }) => systemUs),
    peakBytes: peaks.length === 0 ? null : Math.round(median(peaks)),
    voluntary: middle(({ voluntary }) => voluntary),
    involuntary: middle(({ involuntary }) => involuntary),
  };
}

function cpuPerMessage({ bind, connect, messages }: Answer): number | null {
  if (bind === null || connect === null || messages === null || messages < 1) return null;
  return (bind.userUs + bind.systemUs + connect.userUs + connect.systemUs) / messages;
}

/** All runs of one case through one API as one result. `failed`: what stopped it, else null. */
export function summarise(
  api: Api,
  measured: Case,
  runs: readonly Answer[],
  failed: string | null = null,
): Measured {
  const values = runs.map((run) => runValue(measured.kind, run)).filter((value) => value !== null);
  const spread = values.length === 0 ? null : spreadOf(values);
  const throughput = measured.kind === 'throughput';
  const cpu = runs.map(cpuPerMessage).filter((value) => value !== null);
  return {
    api,
    ...measured,
    unit: throughput ? 'messages/s' : 'us',
    values,
    spread,
    bytesPerSecond: throughput && spread !== null ? spread.median * measured.size : null,
    percentiles: throughput ? null : percentilesOf(runs),
    messages: runs.reduce((sum, { messages }) => sum + (messages ?? 0), 0),
    cpuUsPerMessage: cpu.length === 0 ? null : median(cpu),
    bind: sideOf(runs.map(({ bind }) => bind)),
    connect: sideOf(runs.map(({ connect }) => connect)),
    oneProcess: measured.transport === 'inproc',
    highWaterMark: highWaterMark(api, measured.size),
    failed,
  };
}
