import { basename, join } from 'node:path';
import type { Recipe } from '../../core/recipe.ts';
import type { Ask } from '../../facts/ask.ts';
import { headerVersion } from '../../facts/header-version.ts';
import { type LibraryFile, librariesIn, libraryName } from '../../facts/library-files.ts';
import type { Probe } from '../../host/host.ts';
import type { Place } from './places.ts';

/** A file by which an installed library is used. Several names of one file (links) are one. */
export interface CopyFile {
  readonly kind: 'shared' | 'static' | 'header' | 'pkg-config';
  /** The name that its users ask for: `libzmq.so.5`, not `libzmq.so.5.2.5`. */
  readonly path: string;
  /** Without links; null where a link leads nowhere. */
  readonly real: string | null;
  /** Of the library as a whole (`4.3.5`); null where this file does not tell. */
  readonly version: string | null;
  /** Shared libraries only. */
  readonly soname: string | null;
}

/** One library in one place. */
export interface Copy {
  readonly root: string;
  readonly files: readonly CopyFile[];
}

const isThere = (probe: Probe, path: string): boolean => probe.lstat(path).ok;
const realOf = (probe: Probe, path: string): string | null => {
  const real = probe.realpath(path);
  return real.ok ? real.value : null;
};

/** The release that brings a shared library of this file name: `libzmq.so.5.2.5` is 4.3.5's. */
function releaseOf(recipe: Recipe, file: string): string | null {
  const releases = Object.entries(recipe.versions).filter(([, { provides }]) =>
    (provides?.libraryFiles ?? recipe.provides.libraryFiles).includes(file),
  );
  return releases.length === 1 ? releases[0]![0] : null;
}

/** One entry for each real file: the shared one by its soname, which is what programs ask for. */
function libraryEntries(recipe: Recipe, found: readonly LibraryFile[]): CopyFile[] {
  const kinds = { shared: 'shared', static: 'static' } as const;
  const entries = new Map<string, CopyFile>();
  for (const { name, path, linkage, file, identity, soname } of found) {
    if (linkage === 'libtool') continue;
    const key = identity ?? path;
    if (entries.has(key) && name !== soname) continue;
    const version = file === null ? null : releaseOf(recipe, basename(file));
    entries.set(key, { kind: kinds[linkage], path, real: file, version, soname });
  }
  return [...entries.values()];
}

/** The header that programs include, with the version from whichever of the library's headers holds it. */
function headerEntry(probe: Probe, recipe: Recipe, folder: string): CopyFile[] {
  const [main = '', ...others] = recipe.provides.headers;
  const path = join(folder, main);
  if (!isThere(probe, path)) return [];
  const named = others.filter((name) => /version|library/.test(name));
  const version = [main, ...named]
    .map((name) => headerVersion(probe, join(folder, name)))
    .find((one) => one !== null);
  return [{ kind: 'header', path, real: realOf(probe, path), version: version ?? null, soname: null }];
}

/** pc(5): a version without variables, as all of these have. */
function pkgConfigEntry(probe: Probe, path: string): CopyFile[] {
  if (!isThere(probe, path)) return [];
  const content = probe.readText(path, 1024 * 1024);
  const version = content.ok ? /^Version:[ \t]*([\w.+~-]+)[ \t]*$/m.exec(content.value)?.[1] : undefined;
  return [{ kind: 'pkg-config', path, real: realOf(probe, path), version: version ?? null, soname: null }];
}

/** Every copy of a recipe's library in these places; a place that has none of its files is left out. */
export function copiesOf(ask: Ask, recipe: Recipe, places: readonly Place[]): readonly Copy[] {
  const { probe } = ask;
  const { sonames, pkgConfig } = recipe.provides;
  const stems = sonames.flatMap((soname) => libraryName(soname)?.stem ?? []);
  const seen = new Set<string>();
  /** One folder under two names (lib64 -> lib) is looked at once. */
  const fresh = (folder: string): boolean => {
    const key = realOf(probe, folder);
    if (key === null || seen.has(key)) return false;
    seen.add(key);
    return true;
  };
  return places.flatMap(({ root, libraries, headers, pkgConfig: folders }) => {
    const files = [
      ...libraries.filter(fresh).flatMap((folder) => libraryEntries(recipe, librariesIn(ask, folder, stems))),
      ...headers.filter(fresh).flatMap((folder) => headerEntry(probe, recipe, folder)),
      ...folders
        .filter(fresh)
        .flatMap((folder) => pkgConfig.flatMap((name) => pkgConfigEntry(probe, join(folder, name)))),
    ];
    return files.length === 0 ? [] : [{ root, files }];
  });
}
