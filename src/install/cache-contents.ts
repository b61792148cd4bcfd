import { join } from 'node:path';
import type { Host, Probe } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import { archivePath, productCard } from './products.ts';

export interface CacheEntry {
  readonly kind: 'source' | 'product' | 'build' | 'leftover';
  /** For people: `libzmq 4.3.5`, or the file's own name. */
  readonly name: string;
  /** What belongs to it, absolute. */
  readonly paths: readonly string[];
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly usedMs: number;
}

const namesIn = (probe: Probe, folder: string): readonly string[] => {
  const names = probe.readdir(folder);
  return names.ok ? names.value : [];
};

/** Bytes of all files below a path; links count for nothing and are not followed. */
function sizeOf(probe: Probe, path: string): number {
  const stat = probe.lstat(path);
  if (!stat.ok) return 0;
  if (stat.value.kind === 'file') return stat.value.size;
  if (stat.value.kind !== 'directory') return 0;
  return namesIn(probe, path).reduce((sum, name) => sum + sizeOf(probe, join(path, name)), 0);
}

function entry(probe: Probe, kind: CacheEntry['kind'], name: string, paths: readonly string[]): CacheEntry {
  const times = paths
    .map((path) => probe.lstat(path))
    .flatMap((stat) => (stat.ok ? [stat.value.mtimeMs] : []));
  const bytes = paths.reduce((sum, path) => sum + sizeOf(probe, path), 0);
  return { kind, name, paths, bytes, usedMs: Math.max(0, ...times) };
}

/** A file that a run writes and renames when it is whole; a day later its run is dead. */
const isPart = (name: string): boolean => name.startsWith('.') && /\.part(\.|$)/.test(name);

/** Sources and products, and what dead runs left of them. */
function kept(host: Host, { cache, sources, products }: Paths): readonly CacheEntry[] {
  const all: CacheEntry[] = [];
  for (const name of namesIn(host, cache))
    if (name.startsWith('.import-')) all.push(entry(host, 'leftover', name, [join(cache, name)]));
  for (const folder of [sources, products])
    for (const name of namesIn(host, folder))
      if (isPart(name)) all.push(entry(host, 'leftover', name, [join(folder, name)]));
  for (const name of namesIn(host, sources))
    if (!isPart(name)) all.push(entry(host, 'source', name, [join(sources, name)]));
  const names = namesIn(host, products).filter((name) => !isPart(name));
  const carded = new Set<string>();
  for (const name of names) {
    const key = /^([0-9a-f]{64})\.json$/.exec(name)?.[1];
    if (key === undefined) continue;
    const card = productCard(host, products, key);
    const paths = [join(products, name), ...(card === null ? [] : [archivePath(products, card)])];
    for (const path of paths) carded.add(path);
    const named = card === null ? key : `${card.name} ${card.version}`;
    all.push(entry(host, card === null ? 'leftover' : 'product', named, paths));
  }
  for (const name of names) {
    const path = join(products, name);
    if (!carded.has(path)) all.push(entry(host, 'leftover', name, [path]));
  }
  return all;
}

/** All that the cache holds. */
export const cacheContents = (host: Host, paths: Paths): readonly CacheEntry[] => [
  ...kept(host, paths),
  ...namesIn(host, paths.build).map((name) => entry(host, 'build', name, [join(paths.build, name)])),
];

const DAY = 24 * 60 * 60 * 1000;
/** Longer than the time between two releases of a distribution's compiler, shorter than anybody remembers. */
const OLDEST = 60 * DAY;

/**
 * What `prune` removes: leftovers of dead runs, what was not used for two months, and of the rest the least recently used
 * until it keeps to `limit` bytes. Build folders are no cache: those of dead runs are swept, those kept with --keep-build are the user's.
 */
export function toPrune(entries: readonly CacheEntry[], nowMs: number, limit: number): readonly CacheEntry[] {
  const pruned = entries.filter(({ kind, usedMs }) => kind === 'leftover' && nowMs - usedMs > DAY);
  let room = limit;
  const byUse = entries
    .filter(({ kind }) => kind === 'source' || kind === 'product')
    .sort((a, b) => b.usedMs - a.usedMs);
  for (const one of byUse) {
    room -= one.bytes;
    if (room < 0 || nowMs - one.usedMs > OLDEST) pruned.push(one);
  }
  return pruned;
}

/** After a run has added to the cache: what `prune` would remove goes, so that nobody has to think of it. */
export function keepToLimit(host: Host, paths: Paths, limit: number): void {
  try {
    for (const { paths: own } of toPrune(kept(host, paths), host.now(), limit))
      for (const path of own) host.remove(path);
  } catch {
    // Entries of another user's in a shared cache.
  }
}
