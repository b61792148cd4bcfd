import { satisfies } from 'semver';
import { BINDING_NAMES } from '../bindings/catalogue.ts';
import type { Capability } from '../core/capability.ts';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import type { Breakage, Dependency, Provides, Recipe, RecipeVersion } from '../core/recipe.ts';
import { text } from '../core/text.ts';
import { featuresOf, parseSwitches, type Switches } from './features.ts';
import { chooseVersion, fits, newestIn, type Version } from './version.ts';

/** One library of the answer: what is to be had, with which features. */
export interface Resolved {
  readonly recipe: Recipe;
  /** `4.3.5`, or the git ref that the user named (`master`). */
  readonly version: string;
  /** The release's data; null for a git ref. */
  readonly release: RecipeVersion | null;
  /** The version that ranges are compared with; null where a ref does not tell one (then newer than all is assumed). */
  readonly semver: string | null;
  /** Commit and digests are known beforehand. */
  readonly pinned: boolean;
  /** The user named it; otherwise something needs it. */
  readonly named: boolean;
  /** Every feature that this version knows. */
  readonly features: Readonly<Record<string, boolean>>;
  /** What it is built on, features considered. Each is in the answer, before this one. */
  readonly dependencies: readonly Dependency[];
  /** The system's package that does as well as building it; null where the user named it or nothing does. */
  readonly system: Capability | null;
  /** System libraries that its features need. */
  readonly needs: readonly Capability[];
  readonly provides: Provides;
  /** What may break with this version, these features and dependencies; `when` still asks the machine (breakage.ts). */
  readonly breakages: readonly Breakage[];
}

/** `name@version`, as typed; the version may be left out. */
interface Target {
  readonly word: string;
  readonly recipe: Recipe;
  readonly version: string | null;
}

const usage = (en: string, zh: string, hint?: readonly [string, string]): SetupError =>
  new SetupError(EXIT.usage, text(en, zh), hint && { hint: text(hint[0], hint[1]) });

function parseTarget(word: string, recipes: ReadonlyMap<string, Recipe>): Target {
  const at = word.indexOf('@');
  const name = (at < 0 ? word : word.slice(0, at)).toLowerCase();
  const recipe = recipes.get(name) ?? [...recipes.values()].find(({ aliases }) => aliases?.includes(name));
  if (recipe === undefined) {
    const names = [...recipes.values()].flatMap((known) => [known.name, ...(known.aliases ?? [])]);
    const near = nearest(name, [...names, ...BINDING_NAMES]);
    const known = [...recipes.keys(), ...BINDING_NAMES].join(', ');
    throw usage(
      `Unknown target: ${word}`,
      `未知的目标：${word}`,
      near === null
        ? [`Known targets: ${known}`, `已知的目标：${known}`]
        : [`Did you mean ${near}? Known targets: ${known}`, `是否想输入 ${near}？已知的目标：${known}`],
    );
  }
  if (at >= 0 && at === word.length - 1) {
    throw usage(`No version after the @: ${word}`, `@ 之后没有版本：${word}`);
  }
  return { word, recipe, version: at < 0 ? null : word.slice(at + 1) };
}

/** The recipes that the targets reach, those that are built on first. */
function closure(targets: readonly Target[], recipes: ReadonlyMap<string, Recipe>): Recipe[] {
  const order = new Set<Recipe>();
  const visit = (recipe: Recipe, way: readonly Recipe[]): void => {
    if (way.includes(recipe)) {
      const ring = [...way.slice(way.indexOf(recipe)), recipe].map(({ name }) => name).join(' -> ');
      throw usage(`The recipes depend on each other in a circle: ${ring}`, `配方循环依赖：${ring}`);
    }
    if (order.has(recipe)) return;
    for (const dependency of recipe.dependencies) {
      const other = recipes.get(dependency.recipe);
      if (other === undefined) {
        throw usage(
          `${recipe.name} is built on ${dependency.recipe}, which has no recipe`,
          `${recipe.name} 依赖 ${dependency.recipe}，但没有它的配方`,
        );
      }
      visit(other, [...way, recipe]);
    }
    order.add(recipe);
  };
  for (const { recipe } of targets) visit(recipe, []);
  return [...order];
}

/** The version that the user named for each recipe; two different ones for the same recipe are an error. */
function namedVersions(targets: readonly Target[]): Map<Recipe, { version: Version; word: string }> {
  const named = new Map<Recipe, { version: Version; word: string }>();
  for (const { recipe, version, word } of targets) {
    if (version === null) continue;
    const chosen = chooseVersion(recipe, version);
    const before = named.get(recipe);
    if (before !== undefined && before.version.name !== chosen.name) {
      throw usage(
        `${before.word} and ${word} cannot both be installed`,
        `${before.word} 与 ${word} 不能同时安装`,
      );
    }
    named.set(recipe, { version: chosen, word });
  }
  return named;
}

const activeDependencies = (recipe: Recipe, features: Readonly<Record<string, boolean>>): Dependency[] =>
  recipe.dependencies.filter(({ feature }) => feature === undefined || features[feature] === true);

const conditionHolds = (
  { when }: Breakage,
  features: Readonly<Record<string, boolean>>,
  versions: ReadonlyMap<string, Version>,
): boolean => {
  if (when.feature !== undefined) {
    const off = when.feature.startsWith('-');
    if ((features[when.feature.replace(/^-/, '')] ?? false) === off) return false;
  }
  return Object.entries(when.dependency ?? {}).every(([name, range]) => {
    const version = versions.get(name);
    return version !== undefined && fits(version, range);
  });
};

/**
 * What a user's words mean: the libraries to be had, those that others are built on first.
 * `targets`: `name[@version]`, `czmq` where there is none. `switches`: as --features takes them (`a`, `-b`,
 * `libzmq:drafts`). `settled`: release to take for a recipe whose version the user left to us, instead of the default.
 * Unknown names and versions, and demands that exclude each other, are SetupErrors (exit 2).
 */
export function resolve(
  recipes: ReadonlyMap<string, Recipe>,
  targets: readonly string[],
  switches: readonly string[] = [],
  settled: ReadonlyMap<string, string> = new Map(),
): readonly Resolved[] {
  const parsed = (targets.length === 0 ? ['czmq'] : targets).map((word) => parseTarget(word, recipes));
  const reached = closure(parsed, recipes);
  const wanted: Switches = parseSwitches(switches, reached, recipes);
  const named = namedVersions(parsed);
  const isNamed = new Set(parsed.map(({ recipe }) => recipe));

  // Users before what they are built on: their ranges decide the versions below them.
  const needed = new Set<Recipe>(isNamed);
  const demands = new Map<string, { range: string; by: string }[]>();
  const systems = new Map<string, Capability | undefined>();
  const versions = new Map<string, Version>();
  const features = new Map<Recipe, Readonly<Record<string, boolean>>>();
  for (const recipe of [...reached].reverse()) {
    if (!needed.has(recipe)) continue;
    const asked = demands.get(recipe.name) ?? [];
    const instead = settled.get(recipe.name);
    const version =
      named.get(recipe)?.version ??
      (instead === undefined ? newestIn(recipe, asked) : chooseVersion(recipe, instead));
    for (const { range, by } of asked) {
      if (fits(version, range)) continue;
      throw usage(
        `${by} needs ${recipe.name} ${range}, and ${recipe.name}@${version.name} was asked for`,
        `${by} 需要 ${recipe.name} ${range}，而指定的是 ${recipe.name}@${version.name}`,
      );
    }
    versions.set(recipe.name, version);
    const on = featuresOf(recipe, version, wanted);
    features.set(recipe, on);
    for (const dependency of activeDependencies(recipe, on)) {
      needed.add(recipes.get(dependency.recipe)!);
      const by = `${recipe.name} ${version.name}`;
      demands.set(dependency.recipe, [
        ...(demands.get(dependency.recipe) ?? []),
        { range: dependency.range, by },
      ]);
      if (!systems.has(dependency.recipe)) systems.set(dependency.recipe, dependency.system);
      else if (dependency.system === undefined) systems.set(dependency.recipe, undefined);
    }
  }

  return reached
    .filter((recipe) => needed.has(recipe))
    .map((recipe): Resolved => {
      const version = versions.get(recipe.name)!;
      const on = features.get(recipe)!;
      const chosen = Object.entries(recipe.features).filter(([name]) => on[name] === true);
      const release = version.release;
      return {
        recipe,
        version: version.name,
        release,
        semver: version.semver,
        pinned: release !== null,
        named: isNamed.has(recipe),
        features: on,
        dependencies: activeDependencies(recipe, on),
        system: isNamed.has(recipe) ? null : (systems.get(recipe.name) ?? null),
        needs: [...new Set(chosen.flatMap(([, feature]) => feature.needs ?? []))],
        provides: providesOf(
          recipe,
          release,
          chosen.map(([, feature]) => feature.provides ?? {}),
        ),
        breakages: recipe.breakages.filter(
          (breakage) =>
            version.semver !== null &&
            satisfies(version.semver, breakage.versions) &&
            conditionHolds(breakage, on, versions),
        ),
      };
    });
}

/** The recipe's own, replaced by the release's, and added to by each feature's. */
function providesOf(
  recipe: Recipe,
  release: RecipeVersion | null,
  added: readonly Partial<Provides>[],
): Provides {
  const base: Provides = { ...recipe.provides, ...release?.provides };
  const all = (key: keyof Provides) => [...(base[key] ?? []), ...added.flatMap((more) => more[key] ?? [])];
  return {
    sonames: all('sonames'),
    libraryFiles: all('libraryFiles'),
    staticLibraries: all('staticLibraries'),
    headers: all('headers'),
    pkgConfig: all('pkgConfig'),
    programs: all('programs'),
    symbolPrefixes: all('symbolPrefixes'),
    staticNeeds: all('staticNeeds'),
  };
}
