import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inject } from 'vitest';
import type { Host } from '../../../src/host/host.ts';
import { liveHost } from '../../../src/host/live.ts';
import type { Holder } from '../../../src/install/lock.ts';
import type { CommitRequest, StagedProduct } from '../../../src/install/transaction/request.ts';

/** A fresh empty folder; on a disk where programs are to be run in it, which a file system in memory need not allow. */
export const tempFolder = (where: 'memory' | 'disk' = 'memory'): string =>
  mkdtempSync(join(inject('scratch')[where], 'czmq-transaction-'));

/** What to make at a path: a text, `-> target` for a link, or a text with permission bits. */
export type Tree = Readonly<Record<string, string | { readonly text: string; readonly mode: number }>>;

export function plant(root: string, tree: Tree): void {
  for (const [path, entry] of Object.entries(tree)) {
    const place = join(root, path);
    mkdirSync(dirname(place), { recursive: true });
    if (typeof entry === 'string' && entry.startsWith('-> ')) symlinkSync(entry.slice(3), place);
    else {
      const { text, mode } = typeof entry === 'string' ? { text: entry, mode: 0o644 } : entry;
      writeFileSync(place, text);
      chmodSync(place, mode);
    }
  }
}

/** Everything under a folder, comparable: kind, mode, content or target, and a file's time (a folder's only when asked). */
export function photograph(root: string, options: { folderTimes?: boolean } = {}): Record<string, string> {
  const seen: Record<string, string> = {};
  const walk = (path: string): void => {
    const place = join(root, path);
    const stat = lstatSync(place);
    const mode = (stat.mode & 0o7777).toString(8);
    const time = Math.round(stat.mtimeMs);
    if (stat.isDirectory()) {
      seen[path || '.'] = `folder ${mode}${options.folderTimes ? ` ${time}` : ''}`;
      for (const name of readdirSync(place)) walk(path === '' ? name : `${path}/${name}`);
    } else if (stat.isSymbolicLink()) seen[path] = `-> ${readlinkSync(place)}`;
    else seen[path] = `file ${mode} ${time} ${readFileSync(place, 'utf8')}`;
  };
  walk('');
  return seen;
}

/** What a host throws when its process was killed: from then on nothing happens any more. */
export class Killed extends Error {}

const ACTS = [
  'mkdir',
  'writeFile',
  'appendFile',
  'rename',
  'copyFile',
  'symlink',
  'unlink',
  'rmdir',
  'remove',
  'chmod',
  'chown',
  'utimes',
  'fsync',
] as const;

/**
 * The live host, killed at its n-th act (from 1), before it or, with `torn`, in the midst of writing. Every later act
 * is refused as well, as a dead process does nothing. `pid` makes it another, dead process to those who come later.
 */
export function mortalHost(n: number, torn = false): { host: Host; acts: () => readonly string[] } {
  let count = 0;
  const acts: string[] = [];
  const host: Host = { ...live };
  for (const act of ACTS) {
    (host as unknown as Record<string, unknown>)[act] = (...args: unknown[]) => {
      count++;
      acts.push(act);
      if (count >= n) {
        if (count === n && torn && act === 'writeFile') {
          const text = String(args[1]);
          live.writeFile(args[0] as string, text.slice(0, text.length / 2));
        }
        if (count === n && torn && act === 'copyFile') live.writeFile(args[1] as string, 'half');
        throw new Killed(`${act} ${String(args[0])}`);
      }
      return (live[act] as (...all: unknown[]) => unknown)(...args);
    };
  }
  return { host, acts: () => acts };
}

const NEEDS_ROOM = new Set(['mkdir', 'writeFile', 'appendFile', 'copyFile', 'symlink']);

/** The live host on a disk that is full from the n-th act on: what takes room fails, what frees or renames does not. */
export function fullHost(n: number): Host {
  let count = 0;
  const host: Host = { ...live };
  for (const act of ACTS) {
    (host as unknown as Record<string, unknown>)[act] = (...args: unknown[]) => {
      if (++count >= n && NEEDS_ROOM.has(act))
        throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC', path: args[0] });
      return (live[act] as (...all: unknown[]) => unknown)(...args);
    };
  }
  return host;
}

/** A process that does not live: what a killed run leaves its name as. */
export const deadHolder: Holder = {
  pid: 4_194_303,
  startedAt: '1',
  user: 'somebody',
  command: 'czmq-setup install',
  since: '2026-01-01T00:00:00.000Z',
};

/** The live host, but for fsync, which a test that ends no power can do without. */
export const live: Host = (() => {
  const host = liveHost('/nowhere/cli.js');
  return {
    ...host,
    fsync: () => {},
    writeFile: (path, data, options) => host.writeFile(path, data, { ...options, sync: false }),
  };
})();

export const product = (name: string, version: string, stagedRoot: string): StagedProduct => ({
  name,
  version,
  stagedRoot,
  origin: { kind: 'archive', where: 'https://example.org/a.tar.gz', sha256: 'a'.repeat(64), pinned: true },
  features: { curve: true },
  options: ['--disable-static'],
  buildSystem: 'autotools',
  compiler: 'gcc 12.2.0',
  dependsOn: [],
  fingerprint: `${name}-${version}`,
});

export const request = (prefix: string, holder: Holder, ...products: StagedProduct[]): CommitRequest => ({
  prefix,
  holder,
  products,
  loaderConf: null,
  toolVersion: '0.1.0',
  waitMs: 0,
});
