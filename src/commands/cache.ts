import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import type { Context } from '../host/context.ts';
import { type Paths, pathsOf } from '../host/paths.ts';
import { type CacheEntry, cacheContents, toPrune } from '../install/cache-contents.ts';
import { sweepWork } from '../install/run-folders.ts';
import { exportStore } from '../install/store/export.ts';
import { importStore } from '../install/store/import.ts';
import { signList } from '../install/store/signature.ts';
import type { CacheOptions } from './options.ts';

/** What was carried out of the cache or into it. */
export interface Carried {
  readonly place: string;
  readonly products: readonly { readonly name: string; readonly version: string; readonly size: number }[];
  readonly sources: number;
  /** `import`: what was there already. */
  readonly skipped: number;
  /** `export`: there is a signature; `import`: it was verified. */
  readonly signed: boolean;
}

export interface CacheData {
  readonly action: CacheOptions['action'];
  readonly folder: string;
  /** What is there (after `prune`, `clear` and `import`: now). */
  readonly entries: readonly CacheEntry[];
  readonly totalBytes: number;
  readonly removed: readonly CacheEntry[];
  readonly removedBytes: number;
  /** Null but for `export` and `import`. */
  readonly carried: Carried | null;
}

const sum = (entries: readonly CacheEntry[]): number => entries.reduce((bytes, one) => bytes + one.bytes, 0);

async function carry(
  { host, signal }: Context,
  paths: Paths,
  { action, place, sources: withSources, signKey, cacheKey }: CacheOptions,
): Promise<Carried | null> {
  if (place === null) return null;
  if (action === 'export') {
    const sign = signKey === null ? null : (list: string) => signList(host, list, signKey);
    const { products, sources } = await exportStore(host, paths, { to: place, sources: withSources, sign });
    return { place, products, sources: sources.length, skipped: 0, signed: sign !== null };
  }
  const { products, sources, skipped, verifiedBy } = await importStore(host, paths, place, cacheKey, signal);
  return { place, products, sources: sources.length, skipped, signed: verifiedBy !== null };
}

/** `cache ls|path|prune|clear|export|import`: sources and build results. A run that lives keeps its work folder. */
export async function run(context: Context, options: CacheOptions): Promise<Result<'cache', CacheData>> {
  const { host } = context;
  const { action, cacheLimit } = options;
  const paths = pathsOf(host.env, host.self);
  const carried = await carry(context, paths, options);
  const before = action === 'path' ? [] : cacheContents(host, paths);
  const swept = action === 'prune' || action === 'clear' ? sweepWork(host, paths) : [];
  const going =
    action === 'clear'
      ? before.filter(({ kind }) => kind !== 'build')
      : action === 'prune'
        ? toPrune(before, host.now(), cacheLimit)
        : [];
  for (const { paths: own } of going) for (const path of own) host.remove(path);
  const removed = [...going, ...before.filter(({ paths: own }) => own.some((path) => swept.includes(path)))];
  const entries = before.filter((one) => !removed.includes(one));
  return {
    command: 'cache',
    exitCode: EXIT.done,
    findings: [],
    data: {
      action,
      folder: paths.cache,
      entries,
      totalBytes: sum(entries),
      removed,
      removedBytes: sum(removed),
      carried: carried && {
        ...carried,
        products: carried.products.map(({ name, version, size }) => ({ name, version, size })),
      },
    },
  };
}
