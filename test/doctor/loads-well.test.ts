import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadsWell } from '../../src/doctor/loads-well.ts';
import { askOf } from '../../src/facts/ask.ts';
import { reportBinary } from '../../src/facts/binary.ts';
import { liveHost } from '../../src/host/live.ts';

const work = mkdtempSync(join(tmpdir(), 'czmq-setup-test-'));
afterAll(() => rmSync(work, { recursive: true }));

const PROGRAM = '/bin/ls';
const here = existsSync(PROGRAM);
if (!here) console.warn(`skipped: this machine has no ${PROGRAM}`);

const isWell = (path: string, env: Record<string, string> = {}): boolean => {
  const ask = askOf({ ...liveHost('/nowhere'), env });
  return loadsWell(ask, reportBinary(ask, path));
};

test.runIf(here)("a program of the system's own loads well", () => expect(isWell(PROGRAM)).toBe(true));

test.runIf(here)('not with something preloaded, which may change what it gets', () =>
  expect(isWell(PROGRAM, { LD_PRELOAD: '/nowhere/libother.so' })).toBe(false),
);

test.runIf(here)('not where it was cut off', () => {
  const path = join(work, 'short');
  copyFileSync(PROGRAM, path);
  truncateSync(path, 4096);
  expect(isWell(path)).toBe(false);
});

test.runIf(here)('not where a library that it needs is nowhere', () => {
  const path = join(work, 'lost');
  const bytes = readFileSync(PROGRAM);
  bytes.write('libX.so.6', bytes.indexOf('libc.so.6'));
  writeFileSync(path, bytes);
  expect(isWell(path)).toBe(false);
});

test('not what is no program at all', () => {
  const path = join(work, 'words');
  writeFileSync(path, 'words');
  expect(isWell(path)).toBe(false);
});
