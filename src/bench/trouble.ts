import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { type Text, text } from '../core/text.ts';
import { examine } from '../doctor/examine.ts';
import { scopeOf } from '../doctor/scope.ts';
import { explainBytes } from '../explain/explain.ts';
import type { Ask } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import type { Context } from '../host/context.ts';
import { loadRecipes } from '../recipes/load.ts';

/** What the doctor says of a machine on which nothing can be measured. */
export async function cannot(
  context: Context,
  ask: Ask,
  prefix: string,
  what: Text,
  log: string,
): Promise<SetupError> {
  const recipes = await loadRecipes(context.host, context.packageRoot);
  const manager = ask.of(systemPackages)?.manager ?? null;
  const { findings } = await examine(ask, scopeOf(recipes, { targets: ['czmq'], prefix }));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const causes =
    errors.length > 0 || log === ''
      ? errors
      : explainBytes(new TextEncoder().encode(log), { where: 'bench', manager });
  return new SetupError(EXIT.cannot, what, {
    findings: causes,
    hint: text(
      'czmq-setup doctor --target czmq says more.',
      'czmq-setup doctor --target czmq 会给出更多说明。',
    ),
  });
}
