import type { Recipe } from '../../core/recipe.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { libc } from '../libc.ts';
import { type LibraryFile, libraryFiles, libraryName } from '../library-files.ts';
import { elfObjects } from '../loader/object.ts';
import { candidateFolders } from './folders.ts';
import { ownArchitecture } from './own-architecture.ts';
import { perScope } from './per-scope.ts';

/** The library that a soname or path belongs to: `libzmq`. */
export const libraryOfName = (name: string): string => {
  const file = name.slice(name.lastIndexOf('/') + 1);
  return libraryName(file)?.stem ?? file.replace(/\.so.*$/, '');
};

/** A library that the user's scope is about, and every copy of it on this machine. */
export interface StackLibrary {
  /** As findings name it: `libczmq`. */
  readonly name: string;
  readonly recipe: Recipe;
  /** pkg-config's name of it. */
  readonly module: string;
  /** The header that programs include. */
  readonly header: string;
  readonly copies: readonly LibraryFile[];
}

const stemOf = ({ name, provides }: Recipe): string => libraryName(provides.sonames[0] ?? '')?.stem ?? name;

/** What only a feature needs is looked at where the library on this machine really needs it, unless it is asked for. */
function recipesOf({ targets, recipes }: Scope): readonly Recipe[] {
  const optional = new Set(
    recipes.flatMap(({ dependencies }) =>
      dependencies.flatMap(({ recipe, feature }) => (feature === undefined ? [] : [recipe])),
    ),
  );
  return recipes.filter(({ name }) => !optional.has(name) || targets.includes(name));
}

/** The libraries of the scope, what others are built on first. */
export const stackLibraries = perScope((ask: Ask, scope: Scope): readonly StackLibrary[] => {
  const folders = candidateFolders(ask, scope);
  return recipesOf(scope).map((recipe) => {
    const name = stemOf(recipe);
    return {
      name,
      recipe,
      module: (recipe.provides.pkgConfig[0] ?? name).replace(/\.pc$/, ''),
      header: recipe.provides.headers[0] ?? '',
      copies: libraryFiles(ask, name, folders),
    };
  });
});

/** The C library that a shared library was built for; null where it does not tell. */
export function libcOf(ask: Ask, path: string): 'glibc' | 'musl' | null {
  const opened = ask.of(elfObjects)(path);
  const needed = (opened.ok && opened.object.elf.dynamic?.needed) || [];
  // musl's own name is libc.so; distributions call it libc.musl-ARCH.so.1.
  if (needed.some((name) => name === 'libc.so' || /^libc\.musl-|^ld-musl-/.test(name))) return 'musl';
  return needed.includes('libc.so.6') ? 'glibc' : null;
}

export type Misfit = 'fault' | 'architecture' | 'libc';

/** Why a shared copy is of no use to this machine's programs; null where it is. */
export function misfitOf(ask: Ask, copy: LibraryFile, architecture = ownArchitecture(ask)): Misfit | null {
  if (copy.fault !== null) return 'fault';
  if (architecture !== null && copy.architectures.length > 0 && !copy.architectures.includes(architecture))
    return 'architecture';
  const own = ask.of(libc)?.kind;
  const its = copy.format === 'elf' ? libcOf(ask, copy.path) : null;
  return own !== undefined && its !== null && its !== own ? 'libc' : null;
}

/** The soname that programs linked against a copy ask for: `libzmq.so.5` of `libzmq.so.5.2.5`, whatever can be read of it. */
export const sonameOf = ({ soname, name, version }: LibraryFile): string | null =>
  soname ??
  (version === null
    ? null
    : (/^(.*\.so)\./.exec(name)?.[1] ?? null) && `${name.split('.so.')[0]}.so.${version.split('.')[0]}`);

/**
 * The soname that this machine's programs need of a library: what its usable copies are called, else what its broken
 * ones would be, else what the recipe installs. Null where only static copies are here.
 */
export function wantedSoname(ask: Ask, { copies, recipe }: StackLibrary): string | null {
  const shared = copies.filter(({ linkage }) => linkage === 'shared');
  const usable = shared.filter((copy) => misfitOf(ask, copy) === null);
  const sonames = (usable.length > 0 ? usable : shared).flatMap((copy) => sonameOf(copy) ?? []);
  const known = recipe.provides.sonames.find((soname) => sonames.includes(soname));
  const highest = [...new Set(sonames)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  if (known !== undefined || highest !== undefined) return known ?? highest ?? null;
  const hasStatic = copies.some(({ linkage, fault }) => linkage === 'static' && fault === null);
  return shared.length === 0 && hasStatic ? null : (recipe.provides.sonames[0] ?? null);
}
