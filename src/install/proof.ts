import type { ProofRequest } from '../verify/request.ts';
import { targetOf } from '../verify/target.ts';
import type { Selected } from './input.ts';
import type { Plan } from './plan.ts';

/** What must be proved of a plan's libraries: version and features as asked. */
export function proofOf(
  plan: Plan,
  selected: readonly Selected[],
  compiler: readonly string[],
): ProofRequest {
  const targets = selected.map(({ recipe, semver, version, features }) => ({
    ...targetOf(recipe, { version, features }),
    version: semver,
  }));
  const staticOnly = plan.libraries.every(({ linkage }) => !linkage.shared);
  return { prefix: plan.prefix, targets, compiler, staticOnly };
}
