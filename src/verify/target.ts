import type { Recipe } from '../core/recipe.ts';
import type { ProofTarget } from './request.ts';

/** What a library was installed with, as far as a proof can see it. */
interface AsInstalled {
  readonly version: string;
  readonly features: Readonly<Record<string, boolean>>;
}

/** What must be proved of a library: version and features as it was installed with; only that it works where that is not known. */
export function targetOf(recipe: Recipe, installed: AsInstalled | null): ProofTarget {
  const names = (on: boolean): string[] =>
    Object.entries(recipe.features).flatMap(([feature, { proof }]) =>
      proof?.kind === 'zmq_has' && installed?.features[feature] === on ? [proof.name] : [],
    );
  const release = installed !== null && recipe.versions[installed.version] !== undefined;
  return {
    name: recipe.name,
    version: release ? installed.version : null,
    mustHave: names(true),
    mustLack: names(false),
  };
}
