import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveFiles } from '../../src/host/files.ts';
import { liveHost } from '../../src/host/live.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const ok = <T>(value: T) => ({ ok: true, value });
const no = (fault: string) => ({ ok: false, fault });

beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'czmq-files-')));
  fs.writeFileSync(at('file'), 'hello', { mode: 0o640 });
  fs.chmodSync(at('file'), 0o4750);
  fs.writeFileSync(at('empty'), '');
  fs.mkdirSync(at('dir'));
  fs.symlinkSync('file', at('link'));
  fs.symlinkSync('/nowhere', at('dangling'));
  fs.symlinkSync('loop', at('loop'));
  execFileSync('mkfifo', [at('pipe')]);
});
afterAll(() => fs.rmSync(folder, { recursive: true }));

test('stat follows, lstat does not; set-id bits are kept', () => {
  const real = fs.statSync(at('file'));
  expect(liveFiles.stat(at('link'))).toEqual(
    ok({
      kind: 'file',
      size: 5,
      mode: 0o4750,
      uid: real.uid,
      gid: real.gid,
      mtimeMs: real.mtimeMs,
      dev: real.dev,
      ino: real.ino,
    }),
  );
  expect(liveFiles.lstat(at('link'))).toMatchObject({ value: { kind: 'symlink' } });
  expect(liveFiles.stat(at('dir'))).toMatchObject({ value: { kind: 'directory' } });
  expect(liveFiles.stat(at('pipe'))).toMatchObject({ value: { kind: 'other' } });
});

test.each<[string, (path: string) => unknown, string, string]>([
  ['a missing file', liveFiles.stat, 'gone', 'missing'],
  ['a dangling link', liveFiles.stat, 'dangling', 'missing'],
  ['a loop', liveFiles.stat, 'loop', 'loop'],
  ['a file taken for a folder', liveFiles.stat, 'file/x', 'not-directory'],
  ['a name that is too long', liveFiles.stat, 'x'.repeat(300), 'missing'],
  ['a path with a NUL', liveFiles.stat, 'a\0b', 'io'],
  ['readlink of no link', liveFiles.readlink, 'file', 'io'],
  ['readdir of a file', liveFiles.readdir, 'file', 'not-directory'],
  ['realpath of a dangling link', liveFiles.realpath, 'dangling', 'missing'],
  ['readFile of a folder', liveFiles.readFile, 'dir', 'io'],
  // Opening a pipe without a writer would wait for one.
  ['readFile of a pipe', liveFiles.readFile, 'pipe', 'io'],
  ['readText of a missing file', liveFiles.readText, 'gone', 'missing'],
  ['space of a missing folder', liveFiles.space, 'gone', 'missing'],
])('%s is a fault and no exception', (_, question, name, fault) => {
  expect(question(at(name))).toEqual(no(fault));
});

test('a device is not opened', () => {
  expect(liveFiles.readFile('/dev/zero')).toEqual(no('io'));
});

test('links, real paths and folders', () => {
  expect(liveFiles.readlink(at('link'))).toEqual(ok('file'));
  expect(liveFiles.realpath(at('link'))).toEqual(ok(at('file')));
  expect(liveFiles.readdir(folder)).toEqual(ok(['dangling', 'dir', 'empty', 'file', 'link', 'loop', 'pipe']));
});

test('a whole file, within a limit', () => {
  expect(liveFiles.readText(at('link'))).toEqual(ok('hello'));
  expect(liveFiles.readText(at('empty'))).toEqual(ok(''));
  expect(liveFiles.readText(at('file'), 5)).toEqual(ok('hello'));
  expect(liveFiles.readText(at('file'), 4)).toEqual(no('too-large'));
});

test.each([
  [0, 2, 'he'],
  [3, 100, 'lo'],
  [5, 1, ''],
  [100, 1, ''],
  [-1, 3, ''],
  [0, -1, ''],
  [Number.NaN, 2, ''],
  [0, 2 ** 50, 'hello'],
])('a range from %d of %d bytes', (offset, length, words) => {
  const answer = liveFiles.readRange(at('file'), offset, length);
  expect(answer.ok && Buffer.from(answer.value).toString()).toBe(words);
});

test.runIf(fs.existsSync('/proc/self/maps'))(
  'files of /proc, which say size 0, are read to their end',
  () => {
    const text = liveFiles.readText('/proc/self/status');
    expect(text.ok && text.value).toMatch(/^Name:.*\nPid:/s);
    expect(liveFiles.readText('/proc/self/status', 10)).toEqual(no('too-large'));
    const part = liveFiles.readRange('/proc/self/status', 0, 5);
    expect(part.ok && Buffer.from(part.value).toString()).toBe('Name:');
  },
);

test('access and space', () => {
  expect(liveFiles.access(at('file'), 'read')).toBe(true);
  expect(liveFiles.access(at('gone'), 'read')).toBe(false);
  expect(liveFiles.access(at('empty'), 'execute')).toBe(false);
  const space = liveFiles.space(folder);
  const [, , , available] = execFileSync('df', ['-Pk', folder], { encoding: 'utf8' })
    .split('\n')[1]!
    .split(/\s+/);
  expect(space.ok && Math.abs(space.value.freeBytes / 1024 - Number(available))).toBeLessThan(100_000);
});

test('this process lives, since a time that stays the same; one that has ended does not', () => {
  const host = liveHost('/x');
  const now = host.process(process.pid);
  expect(now.alive).toBe(true);
  expect(host.process(process.pid)).toEqual(now);
  expect(now.startedAt).not.toBe(host.process(process.ppid).startedAt);
  const pid = Number(execFileSync('sh', ['-c', 'echo $$'], { encoding: 'utf8' }));
  expect(host.process(pid)).toEqual({ alive: false, startedAt: null });
});

test('sleep ends early by an abort', async () => {
  const controller = new AbortController();
  const sleeping = liveHost('/x').sleep(60_000, controller.signal);
  controller.abort();
  await expect(sleeping).rejects.toThrow();
});
