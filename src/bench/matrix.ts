/** What can be measured: each socket pattern in the directions that it has. */
export const PATTERNS = ['push-pull', 'pub-sub', 'pair', 'dealer-router', 'req-rep'] as const;
export const TRANSPORTS = ['inproc', 'ipc', 'tcp'] as const;
/** Through which API: libzmq's and czmq's own in C, the bindings for Go and Python. */
export const APIS = ['libzmq', 'czmq', 'goczmq', 'pyzmq'] as const;

export type Pattern = (typeof PATTERNS)[number];
export type Transport = (typeof TRANSPORTS)[number];
export type Api = (typeof APIS)[number];
export type Kind = 'throughput' | 'latency';

/**
 * A pattern that has a way back is measured by round trips; one without lock-step by a stream of messages. PAIR and
 * DEALER/ROUTER are both.
 */
const KINDS: Readonly<Record<Pattern, readonly Kind[]>> = {
  'push-pull': ['throughput'],
  'pub-sub': ['throughput'],
  pair: ['throughput', 'latency'],
  'dealer-router': ['throughput', 'latency'],
  'req-rep': ['latency'],
};

/** One figure that is measured, whatever the API. */
export interface Case {
  readonly kind: Kind;
  readonly pattern: Pattern;
  readonly transport: Transport;
  /** Bytes of a message. */
  readonly size: number;
}

/** Every case of the chosen patterns, transports and sizes: throughput before latency. */
export const casesOf = (
  patterns: readonly Pattern[],
  transports: readonly Transport[],
  sizes: readonly number[],
): Case[] =>
  (['throughput', 'latency'] as const).flatMap((kind) =>
    patterns
      .filter((pattern) => KINDS[pattern].includes(kind))
      .flatMap((pattern) =>
        transports.flatMap((transport) => sizes.map((size) => ({ kind, pattern, transport, size }))),
      ),
  );

/** libzmq's own high-water mark (zmq_setsockopt(3), ZMQ_SNDHWM). */
const DEFAULT_MARK = 1000;
const LEAST_MARK = 2;
/**
 * Most bytes that may wait in one queue. The programs in C send messages that nobody fills, as libzmq's perf programs do: they
 * take addresses and hardly any memory. The bindings copy what they are given.
 */
const MOST_QUEUED: Readonly<Record<Api, number>> = {
  libzmq: 1024 * 1024 * 1024,
  czmq: 1024 * 1024 * 1024,
  goczmq: 64 * 1024 * 1024,
  pyzmq: 64 * 1024 * 1024,
};

/** libzmq's default, less where a thousand messages would fill the machine's memory. */
export const highWaterMark = (api: Api, size: number): number =>
  Math.max(LEAST_MARK, Math.min(DEFAULT_MARK, Math.floor(MOST_QUEUED[api] / size)));
