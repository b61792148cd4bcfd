import { join } from 'node:path';
import { BINDING_NAMES } from '../bindings/catalogue.ts';
import type { CompletionOptions } from '../commands/options.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import type { Context } from '../host/context.ts';
import { bash } from './completion/bash.ts';
import { fish } from './completion/fish.ts';
import { grammar } from './completion/grammar.ts';
import { zsh } from './completion/zsh.ts';

const WRITERS = { bash, zsh, fish };

/** The completion script of a shell, from the table of commands and the names of the recipes and bindings. */
export async function run(
  { host, packageRoot, lang }: Context,
  { shell }: CompletionOptions,
): Promise<Result<'completion', { shell: string; script: string }>> {
  const recipes = host.readdir(join(packageRoot, 'recipes'));
  const targets = (recipes.ok ? recipes.value : [])
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .concat(BINDING_NAMES);
  const script = WRITERS[shell](grammar(targets, lang));
  return { command: 'completion', exitCode: EXIT.done, findings: [], data: { shell, script } };
}
