import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { dpkg } from '../facts/dpkg.ts';
import { leadsTo } from '../facts/leads-to.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { prefixOf } from '../facts/stack/folders.ts';
import { type StackLibrary, stackLibraries } from '../facts/stack/libraries.ts';
import { runViews } from '../facts/stack/run.ts';
import { releaseOf } from '../facts/stack/versions.ts';
import { isInstalled } from '../formats/dpkg-status.ts';
import { clearedWay } from './cleared-way.ts';
import { installFix, reinstallFix } from './fixes.ts';
import { lostTogether } from './lost-together.ts';
import { manifestOf, productIn, recipeOf } from './product-in.ts';

/** Of dpkg's packages of this name only one for another architecture is installed. */
function isForeign(ask: Ask, name: string): boolean {
  const state = ask.of(dpkg);
  const here = (state?.packages ?? []).filter((one) => one.name === name && isInstalled(one));
  return (
    here.length > 0 &&
    here.every(({ architecture }) => architecture !== 'all' && architecture !== state?.architecture)
  );
}

/** Installs a library with our own engine, which asks for root by itself where it must. */
function engineFix(ask: Ask, target: string, prefix: string): Fix {
  return {
    title: text(`Install ${target} into ${prefix} again`, `将 ${target} 重新安装到 ${prefix}`),
    commands: [[...ask.probe.self.command, 'install', '--yes', '--force', target, '--prefix', prefix]],
    needsRoot: false,
    automatic: true,
    risk: 'moderate',
  };
}

/** Brings a named release of a library to the prefix that a file is in; beside the system's own it goes to the user's. */
export function releaseFix(
  ask: Ask,
  scope: Scope,
  { recipe }: StackLibrary,
  version: string,
  file: string,
): Fix {
  const prefix = prefixOf(folderOf(file));
  const system = ['/', '/usr'].includes(prefix);
  return engineFix(ask, `${recipe.name}@${version}`, system ? scope.prefix : prefix);
}

/** Which version of a library stood, or stands, in a prefix, as far as a recipe knows it. */
function versionIn(ask: Ask, scope: Scope, library: string, paths: readonly string[]): string | null {
  const one = stackLibraries(ask, scope).find(({ name }) => name === library);
  const found = one && paths.map((path) => releaseOf(ask, one, path)).find((release) => release !== null);
  return found && Object.hasOwn(one.recipe.versions, found.version) ? found.version : null;
}

/**
 * Puts a library's files back the way they came: by our engine what our manifest knows, by its package what a package
 * owns, and what somebody installed by hand by our engine at the same place. `paths`: files of it, gone ones too.
 */
export async function restoreFixes(
  ask: Ask,
  scope: Scope,
  library: string,
  paths: readonly string[],
): Promise<readonly Fix[]> {
  const recipe = recipeOf(scope, library);
  const prefixes = [...new Set([...paths.map((path) => prefixOf(folderOf(path))), scope.prefix])];
  for (const prefix of prefixes) {
    const product = productIn(ask, scope, library, prefix);
    const known = product && recipe && Object.hasOwn(recipe.versions, product.version);
    if (product) return [engineFix(ask, known ? `${product.name}@${product.version}` : product.name, prefix)];
  }
  const packages = ask.of(systemPackages);
  for (const path of paths) {
    // A link for developers and the file that it leads to, or should, come in two packages.
    const owners = await Promise.all(
      [...new Set([path, ...leadsTo(ask, path)])].map((one) => packages?.owner(one)),
    );
    const names = [...new Set(owners.flatMap((owner) => owner?.name ?? []))];
    if (names.length > 0)
      return names.some((name) => isForeign(ask, name))
        ? installFix(ask, [library as Capability])
        : reinstallFix(ask, names);
  }
  const [prefix = scope.prefix] = prefixes;
  if (recipe === undefined) return [];
  const system = ['/', '/usr'].includes(prefix);
  const version = versionIn(ask, scope, library, paths);
  return [
    engineFix(
      ask,
      version === null ? recipe.name : `${recipe.name}@${version}`,
      system ? scope.prefix : prefix,
    ),
  ];
}

/** Packages of a library that dpkg takes for installed. */
function believedInstalled(ask: Ask, library: string): readonly string[] {
  const names = new RegExp(`^${library}([-\\d]|$)`);
  const state = ask.of(dpkg);
  const known = (state?.packages ?? []).filter((one) => isInstalled(one) && names.test(one.name));
  return [...new Set(known.map(({ name }) => name))].filter((name) => !isForeign(ask, name));
}

/**
 * Brings a library that is not there: from where the rest of the stack came from, and where that does not help the other
 * way, by our engine or by packages.
 */
export async function bringFixes(ask: Ask, scope: Scope, library: string): Promise<readonly Fix[]> {
  const recipe = recipeOf(scope, library);
  if (recipe === undefined) return [];
  const packaged = installFix(ask, [library as Capability]);
  const others = stackLibraries(ask, scope).filter(({ name }) => name !== library);
  if (productIn(ask, scope, library, scope.prefix) === null) {
    // Its packages are installed, and somebody took files of theirs away.
    const lost = believedInstalled(ask, library);
    if (lost.length > 0) return reinstallFix(ask, lost);
    for (const { copies } of others) {
      const path = copies.find(({ fault }) => fault === null)?.path;
      const owner = path === undefined ? null : await ask.of(systemPackages)?.owner(path);
      if (owner && packaged.length > 0) return packaged;
    }
  }
  const prefix = prefixFor(ask, scope, others);
  const product = productIn(ask, scope, library, prefix);
  const known = product && Object.hasOwn(recipe.versions, product.version);
  return [engineFix(ask, known ? `${product.name}@${product.version}` : recipe.name, prefix), ...packaged];
}

/** The prefix in which the rest of the stack is, else the one of the user's choice. */
function prefixFor(ask: Ask, scope: Scope, others: readonly StackLibrary[]): string {
  if (manifestOf(ask, scope.prefix) !== null) return scope.prefix;
  const prefix = others
    .flatMap(({ copies }) =>
      copies.filter(({ fault }) => fault === null).map(({ folder }) => prefixOf(folder)),
    )
    .find((one) => !['/', '/usr'].includes(one) && ask.probe.access(one, 'read'));
  return prefix ?? scope.prefix;
}

/**
 * Brings a file that only building needs and that is gone (`places`: where it would be): the package that has it on its
 * list is put back; of a packaged library the development package is installed; others are installed again as they came.
 */
export async function developmentFixes(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  places: readonly string[],
): Promise<readonly Fix[]> {
  const fixes = await bringDevelopment(ask, scope, library, places);
  return fixes.map((fix) => clearedWay(ask, fix, places));
}

async function bringDevelopment(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  places: readonly string[],
): Promise<readonly Fix[]> {
  const packages = ask.of(systemPackages);
  for (const place of places) {
    const owner = await packages?.owner(place);
    if (owner) return reinstallFix(ask, lostTogether(ask, owner.name, place));
  }
  const run = runViews(ask, scope).find((view) => view.library === library.name)?.path;
  const sound = library.copies.filter(({ fault }) => fault === null).map(({ path }) => path);
  const paths = [...new Set([...(run ? [run] : []), ...sound])];
  for (const path of paths.slice(0, 2)) {
    const owner = await packages?.owner(path);
    const fix = owner ? installFix(ask, [library.name as Capability]) : [];
    if (fix.length > 0) return fix;
  }
  return restoreFixes(ask, scope, library.name, paths);
}
