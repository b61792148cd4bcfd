import { satisfies } from 'semver';
import type { Breakage } from '../core/recipe.ts';
import type { Machine, Selected, Wish } from './input.ts';
import { buildOptionsOf, buildSystemOf } from './needs.ts';

/** Variables that hold a list of flags: a cure is added to what the user has in them. */
const isFlags = (name: string): boolean => /^(LIBS|[A-Z]*FLAGS)$/.test(name);

function withCures(
  flags: Readonly<Record<string, string>>,
  breakages: readonly Breakage[],
): Record<string, string> {
  const all: Record<string, string> = { ...flags };
  for (const { cure } of breakages) {
    for (const [name, value] of Object.entries(cure.env ?? {})) {
      const before = all[name];
      if (!isFlags(name) || before === undefined || before === '') all[name] = value;
      else if (!before.includes(value)) all[name] = `${before} ${value}`;
    }
  }
  return all;
}

/** What configure or CMake is told of the release, its features (each on or off, never left to chance) and its cures. */
export function optionsOf(
  library: Selected,
  wish: Pick<Wish, 'buildSystem'>,
  machine: Pick<Machine, 'flags'>,
  breakages: readonly Breakage[],
): { readonly options: readonly string[]; readonly flags: Readonly<Record<string, string>> } {
  const system = buildSystemOf(library, wish);
  const features = Object.entries(library.recipe.features).flatMap(([name, feature]) => {
    const known =
      feature.versions === undefined ||
      satisfies(library.semver, feature.versions, { includePrerelease: true, loose: true });
    const chosen = known ? feature[system] : null;
    return chosen === null ? [] : library.features[name] === true ? chosen.on : chosen.off;
  });
  const cures = breakages.flatMap(({ cure }) => cure.options ?? []);
  const options = [...buildOptionsOf(library, wish).options, ...features, ...cures];
  return { options: [...new Set(options)], flags: withCures(machine.flags, breakages) };
}
