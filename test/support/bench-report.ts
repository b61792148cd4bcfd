import type { Answer, SideUse } from '../../src/bench/answer.ts';
import { bucketOf } from '../../src/bench/histogram.ts';
import type { Api, Case } from '../../src/bench/matrix.ts';
import type { BenchReport } from '../../src/bench/result.ts';
import { summarise } from '../../src/bench/summary.ts';
import { text } from '../../src/core/text.ts';

const side: SideUse = {
  userUs: 80_000,
  systemUs: 20_000,
  peakBytes: 6_291_456,
  voluntary: 40,
  involuntary: 7,
};

const answer = (more: Partial<Answer>): Answer => ({
  versions: {},
  loaded: {},
  endpoint: null,
  messages: null,
  elapsedNs: null,
  roundTrips: new Map(),
  bind: side,
  connect: side,
  ...more,
});

/** A run of so many messages in 100 ms. */
export const throughputRun = (messages: number): Answer => answer({ messages, elapsedNs: 1e8 });

/** A run of 2000 round trips of so many nanoseconds each, one of them a hundred times as long. */
export const latencyRun = (roundTripNs: number): Answer =>
  answer({
    messages: 2000,
    elapsedNs: roundTripNs * 2099,
    roundTrips: new Map([
      [bucketOf(roundTripNs), 1999],
      [bucketOf(roundTripNs * 100), 1],
    ]),
  });

const stream: Case = { kind: 'throughput', pattern: 'push-pull', transport: 'tcp', size: 1024 };
const turn: Case = { kind: 'latency', pattern: 'req-rep', transport: 'inproc', size: 1 };

const streamed = (api: Api, size: number, messages: readonly number[]) =>
  summarise(api, { ...stream, size }, messages.map(throughputRun));
const turned = (api: Api, roundTripNs: readonly number[]) =>
  summarise(api, turn, roundTripNs.map(latencyRun));

/** What `bench` finds on a small machine: one API that is not there, one case that failed. */
export const report: BenchReport = {
  prefix: '/usr/local',
  settings: {
    apis: ['libzmq', 'czmq', 'goczmq', 'pyzmq'],
    patterns: ['push-pull', 'req-rep'],
    transports: ['inproc', 'tcp'],
    sizes: [1, 1024],
    runs: 5,
    durationMs: 100,
    warmUpMs: 30,
  },
  machine: {
    os: 'linux',
    arch: 'x64',
    kernel: '6.1.0',
    cpu: 'Some Processor',
    cores: 2,
    memory: 4_000_000_000,
    governor: 'performance',
    load: { before: 0.1, after: 1.2 },
    inUse: 0.01,
    busy: false,
  },
  compiler: { command: ['cc'], version: 'cc (Debian 12.2.0-14) 12.2.0' },
  apis: [
    {
      api: 'libzmq',
      versions: { libzmq: '4.3.5' },
      loaded: { zmq_version: '/usr/local/lib/libzmq.so.5' },
      notMeasured: null,
    },
    {
      api: 'czmq',
      versions: { libzmq: '4.3.5', czmq: '4.2.1' },
      loaded: { zmq_version: '/usr/local/lib/libzmq.so.5', zframe_send: '/usr/local/lib/libczmq.so.4' },
      notMeasured: null,
    },
    { api: 'goczmq', versions: {}, loaded: {}, notMeasured: text('Go is not installed', '未安装 Go') },
  ],
  results: [
    streamed('libzmq', 1, [400_000, 410_000, 390_000, 405_000, 402_000]),
    streamed('czmq', 1, [300_000, 310_000, 290_000, 305_000, 302_000]),
    streamed('libzmq', 1024, [100_000, 101_000, 99_000, 100_500, 99_500]),
    summarise('czmq', stream, [], 'zframe_send: no buffer space'),
    turned('libzmq', [20_000, 20_100, 19_900, 20_050, 20_020]),
    turned('czmq', [22_000, 22_100, 21_900, 22_050, 22_020]),
  ],
};
