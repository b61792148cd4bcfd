import type { Breakage } from '../core/recipe.ts';
import { type Configuration, configurationOf } from '../recipes/options.ts';
import type { Machine, Selected, Wish } from './input.ts';
import { buildOptionsOf } from './needs.ts';

/** Variables that hold a list of flags: a cure is added to what the user has in them. */
const isFlags = (name: string): boolean => /^(LIBS|[A-Z]*FLAGS)$/.test(name);

function withCures(
  flags: Readonly<Record<string, string>>,
  cures: Readonly<Record<string, string>>,
): Record<string, string> {
  const all: Record<string, string> = { ...flags };
  for (const [name, value] of Object.entries(cures)) {
    const before = all[name];
    all[name] = isFlags(name) && before !== undefined && before !== '' ? `${before} ${value}` : value;
  }
  return all;
}

export interface Configured {
  readonly options: readonly string[];
  readonly flags: Readonly<Record<string, string>>;
  readonly targets: readonly string[];
  readonly buildSystem: Configuration['buildSystem'];
  readonly breakages: readonly Breakage[];
  readonly unsupported: readonly string[];
}

/**
 * What configure or CMake is told of the release, its features (each on or off, never left to chance), its linkage and
 * its cures. A compiler or CMake that is not here yet is taken for the newest: cures do no harm where they are not needed.
 */
export function configure(library: Selected, wish: Wish, machine: Machine): Configured {
  const { os, arch, libc, compiler, tools, flags } = machine;
  const { options, env, targets, buildSystem, breakages, unsupported } = configurationOf(library, {
    os,
    arch,
    libc,
    compiler: compiler ?? { family: 'gcc', version: '99.0.0' },
    tools: { cmake: '99.0.0', ...tools },
    buildSystem: library.by.buildSystem,
    shared: wish.linkage.shared,
    static: wish.linkage.static,
  });
  // The static library may end up in somebody's shared one, or in a Go plugin.
  const pic = buildSystem === 'autotools' && !wish.linkage.shared ? ['--with-pic'] : [];
  return {
    options: [...options, ...pic],
    flags: withCures(withCures(flags, buildOptionsOf(library).flags ?? {}), env),
    targets,
    buildSystem,
    breakages: compiler === null ? breakages.filter(({ cure }) => cure.refuse === undefined) : breakages,
    unsupported,
  };
}
