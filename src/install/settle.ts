import type { Recipe } from '../core/recipe.ts';
import { type Text, text } from '../core/text.ts';
import { SourceNowhere } from '../origins/nowhere.ts';
import type { Recipes } from '../recipes/load.ts';
import type { Resolved } from '../recipes/resolve.ts';
import { knownVersions } from '../recipes/version.ts';
import type { Manifest } from './manifest.ts';

/**
 * Where the user names no version and no place that answers has the default release, the newest that can be had will
 * do: a package mirror of an older distribution has an older one. Never after a wrong digest, never without a network.
 */
export function olderRelease(
  error: unknown,
  resolved: readonly Resolved[],
  targets: readonly string[],
): { readonly library: string; readonly version: string; readonly note: Text } | null {
  const nowhere = causeOf(error);
  if (nowhere === null || !nowhere.answered) return null;
  const { library, version } = nowhere;
  const recipe = resolved.find((one) => one.recipe.name === library)?.recipe;
  const older = recipe === undefined ? null : nextOlder(recipe, version, targets);
  if (older === null) return null;
  return {
    library,
    version: older,
    note: text(
      `${library} ${version} cannot be had from here; trying ${older}. To insist: ${library}@${version}`,
      `从本机无法获取 ${library} ${version}；改试 ${older}。若必须用原版本：${library}@${version}`,
    ),
  };
}

/** The engine and the run's logs are put around the error that tells which source it was. */
function causeOf(error: unknown): SourceNowhere | null {
  if (error instanceof SourceNowhere) return error;
  return error instanceof Error && error.cause !== undefined ? causeOf(error.cause) : null;
}

/** The release before one that cannot be had, where the user named no version; null where there is none, or he did. */
export function nextOlder(recipe: Recipe, version: string, targets: readonly string[]): string | null {
  const known = knownVersions(recipe);
  if (isNamed(recipe, targets) || !known.includes(version)) return null;
  return known[known.indexOf(version) + 1] ?? null;
}

/** `NAME@VERSION`, by the recipe's name or an alias: the user means that version and no other. */
const isNamed = ({ name, aliases = [] }: Recipe, targets: readonly string[]): boolean =>
  targets.some((word) => [name, ...aliases].some((one) => word.toLowerCase().startsWith(`${one}@`)));

/** What was settled for when the manifest was written, as long as the recipe's default is still the one that was not to be had. */
export const settledBefore = (manifest: Manifest | null, recipes: Recipes): readonly [string, string][] =>
  (manifest?.products ?? [])
    .filter(({ name, insteadOf }) => insteadOf !== undefined && recipes.get(name)?.default === insteadOf)
    .map(({ name, version }) => [name, version]);

/** For each library that was really settled for (the user may have named another version): the default it stands for. */
export const settledFor = (
  resolved: readonly Resolved[],
  settled: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> =>
  new Map(
    resolved
      .filter(({ recipe, version }) => settled.get(recipe.name) === version && version !== recipe.default)
      .map(({ recipe }) => [recipe.name, recipe.default]),
  );
