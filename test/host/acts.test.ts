import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { liveActs } from '../../src/host/acts.ts';

let folder = '';
const at = (name: string): string => join(folder, name);
const text = (name: string): string => fs.readFileSync(at(name), 'utf8');

beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'czmq-acts-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a file is created, replaced, appended to; synced ones are the same', () => {
  liveActs.writeFile(at('a'), 'one');
  liveActs.writeFile(at('a'), 'two', { sync: true });
  liveActs.appendFile(at('a'), '!', { sync: true });
  liveActs.appendFile(at('b'), new Uint8Array([0x62]));
  expect([text('a'), text('b')]).toEqual(['two!', 'b']);
  liveActs.writeFile(at('c'), '', { mode: 0o600 });
  expect(fs.statSync(at('c')).mode & 0o777).toBe(0o600);
});

test('exclusive means that nothing was there, not even a dangling link', () => {
  fs.symlinkSync('/nowhere', at('link'));
  fs.writeFileSync(at('file'), '');
  expect(() => liveActs.writeFile(at('link'), 'x', { exclusive: true })).toThrow('EEXIST');
  expect(() => liveActs.writeFile(at('file'), 'x', { exclusive: true })).toThrow('EEXIST');
  expect(() => liveActs.copyFile(at('file'), at('file'), { exclusive: true })).toThrow('EEXIST');
});

test('errors keep their errno', () => {
  for (const act of [
    () => liveActs.writeFile(at('no/file'), 'x'),
    () => liveActs.rename(at('gone'), at('x')),
    () => liveActs.unlink(at('gone')),
    () => liveActs.chmod(at('gone'), 0o644),
  ]) {
    expect(act).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  }
  liveActs.mkdir(at('full/inside'));
  expect(() => liveActs.rmdir(at('full'))).toThrow(expect.objectContaining({ code: 'ENOTEMPTY' }));
});

test('folders are made with their parents, and a second time too', () => {
  liveActs.mkdir(at('a/b/c'), 0o700);
  liveActs.mkdir(at('a/b/c'));
  expect(fs.statSync(at('a/b/c')).mode & 0o777).toBe(0o700);
});

test('remove takes a tree and never what a link in it points to', () => {
  liveActs.mkdir(at('outside'));
  liveActs.writeFile(at('outside/kept'), 'x');
  liveActs.mkdir(at('tree/deep'));
  liveActs.symlink(at('outside'), at('tree/deep/link'));
  liveActs.remove(at('tree'));
  liveActs.remove(at('tree'));
  expect(fs.existsSync(at('tree'))).toBe(false);
  liveActs.symlink(at('outside'), at('link'));
  liveActs.remove(at('link'));
  expect(text('outside/kept')).toBe('x');
});

test('times are set on a link and not on its target', () => {
  liveActs.writeFile(at('file'), 'x');
  liveActs.symlink('file', at('link'));
  const before = fs.statSync(at('file')).mtimeMs;
  liveActs.utimes(at('link'), 1e12, 1e12);
  expect(fs.lstatSync(at('link')).mtimeMs).toBe(1e12);
  expect(fs.statSync(at('file')).mtimeMs).toBe(before);
});

test('copy keeps bytes and mode; the digest is SHA-256', async () => {
  const bytes = Buffer.from('x'.repeat(300_000));
  liveActs.writeFile(at('a'), bytes, { mode: 0o755 });
  liveActs.copyFile(at('a'), at('b'));
  expect(fs.statSync(at('b')).mode & 0o777).toBe(fs.statSync(at('a')).mode & 0o777);
  expect(await liveActs.sha256(at('b'))).toBe(createHash('sha256').update(bytes).digest('hex'));
  await expect(liveActs.sha256(at('gone'))).rejects.toThrow('ENOENT');
});

test('a temporary folder is empty, new and ours alone', () => {
  const [one, two] = [liveActs.tempDir('czmq-', folder), liveActs.tempDir('czmq-', folder)];
  expect(one).not.toBe(two);
  expect(fs.statSync(one).mode & 0o777).toBe(0o700);
  liveActs.fsync(one);
});
