import type { Host } from '../../host/host.ts';
import { compare, placeOf } from '../files.ts';
import { codeOf } from './faults.ts';
import type { Act } from './journal-model.ts';
import { exists, folderOf } from './layout.ts';
import { makeFolder } from './own.ts';

/** Does one act of a journal that is on disk. */
export function perform(host: Host, prefix: string, act: Act): void {
  if (act.act === 'mkdir') makeFolder(host, placeOf(prefix, act.path));
  else host.rename(placeOf(prefix, act.from), placeOf(prefix, act.to));
}

/** Removes a folder where it is empty; one that is gone or holds something is left alone. */
export function removeIfEmpty(host: Host, place: string): void {
  try {
    host.rmdir(place);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error;
  }
}

/**
 * Takes one act back, where it has happened: its `from` is gone. A file of ours that others have written over since
 * the commit stays (false): it is theirs now, and would stand there had we never come.
 */
export async function takeBack(host: Host, prefix: string, act: Act): Promise<boolean> {
  if (act.act === 'mkdir') {
    removeIfEmpty(host, placeOf(prefix, act.path));
    return true;
  }
  const from = placeOf(prefix, act.from);
  const to = placeOf(prefix, act.to);
  if (exists(host, from) || !exists(host, to)) return true;
  if (act.placed !== undefined && (await compare(host, to, act.placed)) !== 'same') return false;
  host.rename(to, from);
  return true;
}

/** fsync of every folder in which an act changed an entry. */
export function syncFolders(host: Host, prefix: string, acts: readonly Act[]): void {
  const paths = acts.flatMap((act) => (act.act === 'mkdir' ? [act.path] : [act.from, act.to]));
  for (const folder of new Set(paths.map((path) => folderOf(prefix, path))))
    if (host.stat(folder).ok) host.fsync(folder);
}
