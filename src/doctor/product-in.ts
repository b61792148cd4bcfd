import type { Recipe } from '../core/recipe.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { libraryName } from '../facts/library-files.ts';
import { type Manifest, readManifest } from '../install/manifest.ts';

/** A damaged manifest is no reason to give no advice. */
export function manifestOf(ask: Ask, prefix: string): Manifest | null {
  try {
    return readManifest(ask.probe, prefix);
  } catch {
    return null;
  }
}

/** The recipe of a library, by its name: `libzmq`. */
export const recipeOf = ({ recipes }: Scope, library: string): Recipe | undefined =>
  recipes.find(({ provides }) => provides.sonames.some((soname) => libraryName(soname)?.stem === library));

/** What our own record says of a library in a prefix. */
export function productIn(
  ask: Ask,
  scope: Scope,
  library: string,
  prefix: string,
): Manifest['products'][number] | null {
  const recipe = recipeOf(scope, library);
  return (recipe && manifestOf(ask, prefix)?.products.find(({ name }) => name === recipe.name)) ?? null;
}
