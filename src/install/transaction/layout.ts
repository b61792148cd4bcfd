import { dirname, join } from 'node:path';
import type { Probe } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import { RECORDS } from '../manifest.ts';

/** Where a transaction keeps what is its own. All of it is gone when no transaction runs, but `kept`. */
export interface Layout {
  readonly prefix: string;
  /** `<prefix>/share/czmq-setup`; also the lock of the prefix (lock.ts). */
  readonly records: string;
}

export const layoutOf = (prefix: string): Layout => ({ prefix, records: join(prefix, RECORDS) });

/** Folders of the records, relative to the prefix. `incoming`: files on their way in. `aside`: what they replace. `kept`: other people's. */
export const INCOMING = `${RECORDS}/incoming`;
export const ASIDE = `${RECORDS}/aside`;
export const KEPT = `${RECORDS}/kept`;

export const exists = (probe: Probe, path: string): boolean => {
  const stat = probe.lstat(path);
  return stat.ok || (stat.fault !== 'missing' && stat.fault !== 'not-directory');
};

/** The nearest folder at or above `path` that is there. */
export function nearestFolder(probe: Probe, path: string): string {
  let folder = path;
  while (!exists(probe, folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The folder of a path that may be absolute (the loader's file) or relative to the prefix. */
export const folderOf = (prefix: string, path: string): string => dirname(placeOf(prefix, path));
