import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/host/host.ts';
import { readCases } from '../../src/verify/cases.ts';

const ran = (stdout: string, more: Partial<RunResult> = {}): RunResult => ({
  code: 0,
  signal: null,
  spawnError: null,
  stdout,
  stderr: '',
  timedOut: false,
  truncated: false,
  durationMs: 1,
  ...more,
});
const told = (result: RunResult): string[] =>
  readCases('libzmq', 'links', result).map(({ id, status, detail }) => `${status} ${id}: ${detail.en}`);

describe('readCases', () => {
  it('reads what passed, what failed and why, and what was passed over', () => {
    expect(
      told(
        ran('passed pair tcp\nfailed curve ipc what should not have come: "x"\nskipped pair tcp6 no-ipv6\n'),
      ),
    ).toEqual([
      'pass pair tcp: ',
      'fail curve ipc: what should not have come: "x"',
      'skipped pair tcp6: this machine has no ::1',
    ]);
  });

  it('takes a crash for a failure after the last case that was told', () => {
    expect(told(ran('passed pair tcp\n', { code: null, signal: 'SIGSEGV' }))).toEqual([
      'pass pair tcp: ',
      'fail links: SIGSEGV after pair tcp',
    ]);
  });

  it('takes silence for a failure', () => {
    expect(told(ran(''))).toEqual(['fail links: exit status 0']);
    expect(told(ran('', { code: null, spawnError: 'EACCES' }))).toEqual(['fail links: EACCES']);
  });
});
