import { elfArchitecture } from '../../formats/elf/machines.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { type LibraryFile, libraryFiles } from '../library-files.ts';
import { folderOf, join } from '../loader/expand.ts';
import type { Library, Resolution } from '../loader/resolve.ts';
import { loaderCache } from '../loader-cache.ts';
import { loaderConf } from '../loader-conf.ts';
import type { RunFault } from './fault.ts';
import { candidateFolders } from './folders.ts';
import { libraryOfName, misfitOf, sonameOf } from './libraries.ts';
import { blockedAt, ofCopy, ofTried } from './unusable-file.ts';

const sameFolder = ({ probe }: Ask, a: string, b: string): boolean => {
  if (a === b) return true;
  const [one, other] = [probe.stat(a), probe.stat(b)];
  return one.ok && other.ok && one.value.ino === other.value.ino && one.value.dev === other.value.dev;
};

/** The file that a copy leads to, where it lies in the copy's own folder: other links come and go with their packages. */
const inFolder = ({ file, folder, path }: LibraryFile): string =>
  file !== null && folderOf(file) === folder ? file : path;

/** Why the loader finds nothing for a name: the deepest reason that the files prove. */
export function whyMissing(
  ask: Ask,
  scope: Scope,
  { main, system }: Pick<Resolution, 'main' | 'system'>,
  { name, neededBy, tried }: Library,
): RunFault {
  // No linker writes such a need: it is what a damaged table of names says.
  if (name === '')
    return {
      kind: 'corrupt',
      library: libraryOfName(neededBy),
      path: neededBy,
      detail: 'a library that it needs has no name',
    };
  const library = libraryOfName(name);
  const architecture = elfArchitecture(main.elf.header);
  const wanted = `${architecture} ${system.kind}`;
  const { folders } = ask.of(loaderConf);
  const configured = system.kind === 'glibc' ? folders.map(({ path }) => path) : [];
  const isSearched = (folder: string, list: readonly string[]) =>
    list.some((one) => sameFolder(ask, folder, one));
  const copies = libraryFiles(ask, library, candidateFolders(ask, scope)).filter(
    ({ linkage }) => linkage === 'shared',
  );
  // Of a folder's copies the one under the name that is asked for; the name without a number is the linker's.
  const fits = copies
    .filter((copy) => sonameOf(copy) === name && misfitOf(ask, copy, architecture) === null)
    .sort((a, b) => Number(b.name === name) - Number(a.name === name));

  const bad = tried.flatMap((one) => ofTried(ask, library, one, system, wanted) ?? []);
  const ended = tried.at(-1);
  const final =
    ended !== undefined &&
    !['missing', 'denied', 'not-directory', 'wrong-class', 'wrong-machine', 'not-trusted'].includes(
      ended.why,
    );
  if (final && bad.length > 0) return bad.at(-1) as RunFault;

  const inConf = fits.find(({ folder }) => isSearched(folder, configured));
  const inDefault = fits.find(({ folder }) => isSearched(folder, system.defaultFolders));
  const ready = inConf ?? inDefault;
  if (ready !== undefined && system.kind === 'glibc') {
    const cache = ask.of(loaderCache)(system.cache);
    const listed = cache.ok ? (cache.bySoname.get(name)?.map(({ path }) => path) ?? []) : [];
    const link = join(ready.folder, name);
    const gone = !ask.probe.lstat(link).ok;
    if (gone && (listed.includes(link) || inConf === undefined))
      return {
        kind: 'link',
        library,
        path: link,
        target: null,
        problem: 'missing',
        real: inFolder(ready),
        use: 'run',
      };
    const other = bad.find(({ kind }) => kind === 'link');
    if (other !== undefined) return other;
    return {
      kind: 'cache-stale',
      library,
      soname: name,
      path: ready.path,
      cache: system.cache,
      listed: listed[0] ?? null,
      hasCache: cache.ok,
    };
  }
  if (ready !== undefined)
    return {
      kind: 'link',
      library,
      path: join(ready.folder, name),
      target: null,
      problem: 'missing',
      real: inFolder(ready),
      use: 'run',
    };
  if (bad.length > 0) return bad[0] as RunFault;

  // In a folder that was searched, by a variable or the program's own list, it lacks only the name that is asked for.
  const nameless = fits.find(({ folder }) =>
    tried.some(({ path }) => sameFolder(ask, folderOf(path), folder)),
  );
  if (nameless !== undefined)
    return {
      kind: 'link',
      library,
      path: join(nameless.folder, name),
      target: null,
      problem: 'missing',
      real: inFolder(nameless),
      use: 'run',
    };

  const elsewhere = fits[0];
  if (elsewhere !== undefined)
    return {
      kind: 'folder',
      library,
      soname: name,
      path: elsewhere.path,
      folder: elsewhere.folder,
      loader: system.kind,
    };

  // The name without a number is the linker's: that it leads nowhere keeps no program from starting.
  const searched = [...configured, ...system.defaultFolders];
  const broken = copies
    .filter((copy) => copy.name === name || copy.name.startsWith(`${name}.`))
    .filter((copy) => misfitOf(ask, copy, architecture) !== null)
    .sort((a, b) => rank(ask, a, searched) - rank(ask, b, searched));
  for (const copy of broken) {
    const fault = ofCopy(ask, library, copy, wanted);
    if (fault !== null) return fault;
  }
  const blocked = blockedFolder(ask, scope, library);
  if (blocked !== null) return blocked;
  const others = copies.filter((copy) => misfitOf(ask, copy, architecture) === null).map(({ path }) => path);
  // A library that was named by itself is one that is there, and lacks something.
  const isLibrary = main.path !== '/' && main.elf.interpreter === null;
  const byLibrary = (neededBy !== main.path || isLibrary) && neededBy !== '/';
  if (byLibrary || others.length > 0) return { kind: 'dependency', library, soname: name, neededBy, others };
  return { kind: 'not-installed', library, soname: name, neededBy: neededBy === '/' ? null : neededBy };
}

/** Copies in searched folders come first, and of those a damaged file before a link that leads to it. */
const rank = (ask: Ask, { folder, fault }: LibraryFile, searched: readonly string[]): number =>
  (searched.some((one) => sameFolder(ask, folder, one)) ? 0 : 4) +
  (fault === null ? 2 : fault === 'dangling' ? 1 : 0);

/** A folder that the loader is told to search, or a likely prefix, whose contents this user cannot see. */
function blockedFolder(ask: Ask, scope: Scope, library: string): RunFault | null {
  const { probe } = ask;
  if (probe.self.uid === 0) return null;
  const folders = [...ask.of(loaderConf).folders.map(({ path }) => path), ...candidateFolders(ask, scope)];
  for (const folder of folders) {
    const stat = probe.stat(folder);
    const denied = stat.ok
      ? stat.value.kind === 'directory' && !probe.access(folder, 'execute')
      : stat.fault === 'denied';
    if (denied) return { kind: 'unreadable', library, path: folder, blocked: blockedAt(ask, `${folder}/x`) };
  }
  return null;
}
