import type { Ask } from '../facts/ask.ts';
import { ldconfigOf } from '../facts/ldconfig.ts';
import { libc } from '../facts/libc.ts';
import { type Elevation, powers } from '../facts/powers.ts';
import { searchedFolders } from '../facts/searched-folders.ts';
import type { Host } from '../host/host.ts';

/** What the loader's cache needs after files under a prefix have come or gone. Asked before they go. */
export interface LoaderRefresh {
  /** Null where nothing is to be run: the loader has no cache, or does not search this prefix. */
  readonly argv: readonly string[] | null;
}

const LIBRARY_FOLDERS = ['lib', 'lib64'];

/** glibc: ldconfig(8). FreeBSD: `ldconfig -R` reads the folders again that it knew. musl and dyld keep no cache. */
export function loaderRefresh(ask: Ask, prefix: string): LoaderRefresh {
  const { os } = ask.probe.self;
  const cached = os === 'freebsd' || (os === 'linux' && ask.of(libc)?.kind === 'glibc');
  const searched = ask.of(searchedFolders);
  if (!cached || !LIBRARY_FOLDERS.some((folder) => searched.includes(`${prefix}/${folder}`)))
    return { argv: null };
  const path = ldconfigOf(ask);
  return { argv: path === null ? null : os === 'freebsd' ? [path, '-R'] : [path] };
}

/**
 * Runs it, as root. `done` also where nothing was to be run; `denied` where this user cannot become root: the cache
 * then still names files that are gone, which harms nobody, or lacks new ones.
 */
export async function refreshLoader(
  host: Host,
  ask: Ask,
  { argv }: LoaderRefresh,
  elevation: Elevation | null,
): Promise<'done' | 'denied' | 'failed'> {
  if (argv === null) return 'done';
  if (elevation === null && !(await ask.of(powers)).root) return 'denied';
  const run = await host.run([...(elevation === null ? [] : [...elevation.argv, '--']), ...argv], {
    session: 'ours',
    timeoutMs: 120_000,
  });
  return run.code === 0 ? 'done' : 'failed';
}
