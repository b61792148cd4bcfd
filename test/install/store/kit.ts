import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import { liveHost } from '../../../src/host/live.ts';
import { pathsOf } from '../../../src/host/paths.ts';
import { storeProduct } from '../../../src/install/products.ts';

export const host = liveHost('');
export const never = new AbortController().signal;
export const PREFIX = '/usr/local';
export const KEYS = { libzmq: 'a'.repeat(64), czmq: 'b'.repeat(64) } as const;

/** A user's folders below `home`. */
export const pathsIn = (home: string) =>
  pathsOf(
    { XDG_CACHE_HOME: join(home, 'cache'), XDG_STATE_HOME: join(home, 'state'), XDG_CONFIG_HOME: home },
    { os: 'linux', home },
  );

export const aboutOf = (name: string) =>
  ({
    name,
    version: '4.2.1',
    prefix: PREFIX,
    origin: { kind: 'archive', where: `${name}.tar.gz`, pinned: true },
    compiler: 'gcc 12.2.0',
  }) as const;

/** Two products in the cache of `home`. */
export async function fillCache(home: string): Promise<void> {
  for (const [name, key] of Object.entries(KEYS)) {
    const lib = join(home, 'stages', name, PREFIX, 'lib');
    mkdirSync(lib, { recursive: true });
    writeFileSync(join(lib, `lib${name}.so.1`), `the ${name}`, { mode: 0o755 });
    symlinkSync(`lib${name}.so.1`, join(lib, `lib${name}.so`));
    await storeProduct(host, pathsIn(home).products, key, join(home, 'stages', name), aboutOf(name));
  }
}

export interface Entry {
  readonly path: string;
  readonly type?: 'File' | 'Directory' | 'SymbolicLink' | 'Link' | 'CharacterDevice' | 'FIFO';
  readonly body?: string | Uint8Array;
  readonly linkpath?: string;
  readonly mode?: number;
  /** What the header says, where that is not so. */
  readonly size?: number;
}

/** A .tar.gz made by hand: tools refuse to make hostile ones. */
export function archiveOf(entries: readonly Entry[]): Uint8Array {
  const blocks = entries.flatMap(({ path, type = 'File', body = '', linkpath, mode = 0o644, size }) => {
    const bytes = Buffer.from(body as string);
    const block = Buffer.alloc(512);
    const header = {
      path,
      type,
      mode,
      mtime: new Date(1e12),
      size: size ?? bytes.length,
      ...(linkpath && { linkpath }),
    };
    new Header(header).encode(block);
    return [block, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** What no build of ours makes, as a product's archive. */
export const HOSTILE_PRODUCTS: readonly (readonly [string, readonly Entry[]])[] = [
  ['a name that leaves', [{ path: 'stage/../../etc/cron.d/x', body: 'x' }]],
  ['an absolute name', [{ path: '/etc/cron.d/x', body: 'x' }]],
  ['a file outside the prefix', [{ path: 'stage/etc/ld.so.preload', body: 'x' }]],
  ['a set-user-id program', [{ path: 'stage/usr/local/bin/sh', body: 'x', mode: 0o4755 }]],
  ['a set-group-id program', [{ path: 'stage/usr/local/bin/sh', body: 'x', mode: 0o2755 }]],
  ['a device', [{ path: 'stage/usr/local/lib/disk', type: 'CharacterDevice' }]],
  ['a pipe', [{ path: 'stage/usr/local/lib/pipe', type: 'FIFO' }]],
  [
    'a link that leaves',
    [{ path: 'stage/usr/local/lib/x', type: 'SymbolicLink', linkpath: '../../../../etc' }],
  ],
  ['an absolute link', [{ path: 'stage/usr/local/lib/x', type: 'SymbolicLink', linkpath: '/etc/passwd' }]],
  [
    'a hard link',
    [
      { path: 'stage/usr/local/lib/a', body: 'x' },
      { path: 'stage/usr/local/lib/b', type: 'Link', linkpath: 'stage/usr/local/lib/a' },
    ],
  ],
  [
    'a name that is there twice',
    [
      { path: 'stage/usr/local/lib/a', body: 'x' },
      { path: 'stage/usr/local/lib/a', body: 'y' },
    ],
  ],
  [
    'a file behind a link',
    [
      { path: 'stage/usr/local/lib/d', type: 'SymbolicLink', linkpath: '../bin' },
      { path: 'stage/usr/local/lib/d/x', body: 'x' },
    ],
  ],
  ['a file that is larger than it may be', [{ path: 'stage/usr/local/lib/a', size: 8 * 1024 ** 3 }]],
];
