import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ByteSource, sourceOfBytes } from '../../src/formats/bytes.ts';

/** Whether a program that serves as an oracle is here; prints why a test is left out. */
export function hasOracle(program: string, ...args: string[]): boolean {
  const { error } = spawnSync(program, args.length > 0 ? args : ['--version'], { stdio: 'ignore' });
  if (error) console.warn(`left out: ${program} is not on this machine, so there is nothing to compare with`);
  return !error;
}

const startsAs = (path: string, magic: string): boolean => {
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(magic.length);
    readSync(fd, head, 0, magic.length, 0);
    return head.toString('latin1') === magic;
  } finally {
    closeSync(fd);
  }
};

/** Regular files below the folders, links not followed, in a stable order. */
export function filesUnder(folders: readonly string[], depth = 3): string[] {
  const found: string[] = [];
  const walk = (folder: string, left: number) => {
    let entries: Dirent[] = [];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch {
      // Not every folder may be read.
    }
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && left > 0) walk(path, left - 1);
    }
  };
  for (const folder of folders) walk(folder, depth);
  return found.sort();
}

/** About `count` files that begin with `magic`, spread evenly over what the folders have. */
export function sample(count: number, magic: string, ...folders: string[]): string[] {
  const all = filesUnder(folders).filter((path) => /\.(so|a|o)(\.|$)|\/s?bin\//.test(path));
  const step = Math.max(1, Math.floor(all.length / (count * 2)));
  return all
    .filter((_, index) => index % step === 0)
    .filter((path) => statSync(path).size < 8 * 1024 * 1024 && startsAs(path, magic))
    .slice(0, count);
}

export const sampleElf = (count: number): string[] =>
  sample(count, '\x7fELF', '/usr/bin', '/usr/sbin', '/usr/lib');

export const open = (path: string): ByteSource => sourceOfBytes(readFileSync(path));

/** An oracle's words, in the C locale. */
export const ask = (program: string, ...args: string[]): string =>
  execFileSync(program, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
