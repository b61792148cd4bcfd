import type { Capability } from '../core/capability.ts';
import type { BuildOptions } from '../core/recipe.ts';
import { buildBy } from '../recipes/options.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { Machine, Selected } from './input.ts';
import { GENERATORS } from './without-autotools.ts';

/** Capabilities that proving asks for: a compiler and pkg-config, also where everything comes from the cache. */
export const PROOF_NEEDS: readonly Capability[] = ['c-compiler', 'pkg-config'];

/** What the recipe says of the build system by which the library is really built. */
export const buildOptionsOf = ({ recipe, by }: Pick<Selected, 'recipe' | 'by'>): BuildOptions =>
  buildBy(recipe, by.buildSystem);

/** System libraries that a library is built on or with, and whose files its users need too. */
const systemLibrariesOf = (library: Selected, ours: ReadonlySet<string>): readonly Capability[] => [
  ...library.needs,
  ...library.dependencies.flatMap(({ recipe, system }) =>
    system !== undefined && !ours.has(recipe) ? [system] : [],
  ),
];

/**
 * All that a plan for these libraries may ask of the machine, whatever builds them: each is a question that costs a
 * process, and most machines are asked for nothing else.
 */
export function capabilitiesAbout(libraries: readonly Resolved[]): readonly Capability[] {
  const all = new Set<Capability>([...PROOF_NEEDS, ...GENERATORS, 'git', 'cmake', 'ninja']);
  for (const { recipe, features, needs } of libraries) {
    const { autotools, cmake } = recipe.build;
    const systems = recipe.dependencies.flatMap(({ system }) => system ?? []);
    const ofFeatures = Object.entries(recipe.features).flatMap(([name, feature]) =>
      features[name] === true ? (feature.needs ?? []) : [],
    );
    for (const one of [
      ...needs,
      ...systems,
      ...ofFeatures,
      ...[autotools, cmake].flatMap((build) => [...(build?.needs ?? []), ...(build?.needsToGenerate ?? [])]),
    ])
      all.add(one);
  }
  return [...all];
}

/** What libraries that come from the cache ask of the machine: what they were built on, and nothing to build with. */
export const capabilitiesToUse = (
  libraries: readonly Selected[],
  all: readonly Selected[],
): readonly Capability[] => {
  const ours = new Set(all.map(({ recipe }) => recipe.name));
  return libraries.flatMap((library) => systemLibrariesOf(library, ours));
};

/** All that building these libraries asks of the machine, each once, tools first. `all`: the whole plan's libraries. */
export function capabilitiesFor(
  libraries: readonly Selected[],
  all: readonly Selected[],
): readonly Capability[] {
  const ours = new Set(all.map(({ recipe }) => recipe.name));
  const needs = new Set<Capability>();
  for (const library of libraries) {
    const build = buildOptionsOf(library);
    for (const capability of build.needs) needs.add(capability);
    const generates = library.by.buildSystem === 'autotools' && !library.source.generated;
    for (const capability of generates ? (build.needsToGenerate ?? []) : []) needs.add(capability);
    for (const capability of [...library.source.needs, ...systemLibrariesOf(library, ours)])
      needs.add(capability);
  }
  return [...needs];
}

export interface Missing {
  readonly capability: Capability;
  /** Empty where this machine's package manager cannot bring it, or there is none. */
  readonly packages: readonly string[];
}

export function missingOn(machine: Machine, needs: readonly Capability[]): readonly Missing[] {
  return needs
    .filter((capability) => !machine.present.has(capability))
    .map((capability) => ({ capability, packages: machine.manager?.is.provides[capability] ?? [] }));
}
