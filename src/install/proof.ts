import type { Resolved } from '../recipes/resolve.ts';
import type { ProofRequest, ProofTarget } from '../verify/request.ts';
import type { Selected } from './input.ts';
import type { Plan } from './plan.ts';

/** `zmq_has` names of the features that are on, or off. */
const asked = ({ recipe, features }: Resolved, on: boolean): string[] =>
  Object.entries(recipe.features).flatMap(([name, { proof }]) =>
    proof?.kind === 'zmq_has' && features[name] === on ? [proof.name] : [],
  );

/** What must be proved of a plan's libraries: version and features as asked. */
export function proofOf(
  plan: Plan,
  selected: readonly Selected[],
  compiler: readonly string[],
): ProofRequest {
  const targets = selected.map(
    (library): ProofTarget => ({
      name: library.recipe.name,
      version: library.semver,
      mustHave: asked(library, true),
      mustLack: asked(library, false),
    }),
  );
  const staticOnly = plan.libraries.every(({ linkage }) => !linkage.shared);
  return { prefix: plan.prefix, targets, compiler, staticOnly };
}
