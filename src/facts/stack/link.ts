import { wordsOfFragments } from '../../formats/pc/fragments.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { type LibraryFile, librariesIn } from '../library-files.ts';
import { folderOf, join } from '../loader/expand.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import type { RunFault } from './fault.ts';
import { libraryOfName, misfitOf, type StackLibrary, stackLibraries } from './libraries.ts';
import { type Env, type LinkFolder, searched } from './link-folders.ts';
import { architectureOfArchive, archiveDamage, goneInput, lacksSections } from './link-inputs.ts';
import { lostLink } from './lost-link.ts';
import { ownArchitecture } from './own-architecture.ts';
import { perScope } from './per-scope.ts';
import { ofCopy, realFileOf } from './unusable-file.ts';

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

/** A static library that nobody can link with, beside the shared one that is taken where the line does not say otherwise. */
function damagedArchive(
  ask: Ask,
  { name }: StackLibrary,
  taken: LinkTaken,
  candidates: readonly LinkTaken[],
): readonly RunFault[] {
  const archive = candidates.find(
    ({ file }) => file.folder === taken.file.folder && file.linkage === 'static' && file.fault === null,
  );
  const detail = archive === undefined ? null : archiveDamage(ask, archive.file.path);
  return archive === undefined || detail === null
    ? []
    : [{ kind: 'corrupt', library: name, path: archive.file.file ?? archive.file.path, detail }];
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
    if (file.linkage === 'shared' && (file.format === 'ar' || file.format === 'thin-ar'))
      return [
        {
          kind: 'link',
          library: name,
          path: file.path,
          target: file.file,
          problem: 'wrong',
          real: realFileOf(ask, file.path, name),
          use: 'link',
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
    if (file.linkage === 'static')
      return link(lost ? ofCopy(ask, name, lost.file, '') : lostLink(ask, library, file.folder));
    return damagedArchive(ask, library, taken, candidates);
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
