import { expect, test } from 'vitest';
import { joined, readAnswer } from '../../src/bench/answer.ts';

const BOUND = `version libzmq 4.3.4
loaded zmq_version /opt/my libs/libzmq.so.5
endpoint tcp://127.0.0.1:40001
messages 400000
elapsed 100000000
side bind 90000 10000 4096000 12 3
`;
const CONNECTED = `version libzmq 4.3.4
bucket 1200 17
bucket 1300 2
side connect 80000 20000 -1 1 2
`;

test('the lines of both sides make one answer', () => {
  expect(joined(readAnswer(BOUND), readAnswer(CONNECTED))).toEqual({
    versions: { libzmq: '4.3.4' },
    loaded: { zmq_version: '/opt/my libs/libzmq.so.5' },
    endpoint: 'tcp://127.0.0.1:40001',
    messages: 400_000,
    elapsedNs: 100_000_000,
    roundTrips: new Map([
      [1200, 17],
      [1300, 2],
    ]),
    bind: { userUs: 90_000, systemUs: 10_000, peakBytes: 4_096_000, voluntary: 12, involuntary: 3 },
    connect: { userUs: 80_000, systemUs: 20_000, peakBytes: null, voluntary: 1, involuntary: 2 },
  });
});

test.each([
  'messages',
  'messages many',
  'messages 1e9',
  'messages 99999999999999999999',
  'elapsed 0x10',
  'bucket 99999999 1',
  'bucket -1 1',
  'bucket 3',
  'side bind 1 2 3',
  'side bind 1 2 3 4 x',
  'nonsense',
  '',
])('%j says nothing', (line) => {
  expect(readAnswer(`${line}\n`)).toEqual(readAnswer(''));
});
