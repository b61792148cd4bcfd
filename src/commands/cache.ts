import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import { type CacheEntry, cacheContents, toPrune } from '../install/cache-contents.ts';
import { sweepWork } from '../install/run-folders.ts';
import type { CacheOptions } from './options.ts';

export interface CacheData {
  readonly action: CacheOptions['action'];
  readonly folder: string;
  /** What is there (after `prune` and `clear`: still there). */
  readonly entries: readonly CacheEntry[];
  readonly totalBytes: number;
  readonly removed: readonly CacheEntry[];
  readonly removedBytes: number;
}

const sum = (entries: readonly CacheEntry[]): number => entries.reduce((bytes, one) => bytes + one.bytes, 0);

/** `cache ls|path|prune|clear`: sources and build results. A run that lives keeps its work folder. */
export async function run({ host }: Context, { action }: CacheOptions): Promise<Result<'cache', CacheData>> {
  const paths = pathsOf(host.env, host.self);
  const before = action === 'path' ? [] : cacheContents(host, paths);
  const swept = action === 'prune' || action === 'clear' ? sweepWork(host, paths) : [];
  const going =
    action === 'clear'
      ? before.filter(({ kind }) => kind !== 'build')
      : action === 'prune'
        ? toPrune(before, host.now())
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
    },
  };
}
