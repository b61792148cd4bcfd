import type { Kind, Pattern } from './matrix.ts';

/** Three figures that count: `12.3`, `1.23`, `123`, `1234`. */
const short = (value: number): string => {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(digits);
};

const scaled = (value: number, units: readonly (readonly [number, string])[]): string => {
  const [factor, unit] = units.find(([least]) => value >= least) ?? units[units.length - 1] ?? [1, ''];
  return `${short(value / factor)} ${unit}`.trim();
};

/** Messages a second: `3.42 M`, `12.3 k`, `950`. */
export const rate = (perSecond: number): string =>
  scaled(perSecond, [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
    [1, ''],
  ]);

/** Bytes a second in units of 1000, as networks are measured: `1.23 GB/s`. */
export const dataRate = (bytesPerSecond: number): string =>
  scaled(bytesPerSecond, [
    [1e9, 'GB/s'],
    [1e6, 'MB/s'],
    [1e3, 'kB/s'],
    [1, 'B/s'],
  ]);

/** Microseconds: `12.3 µs`, `1.23 ms`, `850 ns`. */
export const microseconds = (us: number): string =>
  scaled(us, [
    [1e6, 's'],
    [1e3, 'ms'],
    [1, 'µs'],
    [1e-3, 'ns'],
  ]);

/** A message's size in units of 1024, as `--sizes` takes it: `64 B`, `1 KiB`, `1 MiB`, `1500 B`. */
export function messageSize(bytes: number): string {
  for (const [unit, size] of [
    ['MiB', 1024 * 1024],
    ['KiB', 1024],
  ] as const)
    if (bytes % size === 0) return `${bytes / size} ${unit}`;
  return `${bytes} B`;
}

/** Bytes of memory in MiB: `6.4`. */
export const mebibytes = (bytes: number): string => short(bytes / (1024 * 1024));

/** A share with its sign: `+12 %`, `-0.4 %`. */
export const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 0 ? '+' : ''}${value.toFixed(Math.abs(value) < 10 ? 1 : 0)} %`;
};

/** The names of socket patterns as ZeroMQ's documentation writes them. */
export const PATTERN_NAMES: Readonly<Record<Pattern, string>> = {
  'push-pull': 'PUSH/PULL',
  'pub-sub': 'PUB/SUB',
  pair: 'PAIR',
  'dealer-router': 'DEALER/ROUTER',
  'req-rep': 'REQ/REP',
};

/** A measured figure with its unit. */
export const figure = (kind: Kind, value: number): string =>
  kind === 'throughput' ? `${rate(value)}/s` : microseconds(value);
