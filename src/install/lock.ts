import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { type Text, text } from '../core/text.ts';
import type { Host, Probe } from '../host/host.ts';

/** Who holds, or wants, a lock. `pid` and `startedAt` together name one process for good: a pid alone is used again. */
export interface Holder {
  readonly pid: number;
  /** As Host.process tells it; null where the system does not. */
  readonly startedAt: string | null;
  readonly user: string;
  /** What it runs, for people: `czmq-setup install czmq`. */
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface Waiting {
  /** What is locked, for messages: the prefix. */
  readonly what: string;
  /** Milliseconds before giving up. */
  readonly waitMs: number;
  /** Called once for each holder that is waited for. */
  readonly onWait?: (holder: Holder) => void;
  readonly signal?: AbortSignal;
}

/** This process as a holder. */
export const holderOf = (host: Host, command: string): Holder => ({
  pid: host.pid,
  startedAt: host.process(host.pid).startedAt,
  user: host.self.user,
  command,
  since: new Date(host.now()).toISOString(),
});

export const sameHolder = (a: Holder, b: Holder): boolean => a.pid === b.pid && a.startedAt === b.startedAt;

/** Whether that very process still runs. */
export function isAlive(host: Host, { pid, startedAt }: Pick<Holder, 'pid' | 'startedAt'>): boolean {
  const seen = host.process(pid);
  return seen.alive && (startedAt === null || seen.startedAt === null || seen.startedAt === startedAt);
}

const nameOf = ({ pid, startedAt }: Holder): string => `lock.${pid}.${startedAt ?? 'x'}`;

/** Whether an entry of a folder is an announcement. */
export const isLock = (name: string): boolean => parseName(name) !== null;

function parseName(name: string): Pick<Holder, 'pid' | 'startedAt'> | null {
  const parts = /^lock\.(\d{1,10})\.(\d{1,20}|x)$/.exec(name);
  return parts === null ? null : { pid: Number(parts[1]), startedAt: parts[2] === 'x' ? null : parts[2]! };
}

/** The living holder named by an entry; what its file says is only for people and may be missing or damaged. */
function readHolder(host: Host, folder: string, name: string): Holder | null {
  const id = parseName(name);
  if (id === null || !isAlive(host, id)) return null;
  const said = host.readText(join(folder, name), 4096);
  let told: Partial<Record<keyof Holder, unknown>> = {};
  try {
    told = said.ok ? JSON.parse(said.value) : {};
  } catch {
    // Not yet written, or damaged.
  }
  const words = (value: unknown): string =>
    typeof value === 'string' ? value.replace(/[\0-\x1f\x7f]/g, ' ').slice(0, 200) : '?';
  return { ...id, user: words(told.user), command: words(told.command), since: words(told.since) };
}

function withdraw(host: Host, path: string): void {
  try {
    host.unlink(path);
  } catch (error) {
    // Gone already, with its folder perhaps.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Says in `folder` that `me` wants the lock; nothing more than a file. */
export const announce = (host: Host, folder: string, me: Holder): void =>
  host.writeFile(join(folder, nameOf(me)), `${JSON.stringify(me)}\n`);

/** Living holders of a lock folder other than `except`. The entries of the dead are only looked past. */
export function holdersOf(host: Host, folder: string, except?: Holder): Holder[] {
  const names = host.readdir(folder);
  return (names.ok ? names.value : [])
    .filter((name) => except === undefined || name !== nameOf(except))
    .map((name) => readHolder(host, folder, name))
    .filter((holder) => holder !== null);
}

export const heldBy = (holder: Holder, what: string): Text => {
  const { pid, user, command, since } = holder;
  return text(
    `${what} is in use by another run: pid ${pid} (${command}), user ${user}, since ${since}`,
    `${what} 正被另一次运行占用：进程 ${pid}（${command}），用户 ${user}，开始于 ${since}`,
  );
};

/**
 * Takes the lock that is the existing folder `folder`, or waits for it. Everybody who wants it first announces himself by a file
 * of his own (name: pid and start time), then looks: who sees no other living announcement holds the lock, who sees
 * one withdraws and tries again. Of two at once at least one sees the other, so that never both hold it; nobody ever
 * takes over a dead one's file, so that there is nothing to race for: the dead are looked past and swept away, since
 * the same pid with the same start time does not come back.
 *
 * Throws SetupError (exit 3) that names the holder when `waitMs` has passed; errno errors pass through (`ENOENT`: the folder is gone).
 */
export async function acquire(host: Host, folder: string, me: Holder, waiting: Waiting): Promise<void> {
  const mine = join(folder, nameOf(me));
  const end = host.now() + waiting.waitMs;
  const told = new Set<string>();
  for (let attempt = 0; ; attempt++) {
    announce(host, folder, me);
    const others = holdersOf(host, folder, me);
    // Not there any more: the folder was swept away under us with all that is in it.
    const standing = host.lstat(mine).ok;
    if (others.length === 0 && standing) break;
    withdraw(host, mine);
    for (const other of others.filter((one) => !told.has(nameOf(one)))) {
      told.add(nameOf(other));
      waiting.onWait?.(other);
    }
    const first = others[0];
    if (first !== undefined && host.now() >= end) {
      throw new SetupError(EXIT.cannot, heldBy(first, waiting.what), {
        hint: text(
          `Wait until it has ended, or end it: kill ${first.pid}`,
          `请等它结束，或将其终止：kill ${first.pid}`,
        ),
      });
    }
    // Different steps for different pids, so that two who met do not meet again.
    await host.sleep(40 + ((me.pid * 37 + attempt * 13) % 60), waiting.signal);
  }
  sweep(host, folder, me);
}

/** Removes what the dead left. Only the holder does this. */
function sweep(host: Host, folder: string, me: Holder): void {
  const names = host.readdir(folder);
  for (const name of names.ok ? names.value : []) {
    const id = parseName(name);
    if (id !== null && name !== nameOf(me) && !isAlive(host, id)) withdraw(host, join(folder, name));
  }
}

/** Whether `me` has the lock. */
export const holds = (probe: Probe, folder: string, me: Holder): boolean =>
  probe.lstat(join(folder, nameOf(me))).ok;

/** Gives the lock back; harmless where it is not held. */
export const release = (host: Host, folder: string, me: Holder): void =>
  withdraw(host, join(folder, nameOf(me)));
