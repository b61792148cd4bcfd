import type { Capability } from '../core/capability.ts';
import type { From } from '../origins/from.ts';
import type { Resolved } from '../recipes/resolve.ts';

/** What makes a `configure`. */
export const GENERATORS: readonly Capability[] = ['autoconf', 'automake', 'libtool'];

/**
 * The same libraries, to be had only as archives with `configure` inside, for a machine that has no autotools and
 * cannot get them. Libraries whose source the user named himself, or of which no such archive is known, stay as they are.
 */
export function withConfigureInside(
  resolved: readonly Resolved[],
  sources: ReadonlyMap<string, From>,
): { readonly resolved: readonly Resolved[]; readonly sources: ReadonlyMap<string, From> } {
  const narrowed = new Map(sources);
  const libraries = resolved.map((library): Resolved => {
    const { recipe, version, release } = library;
    const from = sources.get(recipe.name) ?? { kind: 'auto' };
    const archives = release?.archives.filter(({ kind, configure }) => configure ?? kind === 'release') ?? [];
    const free = from.kind === 'auto' || from.kind === 'archive';
    if (release === null || archives.length === 0 || !free) return library;
    narrowed.set(recipe.name, { kind: 'archive' });
    const narrow = { ...release, archives };
    return {
      ...library,
      release: narrow,
      recipe: { ...recipe, versions: { ...recipe.versions, [version]: narrow } },
    };
  });
  return { resolved: libraries, sources: narrowed };
}
