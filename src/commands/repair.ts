import type { ExitCode } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { act } from '../doctor/repair/acts.ts';
import type { Context } from '../host/context.ts';
import type { RepairOptions } from './options.ts';

/** `__repair ACT ARGUMENT…`: one small act of a fix that no standard program does well. Run by `doctor --fix`, or by hand. */
export async function run(
  { host, emit }: Context,
  { args }: RepairOptions,
): Promise<Result<'__repair', object>> {
  const { code, moved } = await act(host, args);
  for (const { from, to } of moved)
    emit({
      type: 'note',
      level: 'info',
      text: text(
        `moved ${from} to ${to}; to undo: mv ${to} ${from}`,
        `已将 ${from} 移到 ${to}；撤销：mv ${to} ${from}`,
      ),
    });
  return { command: '__repair', exitCode: (code === 0 ? 0 : 4) as ExitCode, findings: [], data: { moved } };
}
