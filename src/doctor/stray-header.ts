import type { Fix } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { folderOf, join } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { candidatePrefixes, prefixOf } from '../facts/stack/folders.ts';
import { defaultIncludes, versionAt } from '../facts/stack/includes.ts';
import type { StackLibrary } from '../facts/stack/libraries.ts';
import { lackingIn, seriesOf } from '../facts/stack/versions.ts';
import { asideFix } from './fixes.ts';
import { productIn } from './product-in.ts';

/** Folders that may hold another header of the library: the compiler's own, and those of prefixes that the doctor knows of. */
const includesOf = (ask: Ask, scope: Scope): readonly string[] => [
  ...defaultIncludes(ask),
  ...candidatePrefixes(ask, scope).map((prefix) => join(prefix, 'include')),
];

/** A header elsewhere promises no more than the library has: then it is the one in front that does not belong to it. */
export const hasBetterHeader = (
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  header: string,
  lib: string,
): boolean =>
  includesOf(ask, scope)
    .map((folder) => join(folder, library.header))
    .some(
      (path) => path !== header && ask.probe.stat(path).ok && lackingIn(ask, library, path, lib).length === 0,
    );

/**
 * Of two headers the wrong one is in front, and nobody answers for it: no package, no installation of ours. With it out
 * of the way the compiler takes the one that belongs to the library. [] where that is not so.
 */
export async function strayHeaderFix(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  header: string,
  lib: { readonly path: string; readonly version: string | null },
): Promise<readonly Fix[]> {
  const folders = defaultIncludes(ask);
  const at = folders.indexOf(folderOf(header));
  if (at < 0 || productIn(ask, scope, library.name, prefixOf(folderOf(header))) !== null) return [];
  const meant = folders.slice(at + 1).find((folder) => ask.probe.stat(join(folder, library.header)).ok);
  const version = meant === undefined ? null : versionAt(ask, library, meant);
  if (meant === undefined || version === null || lib.version === null) return [];
  const fits =
    seriesOf(version) === seriesOf(lib.version) &&
    lackingIn(ask, library, join(meant, library.header), lib.path).length === 0;
  if (!fits || (await ask.of(systemPackages)?.owner(header))) return [];
  return [asideFix(ask, header)];
}
