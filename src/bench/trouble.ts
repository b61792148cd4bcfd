import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { examine } from '../doctor/examine.ts';
import { scopeOf } from '../doctor/scope.ts';
import { explainBytes } from '../explain/explain.ts';
import type { Ask } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import type { Context } from '../host/context.ts';
import { loadRecipes } from '../recipes/load.ts';

/** What the log engine makes of what a compiler said. */
function causesOf(ask: Ask, log: string): readonly Finding[] {
  if (log === '') return [];
  const manager = ask.of(systemPackages)?.manager ?? null;
  return explainBytes(new TextEncoder().encode(log), { where: 'bench', manager });
}

/** A binding that was named and is not there, or does not build. */
export const lacks = (ask: Ask, api: 'goczmq' | 'pyzmq', what: Text, log: string): SetupError =>
  new SetupError(EXIT.cannot, what, {
    findings: causesOf(ask, log),
    hint: text(`To bring it: czmq-setup install ${api}`, `安装它：czmq-setup install ${api}`),
  });

/** What the doctor says of a machine on which nothing can be measured. */
export async function cannot(
  context: Context,
  ask: Ask,
  prefix: string,
  what: Text,
  log: string,
): Promise<SetupError> {
  const recipes = await loadRecipes(context.host, context.packageRoot);
  const { findings } = await examine(ask, scopeOf(recipes, { targets: ['czmq'], prefix }));
  const errors = findings.filter(({ severity }) => severity === 'error');
  return new SetupError(EXIT.cannot, what, {
    findings: errors.length > 0 ? errors : causesOf(ask, log),
    hint: text(
      'czmq-setup doctor --target czmq says more.',
      'czmq-setup doctor --target czmq 会给出更多说明。',
    ),
  });
}
