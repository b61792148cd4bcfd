import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import type { Recipe } from '../core/recipe.ts';
import { text } from '../core/text.ts';
import { fits, type Version } from './version.ts';

/** What was said about features: recipe and feature to on or off. The last word counts. */
export type Switches = ReadonlyMap<Recipe, ReadonlyMap<string, boolean>>;

const unknown = (word: string, candidates: readonly string[]): SetupError => {
  const near = nearest(word, candidates);
  const list = candidates.join(', ');
  return new SetupError(EXIT.usage, text(`Unknown feature: ${word}`, `未知的功能：${word}`), {
    hint: text(
      `${near === null ? '' : `Did you mean ${near}? `}Known features: ${list}`,
      `${near === null ? '' : `是否想输入 ${near}？`}已知的功能：${list}`,
    ),
  });
};

/**
 * Reads the words of --features: `drafts` (all libraries of the plan that know it), `-curve`, `libzmq:drafts`. A feature
 * that none of the plan's libraries has is a SetupError (exit 2).
 */
export function parseSwitches(
  words: readonly string[],
  plan: readonly Recipe[],
  recipes: ReadonlyMap<string, Recipe>,
): Switches {
  const switches = new Map<Recipe, Map<string, boolean>>();
  const candidates = [...new Set(plan.flatMap(({ features }) => Object.keys(features)))];
  for (const word of words.flatMap((list) => list.split(',')).map((part) => part.trim())) {
    if (word === '') continue;
    const [, sign1, owner, sign2, feature] = /^([+-]?)(?:([^:]*):)?([+-]?)(.*)$/.exec(word)!;
    const on = sign1 !== '-' && sign2 !== '-';
    const among =
      owner === undefined
        ? plan
        : plan.filter((recipe) => recipe.name === owner || recipe.aliases?.includes(owner));
    const having = among.filter(({ features }) => Object.hasOwn(features, feature!));
    if (having.length === 0) {
      const elsewhere = [...recipes.values()].find(
        (recipe) => !plan.includes(recipe) && Object.hasOwn(recipe.features, feature!),
      );
      if (elsewhere === undefined || owner !== undefined)
        throw unknown(word.replace(/^[+-]/, ''), candidates);
      throw new SetupError(
        EXIT.usage,
        text(
          `${feature} is a feature of ${elsewhere.name}, which is not installed here`,
          `${feature} 是 ${elsewhere.name} 的功能，而此次不安装它`,
        ),
      );
    }
    for (const recipe of having) {
      const known = switches.get(recipe) ?? new Map<string, boolean>();
      switches.set(recipe, known.set(feature!, on));
    }
  }
  return switches;
}

/**
 * Every feature that this version knows, on or off. Asking for one that it does not know, or that has no effect without
 * another which is off, is a SetupError (exit 2): nothing that was asked for is left out in silence.
 */
export function featuresOf(
  recipe: Recipe,
  version: Version,
  switches: Switches,
): Readonly<Record<string, boolean>> {
  const said = switches.get(recipe);
  const features: Record<string, boolean> = {};
  for (const [name, feature] of Object.entries(recipe.features)) {
    const asked = said?.get(name);
    if (feature.versions === undefined || fits(version, feature.versions)) {
      features[name] = asked ?? feature.default;
    } else if (asked === true) {
      throw new SetupError(
        EXIT.usage,
        text(
          `${recipe.name} ${version.name} does not know the feature ${name}; it came with ${feature.versions}`,
          `${recipe.name} ${version.name} 没有功能 ${name}；它自 ${feature.versions} 起才有`,
        ),
      );
    }
  }
  for (const [name, { requires = [] }] of Object.entries(recipe.features)) {
    const off = features[name] === true ? requires.filter((other) => features[other] !== true) : [];
    if (off.length === 0) continue;
    throw new SetupError(
      EXIT.usage,
      text(
        `${recipe.name}'s feature ${name} has no effect without ${off.join(', ')}`,
        `${recipe.name} 的功能 ${name} 在没有 ${off.join('、')} 时不起作用`,
      ),
      { hint: text(`--features ${[...off, name].join(',')}`, `--features ${[...off, name].join(',')}`) },
    );
  }
  return features;
}
