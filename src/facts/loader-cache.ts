import { type CacheEntry, type LoaderCacheFile, readLdSoCache } from '../formats/ld-so-cache.ts';
import type { Damage } from '../formats/parsed.ts';
import type { FileFault } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** ldconfig's list of libraries, or why there is none. */
export type LoaderCache =
  | {
      readonly ok: true;
      readonly path: string;
      readonly mtimeMs: number;
      readonly file: LoaderCacheFile;
      readonly bySoname: ReadonlyMap<string, readonly CacheEntry[]>;
    }
  | {
      readonly ok: false;
      readonly path: string;
      readonly fault: FileFault | Damage;
      readonly detail: string;
    };

/** The system's own; loaders of some distributions name another (`LoaderSystem.cache`). */
export const LD_SO_CACHE = '/etc/ld.so.cache';

/** Reads a loader cache by its path, each once. */
export const loaderCache: Fact<(path: string) => LoaderCache> = {
  id: 'loader-cache',
  read({ probe }) {
    const known = new Map<string, LoaderCache>();
    const read = (path: string): LoaderCache => {
      const bytes = probe.readFile(path);
      if (!bytes.ok) return { ok: false, path, fault: bytes.fault, detail: '' };
      const file = readLdSoCache(bytes.value);
      if (!file.ok) return { ok: false, path, fault: file.why, detail: file.detail };
      const bySoname = new Map<string, CacheEntry[]>();
      for (const entry of file.value.entries) {
        const same = bySoname.get(entry.soname);
        if (same) same.push(entry);
        else bySoname.set(entry.soname, [entry]);
      }
      const stat = probe.stat(path);
      return { ok: true, path, mtimeMs: stat.ok ? stat.value.mtimeMs : 0, file: file.value, bySoname };
    };
    return (path) => {
      let cache = known.get(path);
      if (!cache) {
        cache = read(path);
        known.set(path, cache);
      }
      return cache;
    };
  },
};

/**
 * The ABI word that ldconfig gives a library of each machine (glibc, sysdeps/generic/ldconfig.h and each machine's
 * dl-cache.h); a machine that is not listed takes what the file itself says.
 */
const ABI_FLAGS: Readonly<Record<string, number>> = {
  x86_64: 0x303,
  x32: 0x803,
  i386: 0x3,
  aarch64: 0xa03,
  armhf: 0x903,
  arm: 0xb03,
  ppc64: 0x503,
  ppc64le: 0x503,
  s390x: 0x403,
  sparc64: 0x103,
  riscv64: 0x1003,
};

/** Whether an entry is for this machine, in uname -m's spelling as `elfArchitecture` gives it. */
export const isFor = ({ flags }: CacheEntry, architecture: string): boolean => {
  const wanted = ABI_FLAGS[architecture];
  return wanted === undefined || flags === wanted || flags === 1 || (architecture === 'arm' && flags === 3);
};

/**
 * The path that the loader takes from its cache (glibc, elf/dl-cache.c, search_cache): among the entries for this
 * machine the best usable glibc-hwcaps one, else the first of the baseline. `hwcaps`: usable names, best first.
 */
export function cachedPath(
  cache: LoaderCache,
  soname: string,
  architecture: string,
  hwcaps: readonly string[],
): string | null {
  const entries = cache.ok ? (cache.bySoname.get(soname) ?? []) : [];
  const fitting = entries.filter((entry) => isFor(entry, architecture) && !entry.legacyHwcap);
  for (const name of hwcaps) {
    const entry = fitting.find(({ hwcap }) => hwcap === name);
    if (entry) return entry.path;
  }
  return fitting.find(({ hwcap }) => hwcap === null)?.path ?? null;
}
