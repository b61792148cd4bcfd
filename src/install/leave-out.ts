import { type Text, text } from '../core/text.ts';
import type { Resolved } from '../recipes/resolve.ts';
import type { Machine, Wish } from './input.ts';
import type { Manifest } from './manifest.ts';
import { missingOn } from './needs.ts';
import { whyNotInstallable } from './refuse-missing.ts';

/** Recipe -> its features that are on by default and stay out, because the system library that they need cannot be had. */
export type LeftOut = ReadonlyMap<string, readonly string[]>;

type Asked = Readonly<Record<string, boolean>>;

/** The user named it, with or without its library: `uuid`, `czmq:uuid`. */
const isAsked = (asked: Asked, recipe: string, feature: string): boolean =>
  asked[feature] !== undefined || asked[`${recipe}:${feature}`] !== undefined;

/**
 * Default features whose system library is not here and cannot be installed by this run. A user without privileges gets
 * the library without them and is told; what he named himself is never left out.
 */
export function withoutSystemLibrary(
  libraries: readonly Resolved[],
  machine: Machine,
  request: Wish & { readonly features: Asked },
): LeftOut {
  const out = new Map<string, readonly string[]>();
  for (const { recipe, features } of libraries) {
    const names = Object.entries(recipe.features)
      .filter(([name, { needs = [] }]) => {
        if (features[name] !== true || isAsked(request.features, recipe.name, name)) return false;
        return whyNotInstallable(missingOn(machine, needs), machine, request) !== null;
      })
      .map(([name]) => name);
    if (names.length > 0) out.set(recipe.name, names);
  }
  return out;
}

/** What the last install of this prefix left out. */
export const leftOutBefore = (manifest: Manifest | null): LeftOut =>
  new Map((manifest?.products ?? []).map(({ name, leftOut = [] }) => [name, leftOut]));

/** Of what was left out: what this version still has on by default, and the user does not speak of. */
export const stillLeftOut = (resolved: readonly Resolved[], before: LeftOut, asked: Asked): LeftOut =>
  new Map(
    resolved
      .map(({ recipe, features }): [string, readonly string[]] => [
        recipe.name,
        (before.get(recipe.name) ?? []).filter(
          (name) => features[name] === true && !isAsked(asked, recipe.name, name),
        ),
      ])
      .filter(([, names]) => names.length > 0),
  );

export const merged = (one: LeftOut, other: LeftOut): LeftOut =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((name) => [
      name,
      [...new Set([...(one.get(name) ?? []), ...(other.get(name) ?? [])])],
    ]),
  );

/** As `--features` takes them. */
export const switchesOff = (leftOut: LeftOut): readonly string[] =>
  [...leftOut].flatMap(([recipe, names]) => names.map((name) => `-${recipe}:${name}`));

export const notesOf = (leftOut: LeftOut): readonly Text[] =>
  [...leftOut].flatMap(([recipe, names]) =>
    names.map((name) =>
      text(
        `${recipe} is built without ${name}: what it needs is not here and cannot be installed. To insist: --features ${name}`,
        `${recipe} 将不含 ${name} 功能：所需的库不在本机且无法安装。若必须要：--features ${name}`,
      ),
    ),
  );
