import type { Host } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import type { Holder } from '../lock.ts';
import { MANIFEST } from '../manifest.ts';
import { removeIfEmpty, syncFolders, takeBack } from './acts.ts';
import { codeOf } from './faults.ts';
import { advance, readJournal } from './journal.ts';
import type { Journal } from './journal-model.ts';
import { ASIDE, exists, INCOMING, KEPT, type Layout } from './layout.ts';
import { leaveRecords } from './records.ts';

/** How a transaction that had begun ended. */
export interface Settled {
  readonly outcome: 'none' | 'undone' | 'finished';
  /** Files of ours that others wrote over since the commit, relative to the prefix: they stay. */
  readonly left: readonly string[];
}

const isKept = (path: string): boolean =>
  path.startsWith(`${KEPT}/`) || /(^|\/)\.czmq-setup-kept-\d+$/.test(path);

function unlinkIfThere(host: Host, place: string): void {
  try {
    host.unlink(place);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '')) throw error;
  }
}

/** Deletes what only the transaction needed. Afterwards its journal goes: nothing more can be taken back. */
function clear(host: Host, layout: Layout, me: Holder, journal: Journal, state: 'proved' | 'undone'): void {
  const { prefix } = layout;
  for (const folder of [INCOMING, ASIDE]) host.remove(placeOf(prefix, folder));
  for (const stray of journal.strays) unlinkIfThere(host, placeOf(prefix, stray));
  if (state === 'undone') {
    for (const act of journal.acts)
      if (act.act === 'move' && isKept(act.to)) unlinkIfThere(host, placeOf(prefix, act.to));
  } else {
    for (const folder of journal.emptied) removeIfEmpty(host, placeOf(prefix, folder));
  }
  removeIfEmpty(host, placeOf(prefix, KEPT));
  const gone = !exists(host, placeOf(prefix, MANIFEST));
  const chain = state === 'undone' ? journal.parents : gone ? journal.dismantled : [];
  leaveRecords(host, layout, me, state, chain);
  if (state === 'undone') restoreTimes(host, prefix, journal.times);
}

/** Best effort: times of folders are no part of what a transaction promises. */
function restoreTimes(host: Host, prefix: string, times: Journal['times']): void {
  for (const { path, mtimeMs } of times) {
    try {
      host.utimes(placeOf(prefix, path), mtimeMs, mtimeMs);
    } catch (error) {
      // Not our folder, or gone.
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/**
 * Ends the transaction whose journal is in the records folder, under its lock: back to what was there before, or, after
 * the proof (`keep`, or already marked so), only the leftovers deleted. May be killed at any point and run again.
 */
export async function settle(host: Host, layout: Layout, me: Holder, keep: boolean): Promise<Settled> {
  const found = readJournal(host, layout);
  if (found === null) return { outcome: 'none', left: [] };
  const { journal, state } = found;
  if (state === 'proved' || (keep && state === 'committed')) {
    if (state === 'committed') advance(host, layout, 'committed', 'proved');
    clear(host, layout, me, journal, 'proved');
    return { outcome: 'finished', left: [] };
  }
  const left: string[] = [];
  if (state === 'open' || state === 'committed') {
    for (const act of [...journal.acts].reverse())
      if (!(await takeBack(host, layout.prefix, act)) && act.act === 'move') left.push(act.to);
    syncFolders(host, layout.prefix, journal.acts);
  }
  if (state !== 'undone') advance(host, layout, state, 'undone');
  clear(host, layout, me, journal, 'undone');
  return { outcome: 'undone', left };
}
