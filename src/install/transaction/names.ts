import { dirname, isAbsolute, join, relative } from 'node:path';
import { mountPointOf } from '../../facts/mount-point.ts';
import type { Probe } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import { ASIDE, folderOf, INCOMING, KEPT, type Layout, nearestFolder } from './layout.ts';

/** Hands out places for files that come or go: in the records folder, or, where that is another file system, beside the file. */
export interface Names {
  incoming(path: string): string;
  aside(path: string): string;
  kept(path: string): string;
  /** All places beside files that were handed out for this transaction's own use. */
  readonly strays: string[];
}

/**
 * Tells the mount that holds a folder: rename(2) works only within one. The device number alone does not do, since a
 * bind mount has its file system's.
 */
function mountsOf(probe: Probe): (folder: string) => string {
  const known = new Map<string, string>();
  return (folder) => {
    const there = nearestFolder(probe, folder);
    const stat = probe.stat(there);
    const mount =
      known.get(there) ?? `${stat.ok ? stat.value.dev : '?'} ${mountPointOf(probe, there)?.point ?? ''}`;
    known.set(there, mount);
    return mount;
  };
}

export function namesFor(probe: Probe, layout: Layout): Names {
  const mountOf = mountsOf(probe);
  const home = mountOf(layout.records);
  const taken = probe.readdir(placeOf(layout.prefix, KEPT));
  // What is kept from earlier transactions keeps its name.
  let next = Math.max(0, ...(taken.ok ? taken.value : []).map((name) => Number.parseInt(name, 10) || 0)) + 1;
  const strays: string[] = [];
  const beside = (path: string, use: string): string => {
    const folder = nearestFolder(probe, folderOf(layout.prefix, path));
    for (;;) {
      const place = join(folder, `.czmq-setup-${use}-${next++}`);
      if (!probe.lstat(place).ok) return isAbsolute(path) ? place : relative(layout.prefix, place);
    }
  };
  const name = (path: string, folder: string, use: string): string => {
    if (mountOf(dirname(placeOf(layout.prefix, path))) === home) return `${folder}/${next++}`;
    const place = beside(path, use);
    if (use !== 'kept') strays.push(place);
    return place;
  };
  return {
    incoming: (path) => name(path, INCOMING, 'new'),
    aside: (path) => name(path, ASIDE, 'old'),
    kept: (path) => name(path, KEPT, 'kept'),
    strays,
  };
}
