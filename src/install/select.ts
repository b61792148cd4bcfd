import type { Capability } from '../core/capability.ts';
import { askOf } from '../facts/ask.ts';
import { programs } from '../facts/programs.ts';
import type { Host } from '../host/host.ts';
import { shown } from '../origins/address.ts';
import type { From } from '../origins/from.ts';
import { sourceOptions } from '../origins/options.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { Chosen, Selected, SourceFacts } from './input.ts';

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

/** A ref that names the same bytes for good: the release's own tag, or a whole commit. */
const isFixed = (ref: string | null, release: Resolved['release']): boolean =>
  ref !== null && (ref === release?.tag || /^[0-9a-f]{40}$/.test(ref));

/** What names the bytes, as far as that can be said before they are fetched. `volatile`: they may be others tomorrow. */
async function identityOf(
  { version, release }: Resolved,
  from: From,
  host: Pick<Host, 'sha256'>,
): Promise<Pick<SourceFacts, 'identity' | 'volatile'>> {
  switch (from.kind) {
    case 'folder':
      return { identity: `folder ${from.path}`, volatile: true };
    case 'file':
      return { identity: `sha256 ${await host.sha256(from.path)}`, volatile: false };
    case 'repository': {
      const ref = from.ref ?? (release === null ? version : null);
      return { identity: `git ${shown(from.url)}#${ref ?? ''}`, volatile: !isFixed(ref, release) };
    }
    case 'download':
      return { identity: `archive ${shown(from.url)}`, volatile: true };
    default:
      return release === null
        ? { identity: `git ${version}`, volatile: !isFixed(version, null) }
        : { identity: `commit ${release.commit}`, volatile: false };
  }
}

async function sourceFacts(
  library: Resolved,
  from: From,
  mirrors: readonly string[],
  host: Host,
): Promise<SourceFacts> {
  const { recipe, version, release } = library;
  const own = from.kind === 'folder' || from.kind === 'file' || from.kind === 'download';
  const usesGit = from.kind === 'git' || from.kind === 'repository' || (release === null && !own);
  const git = usesGit || askOf(host).of(programs).onPath('git') !== null;
  const options = sourceOptions({ recipe, version, from, mirrors, git });
  const sizes = options.flatMap((option) => ('size' in option && option.size !== null ? [option.size] : []));
  return {
    ...(await identityOf(library, from, host)),
    options,
    generated:
      (from.kind === 'folder' && host.stat(`${from.path}/configure`).ok) ||
      options.every(({ configure }) => configure),
    downloadBytes: from.kind === 'folder' || from.kind === 'file' ? 0 : (sizes[0] ?? null),
    needs: usesGit ? ['git'] : [],
  };
}

/** The resolver's libraries with what is known of their sources, dependencies before what needs them. */
export async function select(
  resolved: readonly Resolved[],
  sources: ReadonlyMap<string, From>,
  mirrors: readonly string[],
  host: Host,
  chosen: (library: Resolved) => Chosen,
): Promise<readonly Selected[]> {
  const names = new Set(resolved.map(({ recipe }) => recipe.name));
  return Promise.all(
    resolved.map(async (library) => ({
      ...library,
      builtOn: library.dependencies.map(({ recipe }) => recipe).filter((name) => names.has(name)),
      by: chosen(library),
      source: await sourceFacts(library, sources.get(library.recipe.name) ?? { kind: 'auto' }, mirrors, host),
    })),
  );
}
