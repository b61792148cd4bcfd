import type { Text } from '../core/text.ts';
import type { SideUse } from './answer.ts';
import type { Api, Case, Pattern, Transport } from './matrix.ts';
import type { Spread } from './statistics.ts';

/** What was asked to be measured, and how. */
export interface Settings {
  readonly apis: readonly Api[];
  readonly patterns: readonly Pattern[];
  readonly transports: readonly Transport[];
  /** Bytes. */
  readonly sizes: readonly number[];
  readonly runs: number;
  readonly durationMs: number;
  readonly warmUpMs: number;
}

/** The machine and its state: what must be the same for two results to be comparable. */
export interface Machine {
  readonly os: string;
  readonly arch: string;
  readonly kernel: string;
  /** Model of the processor; null where the system does not tell. */
  readonly cpu: string | null;
  /** Cores that we may use. */
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  /** Frequency governor of the first core; null where there is none to read (a virtual machine). */
  readonly governor: string | null;
  /** Load average of the last minute before and after; null where it cannot be read. */
  readonly load: { readonly before: number | null; readonly after: number | null };
  /** Share of all cores that others used just before, 0 to 1; null where the system does not tell. */
  readonly inUse: number | null;
  /** Something else used the processors when we began. */
  readonly busy: boolean;
}

/** One way to reach the library: which versions, and the files that the loader really took. */
export interface ApiInfo {
  readonly api: Api;
  readonly versions: Readonly<Record<string, string>>;
  readonly loaded: Readonly<Record<string, string>>;
  /** Why it was not measured; null where it was. */
  readonly notMeasured: Text | null;
}

export interface Compiler {
  readonly command: readonly string[];
  /** First line of its `--version`. */
  readonly version: string | null;
}

/** Percentiles of the latency over all runs, microseconds one way; null where too few round trips were made to tell. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly p999: number | null;
  readonly max: number | null;
}

/** One case through one API, over all runs. */
export interface Measured extends Case {
  readonly api: Api;
  /** What `values` are: messages a second, or microseconds one way (the mean of a run, as remote_lat prints it). */
  readonly unit: 'messages/s' | 'us';
  /** One a run, in order. */
  readonly values: readonly number[];
  /** Of `values`; null where no run came to its end. */
  readonly spread: Spread | null;
  /** Bytes a second, of the median; null for latency. */
  readonly bytesPerSecond: number | null;
  readonly percentiles: Percentiles | null;
  /** Messages of all runs: received, or sent and come back. */
  readonly messages: number;
  /** CPU of both sides for one message (for one message and its answer), microseconds; median over the runs. */
  readonly cpuUsPerMessage: number | null;
  /** Medians over the runs. The side that binds receives, or sends back; the one that connects sends, and times. */
  readonly bind: SideUse | null;
  readonly connect: SideUse | null;
  /** Both sides are threads of one process, whose memory is told for each. */
  readonly oneProcess: boolean;
  readonly highWaterMark: number;
  /** What stopped it; null where every run came to its end. */
  readonly failed: string | null;
}

export interface BenchReport {
  /** Null where what the system finds by itself was measured. */
  readonly prefix: string | null;
  readonly settings: Settings;
  readonly machine: Machine;
  readonly compiler: Compiler;
  readonly apis: readonly ApiInfo[];
  readonly results: readonly Measured[];
}
