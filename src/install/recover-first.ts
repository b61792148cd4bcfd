import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { askOf } from '../facts/ask.ts';
import { powers } from '../facts/powers.ts';
import type { Context } from '../host/context.ts';
import { askPassword, transactionsOf } from './elevate.ts';
import type { Wish } from './input.ts';
import { holderOf } from './lock.ts';
import { prefixWritable } from './machine.ts';
import { pending } from './transaction/transaction.ts';

/** Ends what a killed run left under the prefix, before anything is planned on it. */
export async function recoverFirst(
  { host, emit, signal }: Context,
  prefix: string,
  sudo: Wish['sudo'],
): Promise<void> {
  const left = pending(host, prefix);
  // A run that lives is waited for at the commit, so that both can build meanwhile.
  if (left === null || left.alive) return;
  const { root, elevation } = await askOf(host).of(powers);
  const needsRoot = !root && !prefixWritable(host, prefix);
  if (needsRoot && (elevation === null || sudo === 'never'))
    throw new SetupError(
      EXIT.cannot,
      text(
        `An earlier run left ${prefix} unfinished, and only root can put it right.`,
        `之前的运行在 ${prefix} 留下未完成的更改，只有 root 能修复。`,
      ),
    );
  const way = needsRoot ? elevation : null;
  if (way !== null) await askPassword(host, way);
  const settled = await transactionsOf(host, way, { signal }).recover({
    prefix,
    holder: holderOf(host, 'czmq-setup install'),
  });
  if (settled.outcome === 'none') return;
  emit({
    type: 'note',
    level: 'warning',
    text: text(
      `An earlier run was cut off; ${prefix} is as it was ${settled.outcome === 'undone' ? 'before it' : 'meant to be after it'}`,
      `之前的运行被中断；${prefix} 已恢复为${settled.outcome === 'undone' ? '其之前' : '其应完成后'}的状态`,
    ),
  });
}
