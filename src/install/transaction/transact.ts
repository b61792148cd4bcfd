import { EXIT } from '../../core/exit.ts';
import type { Host } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import type { Holder, Waiting } from '../lock.ts';
import { type Manifest, readManifest } from '../manifest.ts';
import { perform, syncFolders } from './acts.ts';
import { copyIn, needRoom } from './arrivals.ts';
import { explained } from './faults.ts';
import type { Goal } from './goal.ts';
import { advance, dropDraft, stateOf, writeJournal } from './journal.ts';
import type { Journal } from './journal-model.ts';
import { ASIDE, folderOf, INCOMING, KEPT, type Layout } from './layout.ts';
import { makeFolder } from './own.ts';
import { type Planned, planActs, type Summary } from './plan.ts';
import { type Entered, enterRecords, leaveRecords } from './records.ts';
import { relabel } from './relabel.ts';
import { settle } from './settle.ts';

/** The folders inside the prefix in which the acts change an entry, with their times; '' is the prefix. */
function timesOf(host: Host, layout: Layout, planned: Planned, entered: Entered): Journal['times'] {
  const paths = planned.acts.flatMap((act) => (act.act === 'mkdir' ? [act.path] : [act.from, act.to]));
  const folders = new Set(paths.filter((path) => !path.startsWith('/')).map((path) => folderOf('', path)));
  return [...folders]
    .map((path) => (path === '.' ? '' : path))
    .filter((path) => entered.times.every((known) => known.path !== path))
    .filter((path) => !placeOf(layout.prefix, path).startsWith(layout.records))
    .flatMap((path) => {
      const stat = host.stat(placeOf(layout.prefix, path));
      return stat.ok ? [{ path, mtimeMs: stat.value.mtimeMs }] : [];
    });
}

/**
 * One transaction up to `committed`: takes the prefix's lock (and keeps it), settles what a dead run left, decides,
 * copies everything in beside, then renames. The lock ends with `settle`. Where it fails all is put back before the
 * error is thrown: exit 3 where no file had been touched yet, else 4.
 */
export async function transact(
  host: Host,
  layout: Layout,
  me: Holder,
  waiting: Waiting,
  kind: Journal['kind'],
  decide: (old: Manifest | null, parents: readonly string[]) => Goal,
): Promise<Summary> {
  const { prefix, records } = layout;
  const enter = async (): Promise<Entered> => {
    try {
      return await enterRecords(host, layout, me, waiting);
    } catch (error) {
      throw explained(host, error, prefix, EXIT.cannot);
    }
  };
  let entered = await enter();
  while (entered.parents.length === 0 && stateOf(host, layout) !== null) {
    await settle(host, layout, me, false);
    entered = await enter();
  }
  try {
    const old = readManifest(host, prefix);
    const planned = await planActs(host, layout, old, decide(old, entered.parents));
    needRoom(host, records, planned.copies);
    writeJournal(host, records, {
      schemaVersion: 1,
      prefix,
      kind,
      holder: me,
      acts: planned.acts,
      strays: planned.strays,
      parents: entered.parents,
      emptied: planned.emptied,
      dismantled: planned.dismantled,
      times: [...entered.times, ...timesOf(host, layout, planned, entered)],
    });
    for (const folder of [INCOMING, ASIDE, KEPT]) makeFolder(host, placeOf(prefix, folder));
    await copyIn(host, prefix, planned.copies);
    for (const folder of [INCOMING, ASIDE, KEPT]) host.fsync(placeOf(prefix, folder));
    advance(host, layout, 'preparing', 'open');
    for (const act of planned.acts) perform(host, prefix, act);
    await relabel(host, prefix, planned.acts);
    syncFolders(host, prefix, planned.acts);
    advance(host, layout, 'open', 'committed');
    return planned.summary;
  } catch (error) {
    const touched = stateOf(host, layout) === 'open';
    const { outcome } = await settle(host, layout, me, false);
    if (outcome === 'none') {
      dropDraft(host, layout);
      leaveRecords(host, layout, me, null, []);
    }
    throw explained(host, error, prefix, touched ? EXIT.stageFailed : EXIT.cannot);
  }
}
