import { readArchive } from '../../formats/ar.ts';
import { slice } from '../../formats/bytes.ts';
import { readElf } from '../../formats/elf/elf.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import { LARGEST_SCRIPT, parseLinkerScript } from '../../formats/linker-script.ts';
import { wordsOfFragments } from '../../formats/pc/fragments.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { type LibraryFile, librariesIn } from '../library-files.ts';
import { folderOf, join } from '../loader/expand.ts';
import { elfObjects } from '../loader/object.ts';
import { openFile } from '../open-file.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import type { RunFault } from './fault.ts';
import { foldersOfFlags, foldersOfList } from './includes.ts';
import { misfitOf, type StackLibrary, stackLibraries } from './libraries.ts';
import { libraryOfName, ofCopy, realFileOf } from './missing.ts';
import { ownArchitecture } from './own-architecture.ts';
import { perScope } from './per-scope.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface LinkFolder {
  readonly path: string;
  /** A variable's name, `pkg-config`, or `default`. */
  readonly from: string;
}

/** The file that `-lNAME` stands for. */
export interface LinkTaken extends LinkFolder {
  readonly file: LibraryFile;
}

export interface LinkView {
  readonly library: string;
  readonly taken: LinkTaken | null;
  readonly without: (variable: string) => LinkTaken | null;
  /** The same for a line that names no folders, as of somebody who writes no more than `-lczmq`. */
  readonly plain: {
    readonly taken: LinkTaken | null;
    readonly without: (variable: string) => LinkTaken | null;
  };
  /** Faults of what stands in front and cannot be taken; only where the library has files for linking at all. */
  readonly faults: readonly RunFault[];
}

/** gcc's own folders and the linker's (`gcc -print-search-dirs`, `ld --verbose`), around LIBRARY_PATH as gcc puts it. */
function defaults({ probe }: Ask): { readonly before: readonly string[]; readonly after: readonly string[] } {
  if (probe.self.os !== 'linux') return { before: [], after: ['/usr/lib', '/usr/local/lib', '/lib'] };
  const names = probe.readdir('/usr/lib');
  const multiarch = (names.ok ? names.value : []).filter((name) => /^\w+-linux-(gnu|musl)\w*$/.test(name));
  const wide = probe.stat('/usr/lib64').ok && multiarch.length === 0 ? ['/lib64', '/usr/lib64'] : [];
  return {
    before: [...multiarch.flatMap((name) => [`/lib/${name}`, `/usr/lib/${name}`]), ...wide],
    after: [
      ...multiarch.map((name) => `/usr/local/lib/${name}`),
      '/usr/local/lib64',
      '/lib64',
      '/usr/lib64',
      '/usr/local/lib',
      '/lib',
      '/usr/lib',
    ],
  };
}

function searched(ask: Ask, env: Env, pcWords: readonly string[]): readonly LinkFolder[] {
  const { before, after } = defaults(ask);
  const from = (source: string, paths: readonly string[]): LinkFolder[] =>
    paths.map((path) => ({ path, from: source }));
  return [
    ...from('LDFLAGS', foldersOfFlags(env.LDFLAGS, ['-L'])),
    ...from('pkg-config', foldersOfFlags(pcWords.join(' '), ['-L'])),
    ...from('default', before),
    ...from('LIBRARY_PATH', foldersOfList(ask, env.LIBRARY_PATH)),
    ...from('default', after),
  ];
}

/** Of a static library: what its first ELF object is for; null where that cannot be read. */
function architectureOfArchive(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  const archive = file.ok ? readArchive(file.value.source) : null;
  const member =
    archive?.ok && !archive.value.thin ? archive.value.members.find(({ size }) => size > 64) : undefined;
  if (member === undefined || !file.ok) return null;
  const elf = readElf(slice(file.value.source, member.offset, member.size));
  return elf.ok ? elfArchitecture(elf.value.header) : null;
}

/** Damage of a static library that the linker would trip over: its headers and members do not hold together. */
export function archiveDamage(ask: Ask, path: string): string | null {
  const file = openFile(ask.probe, path);
  if (!file.ok) return null;
  const archive = readArchive(file.value.source);
  return archive.ok ? null : archive.detail;
}

/** A file that a linker script names by its whole path and that is not there. */
function goneInput({ probe }: Ask, path: string): string | null {
  const words = probe.readText(path, LARGEST_SCRIPT);
  const script = words.ok ? parseLinkerScript(words.value) : null;
  if (!script?.ok) return null;
  const files = script.value.inputs.filter(({ kind, name }) => kind === 'file' && name.startsWith('/'));
  return files.find(({ name }) => !probe.stat(name).ok)?.name ?? null;
}

/** A loader needs segments alone; a linker reads sections (gABI, "Linking View"), which some strip away. */
function lacksSections(ask: Ask, path: string): boolean {
  const opened = ask.of(elfObjects)(path);
  return opened.ok && opened.object.elf.header.sections.count === 0;
}

/** ld passes over files of another machine and links that lead nowhere; a damaged one ends it (ld(1), -l). */
function accepts(ask: Ask, copy: LibraryFile): boolean {
  if (copy.linkage === 'static' && copy.fault === null) {
    const [own, its] = [ownArchitecture(ask), architectureOfArchive(ask, copy.path)];
    return own === null || its === null || own === its;
  }
  const misfit = misfitOf(ask, copy);
  return (
    misfit === null ||
    misfit === 'libc' ||
    (misfit === 'fault' && !['dangling', 'missing', 'denied', 'loop'].includes(copy.fault ?? ''))
  );
}

/** `libczmq.so` before `libczmq.a`, folder by folder. */
function candidatesIn(ask: Ask, name: string, folders: readonly LinkFolder[]): readonly LinkTaken[] {
  const extensions = ask.probe.self.os === 'darwin' ? ['.dylib', '.a'] : ['.so', '.a'];
  const seen = new Set<string>();
  return folders.flatMap((folder): LinkTaken[] => {
    if (seen.has(folder.path)) return [];
    seen.add(folder.path);
    const files = librariesIn(ask, folder.path, [name]);
    return extensions.flatMap((extension) => {
      const file = files.find((one) => one.name === `${name}${extension}`);
      return file === undefined ? [] : [{ ...folder, file }];
    });
  });
}

function faultsOf(
  ask: Ask,
  library: StackLibrary,
  candidates: readonly LinkTaken[],
  taken: LinkTaken | null,
  folders: readonly LinkFolder[],
): readonly RunFault[] {
  const { name } = library;
  const link = (fault: RunFault | null): readonly RunFault[] =>
    fault === null ? [] : [fault.kind === 'link' ? { ...fault, use: 'link' } : fault];
  if (taken !== null) {
    const { file } = taken;
    const damage = file.linkage === 'static' && file.fault === null ? archiveDamage(ask, file.path) : null;
    if (damage !== null)
      return [{ kind: 'corrupt', library: name, path: file.file ?? file.path, detail: damage }];
    if (file.fault !== null) return link(ofCopy(ask, name, file, ownArchitecture(ask) ?? ''));
    if (file.format === 'elf' && lacksSections(ask, file.path))
      return [
        {
          kind: 'corrupt',
          library: name,
          path: file.file ?? file.path,
          detail: 'no section headers, by which linkers find the symbols',
        },
      ];
    const gone = file.format === 'linker-script' ? goneInput(ask, file.path) : null;
    if (gone !== null)
      return [
        {
          kind: 'link',
          library: name,
          path: file.path,
          target: gone,
          problem: 'dangling',
          real: realFileOf(ask, file.path, name),
          use: 'link',
        },
      ];
    const { soname } = file;
    if (soname !== null && libraryOfName(soname) !== name && /\.so/.test(soname))
      return [
        {
          kind: 'link',
          library: name,
          path: file.path,
          target: soname,
          problem: 'wrong',
          real: realFileOf(ask, file.path, name),
          use: 'link',
        },
      ];
    // A link that leads nowhere beside the static library: what was meant to be linked dynamically no longer is.
    const lost = candidates.find(
      (one) =>
        one.file.folder === file.folder && one.file.linkage === 'shared' && one.file.fault === 'dangling',
    );
    return file.linkage === 'static' && lost ? link(ofCopy(ask, name, lost.file, '')) : [];
  }
  const [first] = candidates;
  if (first !== undefined) return link(ofCopy(ask, name, first.file, ownArchitecture(ask) ?? ''));
  // Headers and a soname link, and no `libczmq.so` to link with.
  const shared = folders
    .flatMap(({ path }) => librariesIn(ask, path, [name]))
    .find((copy) => copy.linkage === 'shared' && misfitOf(ask, copy) === null && copy.version !== null);
  return shared
    ? [
        {
          kind: 'link',
          library: name,
          path: join(folderOf(shared.path), `${name}.so`),
          target: null,
          problem: 'missing',
          real: shared.path,
          use: 'link',
        },
      ]
    : [];
}

/** LINK: which file `-lczmq` takes with pkg-config's flags and the user's variables. */
export const linkViews = perScope((ask: Ask, scope: Scope): readonly LinkView[] => {
  const { env } = ask.probe;
  const libraries = stackLibraries(ask, scope);
  return libraries.map((library): LinkView => {
    const words = libraries.flatMap(({ module }) => {
      const { found, libs } = pkgConfigReport(ask, module);
      return libs.ok ? libs.words : found === null ? [] : wordsOfFragments(found.libs);
    });
    const take = (around: Env, flags: readonly string[] = words) => {
      const folders = searched(ask, around, flags);
      const candidates = candidatesIn(ask, library.name, folders);
      return { folders, candidates, taken: candidates.find(({ file }) => accepts(ask, file)) ?? null };
    };
    const { folders, candidates, taken } = take(env);
    return {
      library: library.name,
      taken,
      without: (variable) => take({ ...env, [variable]: undefined }).taken,
      plain: {
        taken: take(env, []).taken,
        without: (variable) => take({ ...env, [variable]: undefined }, []).taken,
      },
      faults: faultsOf(ask, library, candidates, taken, folders),
    };
  });
});

/** The newest gcc's own folder, in which its runtimes' links are. */
function gccFolders({ probe }: Ask): readonly string[] {
  const names = (folder: string): readonly string[] => {
    const found = probe.readdir(folder);
    return found.ok ? found.value : [];
  };
  return names('/usr/lib/gcc').flatMap((triplet) =>
    [...names(`/usr/lib/gcc/${triplet}`)]
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .slice(0, 1)
      .map((version) => `/usr/lib/gcc/${triplet}/${version}`),
  );
}

/** Where a linker looks for `-lNAME` beyond the folders of its line. */
export const linkFolders = (ask: Ask): readonly string[] => [
  ...new Set([
    ...gccFolders(ask),
    ...searched(ask, ask.probe.env, [])
      .filter(({ from }) => from !== 'LDFLAGS')
      .map(({ path }) => path),
  ]),
];
