import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Emit } from '../core/event.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { acquire, type Holder, heldBy, holderOf, release } from './lock.ts';

/** A run's hold on a prefix, from before it plans until it has ended. */
export interface PrefixLock {
  /** To be named by all that is done on the prefix in this run (transaction's `Call.holder`). */
  readonly holder: Holder;
  release(): void;
}

/** Says once for each that another run is waited for. */
export const noteWaiting =
  (emit: Emit, prefix: string) =>
  (holder: Holder): void => {
    const held = heldBy(holder, prefix);
    emit({
      type: 'note',
      level: 'info',
      text: text(`waiting: ${held.en}`, `正在等待：${held['zh-CN']}`),
    });
  };

/**
 * Lets one run of this user at a time work on a prefix; building too, which needs no right to write there. (Runs of
 * different users exclude each other by the prefix's own records folder, from commit to finish.) `folder`: Paths.locks.
 * Throws SetupError (exit 3) naming the holder after `waitMs`.
 */
export async function lockPrefix(
  host: Host,
  folder: string,
  prefix: string,
  options: {
    readonly command: string;
    readonly waitMs: number;
    readonly emit: Emit;
    readonly signal?: AbortSignal;
  },
): Promise<PrefixLock> {
  const { command, waitMs, emit, signal } = options;
  const real = host.realpath(prefix);
  const name = createHash('sha256')
    .update(real.ok ? real.value : prefix)
    .digest('hex');
  const lock = join(folder, name);
  const holder = holderOf(host, command);
  host.mkdir(lock, 0o700);
  const onWait = noteWaiting(emit, prefix);
  await acquire(host, lock, holder, { what: prefix, waitMs, onWait, ...(signal && { signal }) });
  return { holder, release: () => release(host, lock, holder) };
}
