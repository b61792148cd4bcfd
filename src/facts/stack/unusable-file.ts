import { identify } from '../../formats/identify.ts';
import type { Ask } from '../ask.ts';
import { type LibraryFile, libraryName } from '../library-files.ts';
import { folderOf, foldersAbove, join } from '../loader/expand.ts';
import type { Resolution } from '../loader/resolve.ts';
import type { Tried } from '../loader/search.ts';
import { openFile } from '../open-file.ts';
import type { RunFault } from './fault.ts';
import { libcOf } from './libraries.ts';

/** The folder or file on the way to a path that this user may not enter or read. */
export function blockedAt({ probe }: Ask, path: string): string {
  const closed = foldersAbove(path).find(
    (folder) => probe.lstat(folder).ok && !probe.access(folder, 'execute'),
  );
  if (closed !== undefined) return closed;
  const real = probe.realpath(path);
  return real.ok ? real.value : path;
}

/** A file that was looked at and not taken, as a fault; null where it simply is not there. */
export function ofTried(
  ask: Ask,
  library: string,
  { path, why, detail }: Tried,
  system: Resolution['system'],
  wanted: string,
): RunFault | null {
  switch (why) {
    case 'missing':
    case 'not-directory': {
      const link = ask.probe.readlink(path);
      return link.ok
        ? {
            kind: 'link',
            library,
            path,
            target: link.value,
            problem: 'dangling',
            real: realFileOf(ask, path, library),
            use: 'run',
          }
        : null;
    }
    case 'loop':
      return {
        kind: 'link',
        library,
        path,
        target: path,
        problem: 'loop',
        real: realFileOf(ask, path, library),
        use: 'run',
      };
    case 'denied':
      return { kind: 'unreadable', library, path, blocked: blockedAt(ask, path) };
    case 'wrong-class':
    case 'wrong-machine':
    case 'wrong-system':
      return { kind: 'architecture', library, path, has: detail, wanted };
    case 'not-trusted':
      return null;
    default: {
      const has = formatOf(ask, path);
      return has === null
        ? { kind: 'corrupt', library, path, detail: detail || `${system.kind} cannot load it (${why})` }
        : { kind: 'architecture', library, path, has, wanted };
    }
  }
}

/** What other systems' libraries are called; null for what is no library of any system. */
function formatOf({ probe }: Ask, path: string): string | null {
  const file = openFile(probe, path);
  const format = file.ok ? identify(file.value.source) : null;
  const names: Readonly<Record<string, string>> = { macho: 'macOS', fat: 'macOS', pe: 'Windows' };
  return (format && names[format]) ?? null;
}

/** A usable real file of the same library beside a link that leads nowhere: the newest. */
export function realFileOf(ask: Ask, path: string, library: string): string | null {
  const folder = folderOf(path);
  const names = ask.probe.readdir(folder);
  const files = (names.ok ? names.value : [])
    .filter((name) => libraryName(name)?.stem === library && libraryName(name)?.linkage === 'shared')
    .map((name) => join(folder, name))
    .filter((file) => {
      const stat = ask.probe.lstat(file);
      return stat.ok && stat.value.kind === 'file' && stat.value.size > 0;
    });
  return files.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? null;
}

/** A copy that cannot be used, as a fault. */
export function ofCopy(ask: Ask, library: string, copy: LibraryFile, wanted: string): RunFault | null {
  const { path, fault, detail } = copy;
  switch (fault) {
    case 'dangling':
    case 'missing':
      return {
        kind: 'link',
        library,
        path,
        target: copy.chain.at(-1) ?? null,
        problem: 'dangling',
        real: realFileOf(ask, path, library),
        use: 'run',
      };
    case 'loop':
      return {
        kind: 'link',
        library,
        path,
        target: copy.chain.at(1) ?? null,
        problem: 'loop',
        real: realFileOf(ask, path, library),
        use: 'run',
      };
    case 'denied':
      return { kind: 'unreadable', library, path, blocked: blockedAt(ask, path) };
    case null:
      return {
        kind: 'architecture',
        library,
        path,
        has: `${copy.architectures[0] ?? ''} ${libcOf(ask, path) ?? ''}`.trim(),
        wanted,
      };
    default:
      return { kind: 'corrupt', library, path: copy.file ?? path, detail: detail || fault };
  }
}
