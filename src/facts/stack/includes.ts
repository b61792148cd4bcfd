import { wordsOfFragments } from '../../formats/pc/fragments.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { headerVersion } from '../header-version.ts';
import { join, trimmed } from '../loader/expand.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import { candidatePrefixes } from './folders.ts';
import { type StackLibrary, stackLibraries } from './libraries.ts';
import { perScope } from './per-scope.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A folder in which the compiler looks for headers, and who says so. */
export interface IncludeFolder {
  readonly path: string;
  /** A variable's name, `pkg-config`, or `default`. */
  readonly from: string;
}

/** A header as the compiler finds it. */
export interface FoundHeader extends IncludeFolder {
  /** The header's own path. */
  readonly file: string;
  /** By its macros; null where it does not tell. */
  readonly version: string | null;
}

/** A list of folders as gcc reads it (gcc(1), ENVIRONMENT): an empty entry is the working folder, an empty list is none. */
export const foldersOfList = ({ probe }: Ask, value: string | undefined): readonly string[] =>
  value ? value.split(':').map((entry) => (entry === '' ? probe.self.cwd : trimmed(entry))) : [];

/** `-I folder`, `-Ifolder` and their relatives among a variable's words. */
export function foldersOfFlags(
  words: string | undefined,
  flags: readonly string[] = ['-I', '-isystem', '-iquote'],
): readonly string[] {
  const list = (words ?? '').trim().split(/\s+/);
  return list.flatMap((word, index) => {
    if (flags.includes(word))
      return list[index + 1] === undefined ? [] : [trimmed(list[index + 1] as string)];
    const flag = flags.find((one) => word.startsWith(one) && word.length > one.length);
    return flag === undefined ? [] : [trimmed(word.slice(flag.length))];
  });
}

/** What compilers search by themselves: gcc's cpp manual, "Search Path"; Debian's multiarch; Apple's clang. */
export function defaultIncludes({ probe }: Ask): readonly string[] {
  if (probe.self.os === 'freebsd') return ['/usr/include'];
  const names = probe.readdir('/usr/include');
  const multiarch = (names.ok ? names.value : []).filter((name) => /^\w+-linux-(gnu|musl)\w*$/.test(name));
  return ['/usr/local/include', ...multiarch.map((name) => `/usr/include/${name}`), '/usr/include'];
}

/**
 * The folders in the order in which gcc takes them (gcc(1), "Directory Search"): -I, then CPATH, then the language's own
 * variable, then its own. A folder of its own that is named with -I keeps its place at the end.
 */
export function includeFolders(ask: Ask, env: Env, pcFlags: readonly string[]): readonly IncludeFolder[] {
  const own = defaultIncludes(ask);
  const from = (source: string, folders: readonly string[]): IncludeFolder[] =>
    folders.filter((path) => !own.includes(path)).map((path) => ({ path, from: source }));
  return [
    ...['CPPFLAGS', 'CFLAGS'].flatMap((name) => from(name, foldersOfFlags(env[name]))),
    ...from('pkg-config', foldersOfFlags(pcFlags.join(' '))),
    ...['CPATH', 'C_INCLUDE_PATH'].flatMap((name) => from(name, foldersOfList(ask, env[name]))),
    ...own.map((path) => ({ path, from: 'default' })),
  ];
}

/** The header's version: of czmq it stands in a header that the main one includes from its own folder. */
export function versionAt(ask: Ask, { recipe }: StackLibrary, folder: string): string | null {
  const [main = '', ...others] = recipe.provides.headers;
  const candidates = [main, ...others.filter((name) => /version|library/.test(name))];
  return (
    candidates.map((name) => headerVersion(ask.probe, join(folder, name))).find((one) => one !== null) ?? null
  );
}

export interface HeaderView {
  readonly library: string;
  readonly header: string;
  readonly found: FoundHeader | null;
  /** All folders in which the compiler looks, in its order. */
  readonly folders: readonly string[];
  /** Found without this variable, where another one (or none) is. */
  readonly without: (variable: string) => FoundHeader | null;
  /** Where it lies although no compiler looks there. */
  readonly elsewhere: string | null;
}

export const VARIABLES = ['CPPFLAGS', 'CFLAGS', 'CPATH', 'C_INCLUDE_PATH'] as const;

/** COMPILE: the header that a C compiler with pkg-config's flags would take for each library, read from files. */
export const headerViews = perScope((ask: Ask, scope: Scope): readonly HeaderView[] => {
  const { probe } = ask;
  const libraries = stackLibraries(ask, scope);
  const pcFlags = libraries.flatMap(({ module }) => {
    const { found, cflags } = pkgConfigReport(ask, module);
    return cflags.ok ? cflags.words : found === null ? [] : wordsOfFragments(found.cflags);
  });
  // The preprocessor passes over a folder of that name (gcc, libcpp/files.cc).
  const isFile = (path: string): boolean => {
    const stat = probe.stat(path);
    return stat.ok && stat.value.kind === 'file';
  };
  const find = (library: StackLibrary, folders: readonly IncludeFolder[]): FoundHeader | null => {
    const folder = folders.find(({ path }) => isFile(join(path, library.header)));
    return folder === undefined
      ? null
      : { ...folder, file: join(folder.path, library.header), version: versionAt(ask, library, folder.path) };
  };
  const plain = includeFolders(ask, probe.env, pcFlags);
  return libraries.map((library): HeaderView => {
    const elsewhere = candidatePrefixes(ask, scope)
      .map((prefix) => join(prefix, `include/${library.header}`))
      .find(isFile);
    return {
      library: library.name,
      header: library.header,
      found: find(library, plain),
      folders: plain.map(({ path }) => path),
      without: (variable) =>
        find(library, includeFolders(ask, { ...probe.env, [variable]: undefined }, pcFlags)),
      elsewhere: elsewhere ?? null,
    };
  });
});
