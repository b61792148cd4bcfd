import type { CommonOptions } from '../commands/options.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { COMMANDS } from '../generated/commands.ts';
import type { Context } from '../host/context.ts';
import { usageError } from './usage.ts';

/** What every file of src/commands exports. */
export type Run = (context: Context, options: CommonOptions) => Promise<Result>;

type Loader = () => Promise<{ readonly run: unknown }>;

const OWN: Readonly<Record<string, Loader>> = { completion: () => import('./completion.ts') };

/** The command's code, read now that it is used. */
export async function load(command: string): Promise<Run> {
  const all: Readonly<Record<string, Loader>> = { ...COMMANDS, ...OWN };
  const loader = all[command.replace(/^__/, '')];
  if (loader === undefined) {
    throw usageError(
      text(
        `this build of czmq-setup has no command ${command} yet`,
        `这个版本的 czmq-setup 还没有 ${command} 命令`,
      ),
      null,
    );
  }
  return (await loader()).run as Run;
}
