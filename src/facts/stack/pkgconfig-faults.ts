import type { Fragment } from '../../formats/pc/fragments.ts';
import type { PcModule } from '../../formats/pc/module.ts';
import { satisfies } from '../../formats/pc/version.ts';
import type { Ask, Fact } from '../ask.ts';
import type { Scope } from '../check.ts';
import { libraryName } from '../library-files.ts';
import { join } from '../loader/expand.ts';
import { type PcReport, pkgConfigSearch } from '../pkgconfig.ts';
import { candidatePrefixes } from './folders.ts';
import { includeFolders } from './includes.ts';
import { type StackLibrary, stackLibraries } from './libraries.ts';
import { linkFolders } from './link-folders.ts';
import type { PkgConfigFault } from './pkgconfig-fault.ts';

const dataOf = (fragments: readonly Fragment[], type: string): readonly string[] =>
  fragments.flatMap((fragment) => (fragment.type === type ? [fragment.data.trim()] : []));

/** Parts of the C library and of the compilers: who lacks these lacks a compiler. */
const OF_THE_COMPILER = /^(c|m|rt|dl|pthread|util|resolv|nsl|crypt|socket|atomic|gcc\w*|stdc\+\+|c\+\+\w*)$/;

/** Whether `-lNAME` finds a file in these folders or in the linker's own. Where those are not known all is found. */
const linkable: Fact<(name: string, folders: readonly string[]) => boolean> = {
  id: 'linkable',
  read(ask) {
    const { probe } = ask;
    const own = linkFolders(ask);
    const isKnown = probe.self.os === 'linux' && probe.stat('/usr/lib').ok;
    const has = (folder: string, name: string): boolean =>
      ['.so', '.a'].some((extension) => probe.lstat(join(folder, `lib${name}${extension}`)).ok);
    return (name, folders) => !isKnown || [...folders, ...own].some((folder) => has(folder, name));
  },
};

const isFolder = ({ probe }: Ask, path: string): boolean => {
  const stat = probe.stat(path);
  return stat.ok && stat.value.kind === 'directory';
};

/** What a module's own flags name and is not there (pc(5): Cflags, Libs). */
function staleIn(
  ask: Ask,
  library: StackLibrary,
  module: PcModule,
  system: readonly string[],
): PkgConfigFault | null {
  const stale = (gone: string, what: 'include' | 'library'): PkgConfigFault => ({
    kind: 'stale',
    module: library.module,
    path: module.file,
    gone,
    what,
  });
  const includes = dataOf(module.cflags, 'I');
  const folders = dataOf(module.libs, 'L');
  const lostInclude = includes.find((folder) => !isFolder(ask, folder));
  const lostFolder = folders.find((folder) => !isFolder(ask, folder));
  if (lostFolder !== undefined) return stale(lostFolder, 'library');
  if (lostInclude !== undefined) return stale(lostInclude, 'include');
  const linked = ask.of(linkable);
  const unknown = dataOf(module.libs, 'l').find(
    (name) => `lib${name}` !== library.name && !OF_THE_COMPILER.test(name) && !linked(name, folders),
  );
  if (unknown !== undefined) return stale(`lib${unknown}.so`, 'library');
  // Whatever folder it names, a linker that finds the library among its own is content.
  if (linked(library.name.replace(/^lib/, ''), [])) return null;
  const [folder] = folders;
  if (folder === undefined || system.includes(folder)) return null;
  const names = ask.probe.readdir(folder);
  const isHere = !names.ok || names.value.some((name) => libraryName(name)?.stem === library.name);
  const elsewhere = folders.slice(1).some((other) => {
    const more = ask.probe.readdir(other);
    return more.ok && more.value.some((name) => libraryName(name)?.stem === library.name);
  });
  return isHere || elsewhere ? null : stale(`${folder}/${library.name}.*`, 'library');
}

/** A variable of nearly this name that holds the folder: `KG_CONFIG_PATH`. */
function mistypedVariable({ probe }: Ask, folder: string): string | null {
  const names = Object.entries(probe.env).filter(
    ([name, value]) =>
      /PKG|CONFIG/i.test(name) &&
      name !== 'PKG_CONFIG_PATH' &&
      !name.startsWith('PKG_CONFIG_') &&
      value?.split(':').some((one) => one.replace(/\/+$/, '') === folder),
  );
  return names[0]?.[0] ?? null;
}

/** Folders in which a module's file may lie that nobody searches. */
function unsearched(ask: Ask, scope: Scope, { module, copies }: StackLibrary): string | null {
  const { probe } = ask;
  const folders = [
    ...candidatePrefixes(ask, scope).flatMap((prefix) => [
      `${prefix}/lib`,
      `${prefix}/lib64`,
      `${prefix}/share`,
    ]),
    ...copies.map(({ folder }) => folder),
    '/usr/local/lib',
    '/usr/local/lib64',
    '/usr/local/share',
    '/usr/lib',
    '/usr/lib64',
    '/usr/share',
  ];
  const file = [...new Set(folders)]
    .map((folder) => join(folder, `pkgconfig/${module}.pc`))
    .find((path) => probe.stat(path).ok);
  return file ?? null;
}

/** What keeps pkg-config's answer for a library from being of use: the first thing only, since the others follow. */
export function faultsIn(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  report: PcReport,
): readonly PkgConfigFault[] {
  const { module } = library;
  const unusable = report.files.find(({ read }) => !read.ok);
  if (report.found === null) {
    if (unusable !== undefined && !unusable.read.ok)
      return [
        { kind: 'unusable', module, path: unusable.path, detail: unusable.read.detail || unusable.read.why },
      ];
    const path = unsearched(ask, scope, library);
    const folder = path?.replace(/\/[^/]*$/, '');
    return path && folder !== undefined
      ? [{ kind: 'folder', module, path, folder, mistyped: mistypedVariable(ask, folder) }]
      : [{ kind: 'missing', module, folders: ask.of(pkgConfigSearch).folders.map((one) => one.path) }];
  }
  const stale = staleIn(ask, library, report.found, ['/usr/lib', '/lib']) ?? leftOut(ask, library, report);
  if (stale !== null) return [stale];
  // pkg-config follows private requirements for compiler flags, so that one that is missing fails every build.
  const unmet = report.cflags.unmet.length > 0 ? report.cflags.unmet : report.libs.unmet;
  const own = stackLibraries(ask, scope).map((one) => one.module);
  return unmet.flatMap(({ requirement, requiredBy, found, why }): PkgConfigFault[] => {
    if (why === 'version')
      return [
        {
          kind: 'too-old',
          module: requirement.module,
          requiredBy: requiredBy ?? module,
          found: found ?? '',
          wanted: `${requirement.comparison} ${requirement.version}`,
          meets: (version) => satisfies(version, requirement.comparison, requirement.version),
        },
      ];
    // A library of the scope says itself that its module is missing.
    if (own.includes(requirement.module) && requirement.module !== module) return [];
    return [
      {
        kind: 'requirement',
        module: requirement.module,
        requiredBy: requiredBy ?? module,
        path: report.found?.file ?? '',
      },
    ];
  });
}

/** Folders that PKG_CONFIG_SYSTEM_*_PATH calls the compiler's own (pkgconf(1)), and that hold what only they lead to. */
function leftOut(ask: Ask, { module, name, header }: StackLibrary, report: PcReport): PkgConfigFault | null {
  const { found, cflags, libs } = report;
  if (found === null || !cflags.ok || !libs.ok) return null;
  const { probe } = ask;
  const holds = (folder: string, file: string) => probe.stat(join(folder, file)).ok;
  const own = [
    {
      said: dataOf(found.libs, 'L'),
      kept: libs.words,
      defaults: linkFolders(ask),
      files: [`${name}.so`, `${name}.a`],
    },
    {
      said: dataOf(found.cflags, 'I'),
      kept: cflags.words,
      defaults: includeFolders(ask, probe.env, []).map(({ path }) => path),
      files: [header],
    },
  ];
  for (const { said, kept, defaults, files } of own) {
    if (defaults.some((folder) => files.some((file) => holds(folder, file)))) continue;
    const folder = said.find(
      (one) => files.some((file) => holds(one, file)) && !kept.some((word) => word.slice(2) === one),
    );
    if (folder !== undefined) return { kind: 'left-out', module, path: found.file, folder };
  }
  return null;
}
