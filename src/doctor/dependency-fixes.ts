import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import { resolveNames } from '../facts/loader/resolve.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { libraryOfName } from '../facts/stack/libraries.ts';
import { installFix, reinstallFix } from './fixes.ts';
import { recipeOf } from './product-in.ts';
import { restoreFixes } from './restore.ts';

/** Which capability brings a library that others need, by the library's name. */
const BRINGS: readonly (readonly [RegExp, Capability])[] = [
  [/^libsodium$/, 'libsodium'],
  [/^libuuid$/, 'libuuid'],
  [/^liblz4$/, 'liblz4'],
  [/^libcurl/, 'libcurl'],
  [/^libmicrohttpd$/, 'libmicrohttpd'],
  [/^libsystemd$/, 'libsystemd'],
  [/^lib(nss|nspr|plc|plds|smime|ssl)\d?/, 'libnss'],
  [/^libbsd$/, 'libbsd'],
  [/^lib(gssapi|krb5)/, 'gssapi'],
  [/^libpgm/, 'libpgm'],
  [/^libnorm$/, 'libnorm'],
  [/^lib(stdc\+\+|gcc_s)/, 'c++-compiler'],
  [/^libzmq$/, 'libzmq'],
  [/^libczmq$/, 'libczmq'],
];

/**
 * Brings a library that another one needs: the package that owns its place, else the package that brings it, else the
 * one that needs it is built anew with what is here.
 */
export async function dependencyFixes(
  ask: Ask,
  scope: Scope,
  soname: string,
  neededBy: string,
): Promise<readonly Fix[]> {
  const library = libraryOfName(soname);
  const packages = ask.of(systemPackages);
  const folders = resolveNames(ask, [soname])?.system.defaultFolders ?? [];
  for (const folder of folders) {
    const owner = await packages?.owner(join(folder, soname));
    if (owner) return reinstallFix(ask, [owner.name]);
  }
  const rebuild =
    libraryOfName(neededBy) !== library && recipeOf(scope, libraryOfName(neededBy)) !== undefined;
  const capability = BRINGS.find(([pattern]) => pattern.test(library))?.[1];
  const names = capability === undefined ? [] : (packages?.manager.provides[capability] ?? []);
  if (names.length > 0 && capability !== undefined) {
    const installed = await packages?.installed(names);
    if (installed && names.every((name) => installed.has(name))) {
      // It is here, and under another soname: the one that asks for the old one must be built again.
      const later = rebuild ? await restoreFixes(ask, scope, libraryOfName(neededBy), [neededBy]) : [];
      return [...reinstallFix(ask, names), ...later];
    }
    return installFix(ask, [capability]);
  }
  return rebuild ? restoreFixes(ask, scope, libraryOfName(neededBy), [neededBy]) : [];
}
