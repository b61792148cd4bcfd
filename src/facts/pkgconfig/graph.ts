import { addFragment, type Fragment } from '../../formats/pc/fragments.ts';
import type { PcModule } from '../../formats/pc/module.ts';
import type { Requirement } from '../../formats/pc/requires.ts';
import { satisfies } from '../../formats/pc/version.ts';
import type { PcSearch } from './search.ts';

/** A requirement that is not met. */
export interface Unmet {
  readonly requirement: Requirement;
  /** The module that asks for it; null for the user's own question. */
  readonly requiredBy: string | null;
  /** The version that is there and does not do; null where there is no such module. */
  readonly found: string | null;
  /** `conflict`: it is there, and the one that asks refuses it. */
  readonly why: 'missing' | 'version' | 'conflict';
}

export interface Walk {
  /** Cflags, else Libs. */
  readonly want: 'cflags' | 'libs';
  /** Requires.private too: always for compiler flags, for libraries where they are linked statically. */
  readonly searchPrivate: boolean;
  /** Libs.private and Cflags.private too. */
  readonly mergePrivate: boolean;
}

export interface Walked {
  readonly fragments: readonly Fragment[];
  /** Modules in the order of the first visit. */
  readonly modules: readonly PcModule[];
  readonly unmet: readonly Unmet[];
}

/** pkgconf 1 visits a module once for each way to it, which doubles with every layer of a hostile set of files. */
const MOST_VISITS = 20_000;
const DEEPEST = 200;

/** pkgconf's rule for what `Provides: other = 2` offers to a requirement. */
function offers(provided: Requirement, wanted: Requirement): boolean {
  if (provided.module !== wanted.module) return false;
  if (wanted.comparison === 'any' || provided.comparison === 'any') return wanted.comparison === 'any';
  return provided.comparison === '=' || provided.comparison === wanted.comparison
    ? satisfies(provided.version, wanted.comparison, wanted.version)
    : satisfies(wanted.version, provided.comparison, provided.version);
}

/** pkg-config answers for itself: the version whose rules are followed here. */
const OWN_VERSION = '1.8.1';

/** Walks the modules that `names` require and collects their flags (pkgconf 1.8, pkg.c, pkgconf_pkg_traverse). */
export function walk(
  search: PcSearch,
  names: readonly Requirement[],
  { want, searchPrivate, mergePrivate }: Walk,
): Walked {
  const fragments: Fragment[] = [];
  const privateFragments: Fragment[] = [];
  const modules = new Map<string, PcModule>();
  const unmet = new Map<string, Unmet>();
  const above = new Set<PcModule>();
  let visits = 0;
  // Set while Requires.private is walked; the first return from such a walk clears it, for the outer ones as well.
  let isPrivate = false;

  const provider = (requirement: Requirement): PcModule | null =>
    search.find(requirement.module) ??
    search.all().find(({ provides }) => provides.some((provided) => offers(provided, requirement))) ??
    null;

  const collect = (module: PcModule): void => {
    if (want === 'cflags') {
      for (const fragment of module.cflags) addFragment(fragments, fragment, false);
      if (mergePrivate) privateFragments.push(...module.cflagsPrivate);
      return;
    }
    for (const fragment of module.libs) addFragment(fragments, fragment, isPrivate);
    if (mergePrivate) for (const fragment of module.libsPrivate) addFragment(fragments, fragment, true);
  };

  const note = (entry: Unmet): void => {
    const { requirement, requiredBy, why } = entry;
    unmet.set(
      `${requiredBy} ${requirement.module} ${requirement.comparison} ${requirement.version} ${why}`,
      entry,
    );
  };

  const follow = (requirements: readonly Requirement[], by: PcModule | null, depth: number): void => {
    for (const requirement of requirements) {
      if (requirement.module === 'pkg-config' || requirement.module === 'pkgconf') {
        if (!satisfies(OWN_VERSION, requirement.comparison, requirement.version)) {
          note({ requirement, requiredBy: by?.id ?? null, found: OWN_VERSION, why: 'version' });
        }
        continue;
      }
      const module = provider(requirement);
      if (!module) {
        note({ requirement, requiredBy: by?.id ?? null, found: null, why: 'missing' });
        continue;
      }
      const byName = search.find(requirement.module) !== null;
      if (byName && !satisfies(module.version, requirement.comparison, requirement.version)) {
        note({ requirement, requiredBy: by?.id ?? null, found: module.version, why: 'version' });
        continue;
      }
      const skipped = want === 'cflags' && requirement.internal;
      const again = visits > MOST_VISITS && modules.has(module.file);
      if (!above.has(module) && !skipped && !again && depth < DEEPEST) visit(module, depth + 1);
    }
  };

  const visit = (module: PcModule, depth: number): void => {
    visits++;
    modules.set(module.file, module);
    collect(module);
    for (const conflict of module.conflicts) {
      const wanted = module.requires.some((requirement) => requirement.module === conflict.module);
      const other = wanted ? search.find(conflict.module) : null;
      if (other && satisfies(other.version, conflict.comparison, conflict.version)) {
        note({ requirement: conflict, requiredBy: module.id, found: other.version, why: 'conflict' });
      }
    }
    above.add(module);
    follow(module.requires, module, depth);
    if (searchPrivate) {
      isPrivate = true;
      follow(module.requiresPrivate, module, depth);
      isPrivate = false;
    }
    above.delete(module);
  };

  follow(names, null, 0);
  return {
    fragments: [...fragments, ...privateFragments],
    modules: [...modules.values()],
    unmet: [...unmet.values()],
  };
}
