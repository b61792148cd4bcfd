import type { Capability } from '../core/capability.ts';
import type { Machine, Selected, Wish } from './input.ts';
import type { BuildSystem } from './plan.ts';

/** The build system by which a library is built: the wished one, where its recipe knows it. */
export const buildSystemOf = ({ recipe }: Selected, wish: Pick<Wish, 'buildSystem'>): BuildSystem =>
  recipe.build[wish.buildSystem] === undefined ? 'autotools' : wish.buildSystem;

export const buildOptionsOf = (library: Selected, wish: Pick<Wish, 'buildSystem'>) =>
  library.recipe.build[buildSystemOf(library, wish)] ?? library.recipe.build.autotools;

/** All that building these libraries asks of the machine, each once, tools first. `all`: the whole plan's libraries. */
export function capabilitiesFor(
  libraries: readonly Selected[],
  all: readonly Selected[],
  wish: Pick<Wish, 'buildSystem'>,
): readonly Capability[] {
  const ours = new Set(all.map(({ recipe }) => recipe.name));
  const needs = new Set<Capability>();
  for (const library of libraries) {
    const build = buildOptionsOf(library, wish);
    for (const capability of build.needs) needs.add(capability);
    const generates = buildSystemOf(library, wish) === 'autotools' && !library.generated;
    for (const capability of generates ? (build.needsToGenerate ?? []) : []) needs.add(capability);
    for (const capability of library.fetchNeeds) needs.add(capability);
  }
  for (const { recipe, features } of libraries) {
    for (const [name, feature] of Object.entries(recipe.features)) {
      for (const capability of features[name] ? (feature.needs ?? []) : []) needs.add(capability);
    }
    for (const { recipe: other, feature, system } of recipe.dependencies) {
      const wanted = feature === undefined || features[feature] === true;
      if (wanted && system !== undefined && !ours.has(other)) needs.add(system);
    }
  }
  return [...needs];
}

/** Capabilities that proving asks for: a compiler and pkg-config, also where everything comes from the cache. */
export const PROOF_NEEDS: readonly Capability[] = ['c-compiler', 'pkg-config'];

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
