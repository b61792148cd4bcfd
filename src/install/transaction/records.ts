import { createHash } from 'node:crypto';
import { basename, dirname, join, relative } from 'node:path';
import type { Host } from '../../host/host.ts';
import { acquire, announce, type Holder, isAlive, isLock, release, type Waiting } from '../lock.ts';
import { chainUp } from '../manifest-check.ts';
import { closed, codeOf, refusal } from './faults.ts';
import { closeJournal, journalNames, type State, writeJournal } from './journal.ts';
import type { Journal } from './journal-model.ts';
import { type Layout, nearestFolder } from './layout.ts';
import { makeFolder } from './own.ts';

/**
 * The name under which a records folder that is being made or unmade stands beside its place. Known beforehand, so that
 * what a killed run left is found; with the run's pid and start time, so that it is known to be dead.
 */
const shadowName = (records: string): string =>
  `.czmq-setup-${createHash('sha256').update(records).digest('hex').slice(0, 12)}`;

const shadowOf = (records: string, above: string, me: Holder): string =>
  join(above, `${shadowName(records)}.${me.pid}.${me.startedAt ?? 'x'}`);

/** What was made, or touched, only to begin. */
export type Entered = Pick<Journal, 'parents' | 'times'>;

const emptyJournal = (prefix: string, me: Holder, entered: Entered): Journal => ({
  schemaVersion: 1,
  prefix,
  kind: 'install',
  holder: me,
  acts: [],
  strays: [],
  emptied: [],
  dismantled: [],
  ...entered,
});

/**
 * Makes the records folder with all missing folders above it, a journal that names these and our lock in it, under
 * another name, and gives it its own by one rename: it is there complete or not at all. False where somebody else was faster.
 */
function makeRecords(
  host: Host,
  { prefix, records }: Layout,
  above: string,
  entered: Entered,
  me: Holder,
): boolean {
  const [first, ...rest] = relative(above, records).split('/') as [string, ...string[]];
  if (!host.access(above, 'write')) throw closed(host, above);
  const shadow = shadowOf(records, above, me);
  host.remove(shadow);
  let folder = shadow;
  makeFolder(host, folder);
  const made = host.lstat(folder);
  // In a folder that anybody may write to, another user could have put his own in our way.
  if (!made.ok || made.value.kind !== 'directory' || made.value.uid !== host.self.uid) {
    throw refusal(host, folder, 'EPERM');
  }
  for (const name of rest) {
    folder = join(folder, name);
    makeFolder(host, folder);
  }
  announce(host, folder, me);
  writeJournal(host, folder, emptyJournal(prefix, me, entered));
  try {
    host.rename(shadow, join(above, first));
  } catch (error) {
    host.remove(shadow);
    if (['ENOTEMPTY', 'EEXIST', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
  host.fsync(above);
  return true;
}

/**
 * Takes the lock of the prefix, making its records folder where there is none. Returns the folders made for that
 * (absolute, the records folder first; [] where it was there), and the time that the folder above them had. Throws
 * SetupError where another run does not give way.
 */
export async function enterRecords(
  host: Host,
  layout: Layout,
  me: Holder,
  waiting: Waiting,
): Promise<Entered> {
  const { prefix } = layout;
  for (;;) {
    const above = nearestFolder(host, layout.records);
    if (above !== layout.records) {
      const chain = chainUp(layout.records);
      const parents = chain.slice(0, chain.indexOf(above));
      const stat = host.stat(above);
      const inside = above === prefix || above.startsWith(`${prefix}/`);
      const times = stat.ok && inside ? [{ path: relative(prefix, above), mtimeMs: stat.value.mtimeMs }] : [];
      if (makeRecords(host, layout, above, { parents, times }, me)) return { parents, times };
      continue;
    }
    try {
      await acquire(host, layout.records, me, waiting);
      return { parents: [], times: [] };
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}

/** Ends a transaction: the journal goes, the lock goes, and where nothing else is recorded the folder goes, with those of `chain` that hold nothing else. */
export function leaveRecords(
  host: Host,
  layout: Layout,
  me: Holder,
  state: State | null,
  chain: readonly string[],
): void {
  const { records } = layout;
  const within = host.readdir(records);
  const rest = (within.ok ? within.value : ['?']).filter(
    (name) => !journalNames.includes(name) && !(isLock(name) && name.startsWith(`lock.${me.pid}.`)),
  );
  if (rest.length > 0) {
    if (state !== null) closeJournal(host, layout, state);
    release(host, records, me);
    return;
  }
  let top = records;
  while (chain.includes(dirname(top))) {
    const beside = host.readdir(dirname(top));
    if (!beside.ok || beside.value.some((name) => name !== basename(top))) break;
    top = dirname(top);
  }
  const shadow = shadowOf(records, dirname(top), me);
  host.remove(shadow);
  host.rename(top, shadow);
  host.remove(shadow);
}

/** Removes what runs that died while making or unmaking the records folder left beside it. */
export function sweepShadows(host: Host, { records }: Layout): void {
  const prefix = `${shadowName(records)}.`;
  for (const above of chainUp(dirname(records))) {
    const names = host.readdir(above);
    for (const name of names.ok ? names.value : []) {
      const owner = name.startsWith(prefix) ? /^(\d{1,10})\.(\d+|x)$/.exec(name.slice(prefix.length)) : null;
      if (owner === null) continue;
      const path = join(above, name);
      const stat = host.lstat(path);
      const ours = stat.ok && (stat.value.uid === host.self.uid || stat.value.uid === 0);
      const startedAt = owner[2] === 'x' ? null : owner[2]!;
      if (ours && !isAlive(host, { pid: Number(owner[1]), startedAt })) host.remove(path);
    }
  }
}
