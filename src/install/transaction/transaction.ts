import { EXIT } from '../../core/exit.ts';
import type { Host } from '../../host/host.ts';
import { acquire, type Holder, holdersOf, isAlive, isLock, type Waiting } from '../lock.ts';
import { codeOf, explained } from './faults.ts';
import { commitGoal, uninstallGoal } from './goal.ts';
import { dropDraft, hasDraft, readJournal, type State, stateOf } from './journal.ts';
import { exists, layoutOf } from './layout.ts';
import type { Summary } from './plan.ts';
import { leaveRecords, sweepShadows } from './records.ts';
import type { Call, CommitRequest, UninstallRequest } from './request.ts';
import { type Settled, settle } from './settle.ts';
import { stagedFiles } from './staged.ts';
import { transact } from './transact.ts';

export type { Summary } from './plan.ts';
export type { Settled } from './settle.ts';

const ONE_MINUTE = 60_000;

/** What a caller may want to know while it waits for another run. */
export type Watch = Pick<Waiting, 'onWait' | 'signal'>;

const waitingFor = (call: Call, watch: Watch): Waiting => ({
  what: call.prefix,
  waitMs: call.waitMs ?? ONE_MINUTE,
  ...watch,
});

/**
 * Moves staged libraries into the prefix, all of them or none. Afterwards the prefix is locked until `finish` (what was
 * replaced is dropped) or `undo` (it is put back). Throws SetupError: exit 3 where nothing was changed, exit 4 where
 * what was there before has been put back.
 */
export async function commit(host: Host, request: CommitRequest, watch: Watch = {}): Promise<Summary> {
  const { prefix } = request;
  const staged = await Promise.all(
    request.products.map(async (product) => ({
      product,
      files: await stagedFiles(host, product.stagedRoot, product.stagedPrefix ?? prefix),
    })),
  );
  const now = new Date(host.now()).toISOString();
  return transact(
    host,
    layoutOf(prefix),
    request.holder,
    waitingFor(request, watch),
    'install',
    (old, parents) => commitGoal(request, staged, now, old, parents),
  );
}

/** Removes installed libraries by the manifest, all of them or none. Nothing is left to finish. Throws as `commit`. */
export async function uninstall(host: Host, request: UninstallRequest, watch: Watch = {}): Promise<Summary> {
  const layout = layoutOf(request.prefix);
  const waiting = waitingFor(request, watch);
  const summary = await transact(host, layout, request.holder, waiting, 'uninstall', (old, parents) =>
    uninstallGoal(request, old, parents),
  );
  await settle(host, layout, request.holder, true);
  return summary;
}

async function settleLocked(host: Host, call: Call, watch: Watch, keep: boolean): Promise<Settled> {
  const layout = layoutOf(call.prefix);
  try {
    await acquire(host, layout.records, call.holder, waitingFor(call, watch));
    const settled = await settle(host, layout, call.holder, keep);
    if (settled.outcome === 'none') {
      dropDraft(host, layout);
      leaveRecords(host, layout, call.holder, null, []);
    }
    return settled;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' && !exists(host, layout.records)) return { outcome: 'none', left: [] };
    throw explained(host, error, call.prefix, EXIT.cannot);
  }
}

/** After the proof: drops what `commit` set aside, and its lock. Harmless where there is nothing to finish. */
export const finish = (host: Host, call: Call, watch: Watch = {}): Promise<Settled> =>
  settleLocked(host, call, watch, true);

/** Puts back exactly what was there before `commit`. Harmless where there is nothing to undo. */
export const undo = (host: Host, call: Call, watch: Watch = {}): Promise<Settled> =>
  settleLocked(host, call, watch, false);

/** What a run that died, or still runs, left under a prefix. */
export interface Pending {
  /** Null: only a lock or a shred of a journal. */
  readonly state: State | null;
  readonly holder: Holder | null;
  readonly alive: boolean;
}

/** Whether `recover` has something to do; reads only. Null where nothing is pending. */
export function pending(host: Host, prefix: string): Pending | null {
  const layout = layoutOf(prefix);
  const holder = readJournal(host, layout)?.journal.holder ?? holdersOf(host, layout.records)[0] ?? null;
  const state = stateOf(host, layout);
  const names = host.readdir(layout.records);
  const traces = hasDraft(host, layout) || (names.ok && names.value.some(isLock));
  if (state === null && holder === null && !traces) return null;
  return { state, holder, alive: holder !== null && isAlive(host, holder) };
}

/**
 * At the start of every command that changes a prefix: ends what a killed run left there. What had not been proved is
 * undone, what had been is finished. Waits for a run that lives. May itself be killed and run again.
 */
export async function recover(host: Host, call: Call, watch: Watch = {}): Promise<Settled> {
  sweepShadows(host, layoutOf(call.prefix));
  if (pending(host, call.prefix) === null) return { outcome: 'none', left: [] };
  return settleLocked(host, call, watch, false);
}
