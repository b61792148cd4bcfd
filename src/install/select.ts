import type { Capability } from '../core/capability.ts';
import type { Probe } from '../host/host.ts';
import type { From } from '../origins/from.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { Selected, SourceFacts } from './input.ts';

/**
 * Libraries that stay in the plan: those that others may take from the system are left to it where `fromSystem` says
 * so; what only they need goes with them.
 */
export function leaveToSystem(
  resolved: readonly Resolved[],
  fromSystem: (capability: Capability) => boolean,
): readonly Resolved[] {
  const needed = new Set<string>();
  const kept: Resolved[] = [];
  for (const library of [...resolved].reverse()) {
    const { recipe, named, system, dependencies } = library;
    if (!named && (!needed.has(recipe.name) || (system !== null && fromSystem(system)))) continue;
    kept.unshift(library);
    for (const dependency of dependencies) needed.add(dependency.recipe);
  }
  return kept;
}

/** System capabilities that would do for a library of the answer. */
export const systemChoices = (resolved: readonly Resolved[]): readonly Capability[] =>
  resolved.flatMap(({ system }) => system ?? []);

/** What names the bytes, as far as that can be said before they are fetched. */
function identityOf({ version, release }: Resolved, from: From): string {
  switch (from.kind) {
    case 'folder':
    case 'file':
      return `${from.kind} ${from.path}`;
    case 'repository':
      return `git ${from.url}#${from.ref ?? release?.tag ?? version}`;
    case 'download':
      return `archive ${from.url}`;
    default:
      return release === null ? `git ${version}` : `commit ${release.commit}`;
  }
}

function sourceFacts(library: Resolved, from: From, probe: Probe): SourceFacts {
  const { release } = library;
  const own = from.kind === 'folder' || from.kind === 'file' || from.kind === 'download';
  const usesGit = from.kind === 'git' || from.kind === 'repository' || (release === null && !own);
  const archives = release?.archives ?? [];
  const withConfigure = archives.every(({ kind, configure }) => configure ?? kind === 'release');
  return {
    identity: identityOf(library, from),
    generated:
      (from.kind === 'folder' && probe.stat(`${from.path}/configure`).ok) ||
      (from.kind === 'archive' && archives.length > 0 && withConfigure),
    volatile: own || from.kind === 'repository' || release === null,
    downloadBytes: from.kind === 'folder' || from.kind === 'file' ? 0 : (archives[0]?.size ?? null),
    needs: usesGit ? ['git'] : [],
  };
}

/** The resolver's libraries with what is known of their sources, dependencies before what needs them. */
export function select(
  resolved: readonly Resolved[],
  sources: ReadonlyMap<string, From>,
  probe: Probe,
): readonly Selected[] {
  const names = new Set(resolved.map(({ recipe }) => recipe.name));
  return resolved.map((library) => ({
    ...library,
    builtOn: library.dependencies.map(({ recipe }) => recipe).filter((name) => names.has(name)),
    source: sourceFacts(library, sources.get(library.recipe.name) ?? { kind: 'auto' }, probe),
  }));
}
