import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import type { Context } from '../host/context.ts';
import { loginShell, type Shell, shellScript } from '../install/shell-env/shells.ts';
import { type PathVariable, pathVariables } from '../install/shell-env/variables.ts';
import type { EnvOptions } from './options.ts';

/** The command's own fields of its document. */
export interface EnvData {
  readonly prefix: string;
  readonly shell: Shell;
  readonly variables: readonly PathVariable[];
  /** The lines to evaluate. */
  readonly script: string;
}

/** Prints the lines that make a prefix usable: `eval "$(czmq-setup env)"`. Changes nothing. */
export async function run(
  { host }: Context,
  { prefix, shell: named }: EnvOptions,
): Promise<Result<'env', EnvData>> {
  // Search paths have no way to write a colon, and $GITHUB_ENV none for a line break in this form.
  if (/[:\0-\x1f\x7f]/.test(prefix)) {
    throw new SetupError(
      EXIT.usage,
      text(
        `${prefix} cannot stand in a search path: it holds a colon or a control character`,
        `${prefix} 不能写入搜索路径：其中含有冒号或控制字符`,
      ),
    );
  }
  const shell = named ?? loginShell(host.env.SHELL);
  const variables = pathVariables(host, prefix);
  const script = shellScript(shell, variables, host.env);
  return { command: 'env', exitCode: EXIT.done, findings: [], data: { prefix, shell, variables, script } };
}
