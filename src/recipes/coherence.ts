import { valid, validRange } from 'semver';
import type { Recipe } from '../core/recipe.ts';
import { type Text, text } from '../core/text.ts';

/** What is wrong, and the path of keys to it; null where the text is no JSON at all. */
export interface Fault {
  readonly at: readonly string[] | null;
  readonly what: Text;
}

const noRange = (at: readonly string[], range: string): Fault => ({
  at,
  what: text(`"${range}" is no version range`, `"${range}" 不是版本范围`),
});

const nothing = (at: readonly string[], kind: Text, name: string): Fault => ({
  at,
  what: text(`there is no ${kind.en} "${name}"`, `没有名为 "${name}" 的${kind['zh-CN']}`),
});

const A_FEATURE = text('feature', '功能');
const A_RECIPE = text('recipe', '配方');

function versionFaults(recipe: Recipe): Fault[] {
  const faults: Fault[] = [];
  for (const version of Object.keys(recipe.versions)) {
    if (valid(version) === null) {
      faults.push({
        at: ['versions', version],
        what: text(`"${version}" is no version number`, `"${version}" 不是版本号`),
      });
    }
  }
  if (recipe.versions[recipe.default] === undefined) {
    faults.push({
      at: ['default'],
      what: text(
        `the default "${recipe.default}" is not among the versions`,
        `默认版本 "${recipe.default}" 不在版本列表中`,
      ),
    });
  }
  return faults;
}

function featureFaults(recipe: Recipe): Fault[] {
  const faults: Fault[] = [];
  for (const [name, feature] of Object.entries(recipe.features)) {
    if (feature.versions !== undefined && validRange(feature.versions) === null) {
      faults.push(noRange(['features', name, 'versions'], feature.versions));
    }
    for (const [index, other] of (feature.requires ?? []).entries()) {
      if (recipe.features[other] === undefined) {
        faults.push(nothing(['features', name, 'requires', String(index)], A_FEATURE, other));
      }
    }
  }
  return faults;
}

function dependencyFaults(recipe: Recipe, all: ReadonlyMap<string, Recipe>): Fault[] {
  const faults: Fault[] = [];
  for (const [index, dependency] of recipe.dependencies.entries()) {
    const at = (key: string) => ['dependencies', String(index), key];
    if (!all.has(dependency.recipe)) faults.push(nothing(at('recipe'), A_RECIPE, dependency.recipe));
    if (validRange(dependency.range) === null) faults.push(noRange(at('range'), dependency.range));
    if (dependency.feature !== undefined && recipe.features[dependency.feature] === undefined) {
      faults.push(nothing(at('feature'), A_FEATURE, dependency.feature));
    }
  }
  return faults;
}

function breakageFaults(recipe: Recipe): Fault[] {
  const faults: Fault[] = [];
  for (const [index, { versions, when }] of recipe.breakages.entries()) {
    const at = (...keys: string[]) => ['breakages', String(index), ...keys];
    if (validRange(versions) === null) faults.push(noRange(at('versions'), versions));
    if (when.compiler !== undefined && validRange(when.compiler.range) === null) {
      faults.push(noRange(at('when', 'compiler', 'range'), when.compiler.range));
    }
    for (const key of ['tool', 'dependency'] as const) {
      for (const [name, range] of Object.entries(when[key] ?? {})) {
        if (validRange(range) === null) faults.push(noRange(at('when', key, name), range));
      }
    }
    const feature = when.feature?.replace(/^-/, '');
    if (feature !== undefined && recipe.features[feature] === undefined) {
      faults.push(nothing(at('when', 'feature'), A_FEATURE, feature));
    }
  }
  return faults;
}

function nameFaults(recipe: Recipe, all: ReadonlyMap<string, Recipe>): Fault[] {
  return (recipe.aliases ?? []).flatMap((alias, index) => {
    const taken = [...all.values()].find(
      (other) => other.name === alias || (other !== recipe && other.aliases?.includes(alias)),
    );
    if (taken === undefined) return [];
    const what = text(
      `the alias "${alias}" is already a name of ${taken.name}`,
      `别名 "${alias}" 已是 ${taken.name} 的名称`,
    );
    return [{ at: ['aliases', String(index)], what }];
  });
}

/** What a schema cannot say: versions, ranges and names that refer to something. */
export const faultsOf = (recipe: Recipe, all: ReadonlyMap<string, Recipe>): readonly Fault[] => [
  ...versionFaults(recipe),
  ...featureFaults(recipe),
  ...dependencyFaults(recipe, all),
  ...breakageFaults(recipe),
  ...nameFaults(recipe, all),
];

/** A ring of dependencies, and the recipe that closes it; null where there is none. */
export function cycleIn(all: ReadonlyMap<string, Recipe>): { recipe: string; fault: Fault } | null {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): { recipe: string; fault: Fault } | null => {
    if (done.has(name)) return null;
    for (const [index, { recipe }] of all.get(name)!.dependencies.entries()) {
      const start = [...way, name].indexOf(recipe);
      if (start >= 0) {
        const ring = [...way.slice(start), name, recipe].join(' -> ');
        const what = text(`the recipes depend on each other in a circle: ${ring}`, `配方循环依赖：${ring}`);
        return { recipe: name, fault: { at: ['dependencies', String(index)], what } };
      }
      const found = visit(recipe, [...way, name]);
      if (found !== null) return found;
    }
    done.add(name);
    return null;
  };
  for (const name of all.keys()) {
    const found = visit(name, []);
    if (found !== null) return found;
  }
  return null;
}
