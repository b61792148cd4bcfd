import { bindingOf, librariesOf } from '../bindings/catalogue.ts';
import type { Scope } from '../facts/check.ts';
import type { Recipes } from '../recipes/load.ts';
import { resolve } from '../recipes/resolve.ts';

/**
 * What a machine is looked at for. `targets`: names as typed, with or without a version; czmq and what it is built on
 * where there is none. Naming one says that the user wants to build. Unknown names are a SetupError (exit 2).
 */
export function scopeOf(
  recipes: Recipes,
  wish: { targets: readonly string[]; prefix: string; binaries?: readonly string[]; online?: boolean },
): Scope {
  const resolved = resolve(recipes, librariesOf(wish.targets));
  const bindings = wish.targets.flatMap((word) => bindingOf(word)?.binding.name ?? []);
  return {
    targets: [...resolved.filter(({ named }) => named).map(({ recipe }) => recipe.name), ...bindings],
    recipes: resolved.map(({ recipe }) => recipe),
    prefix: wish.prefix,
    binaries: wish.binaries ?? [],
    building: wish.targets.length > 0,
    online: wish.online ?? false,
  };
}
