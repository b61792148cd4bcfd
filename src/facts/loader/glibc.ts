import { DF_1 } from '../../formats/elf/dynamic.ts';
import { ET } from '../../formats/elf/header.ts';
import { elfArchitecture } from '../../formats/elf/machines.ts';
import type { Ask } from '../ask.ts';
import { cachedPath, loaderCache } from '../loader-cache.ts';
import { absolute, expandTokens, join, trimmed } from './expand.ts';
import { activeHwcaps, hwcapFolders, platformOf } from './hwcaps.ts';
import { type ElfObject, elfObjects } from './object.ts';
import {
  type Found,
  type Loaded,
  MOST_LOOKS,
  type Reason,
  type Search,
  type Start,
  type Tried,
} from './search.ts';
import type { LoaderSystem } from './system.ts';

/** A candidate is taken, passed over, or ends the search (a damaged file: the loader gives up there). */
type Verdict = { readonly take: ElfObject } | { readonly reject: Tried; readonly final: boolean };

/** EI_OSABI of other systems (gABI, "ELF Identification"). */
const FOREIGN_ABIS: Readonly<Record<number, string>> = {
  1: 'HP-UX',
  2: 'NetBSD',
  6: 'Solaris',
  9: 'FreeBSD',
  12: 'OpenBSD',
};

const SETUID = 0o4000;

/**
 * glibc's search (ld.so(8); elf/dl-load.c, _dl_map_object): RPATH of the one that needs it and of those that made it
 * load, unless it has RUNPATH; LD_LIBRARY_PATH; its RUNPATH; the cache; the system's folders. FreeBSD's is the same
 * without cache and subfolders (rtld(1)).
 */
export function glibcSearch(ask: Ask, system: LoaderSystem, main: ElfObject, start: Start): Search {
  const { probe } = ask;
  const open = ask.of(elfObjects);
  const { header } = main.elf;
  const own = system.kind === 'glibc';
  const subfolders = own ? hwcapFolders(ask, main.elf, system.cache) : [];
  const hwcaps = activeHwcaps(ask, main.elf);
  const platform = platformOf(ask, main.elf);
  const trusted = start.secure ? system.defaultFolders : null;
  const folders = new Map<string, boolean>();
  const lists = new Map<string, readonly string[]>();

  let looks = 0;
  const exists = (folder: string): boolean => {
    let known = folders.get(folder);
    if (known === undefined) {
      const stat = probe.stat(folder);
      known = stat.ok && stat.value.kind === 'directory';
      folders.set(folder, known);
    }
    return known;
  };

  /** The folders that a list names for this object (fillin_rpath); an empty entry is the working folder. */
  const foldersOf = (list: string, separator: RegExp, by: Loaded): readonly string[] => {
    const key = `${by.origin}\0${separator.source}\0${list}`;
    let known = lists.get(key);
    if (!known) {
      const tokens = { origin: by.origin, lib: system.lib, platform };
      const expanded = list.split(separator).map((entry) => {
        if (entry === '') return start.cwd;
        const path = expandTokens(entry, tokens, trusted && by.by === null ? trusted : null);
        return path === null || path === '' ? null : trimmed(absolute(path, start.cwd));
      });
      known = [...new Set(expanded.filter((folder) => folder !== null))];
      lists.set(key, known);
    }
    return known;
  };

  const judge = (path: string, reason: Reason, preload: boolean): Verdict => {
    const opened = open(path);
    const reject = (why: Tried['why'], detail: string, final: boolean): Verdict => ({
      reject: { path, reason, why, detail },
      final,
    });
    if (!opened.ok) {
      const { fault, detail } = opened;
      return reject(fault, detail, fault !== 'missing' && fault !== 'denied' && fault !== 'not-directory');
    }
    const { elf, stat } = opened.object;
    // open_verify: other classes and machines are passed over, other byte orders and file types are errors.
    if (elf.header.bits !== header.bits) return reject('wrong-class', `ELF${elf.header.bits}`, false);
    if (elf.header.little !== header.little)
      return reject('wrong-machine', elfArchitecture(elf.header), true);
    if (elf.header.machine !== header.machine) {
      return reject('wrong-machine', elfArchitecture(elf.header), false);
    }
    const system = own ? FOREIGN_ABIS[elf.header.osAbi] : undefined;
    // "ELF file OS ABI invalid": glibc takes System V and GNU, and each machine's own numbers.
    if (system !== undefined) return reject('wrong-system', system, true);
    if (elf.header.type !== ET.dyn && elf.header.type !== ET.exec) {
      return reject('not-loadable', `ELF file type ${elf.header.type}`, true);
    }
    if (!elf.dynamic) return reject('not-loadable', 'no dynamic section', true);
    // A program in a library's place (_dl_map_object_from_fd; of position-independent ones since glibc 2.30).
    if (elf.header.type === ET.exec || elf.dynamic.flags1 & DF_1.pie) {
      return reject('not-loadable', 'it is a program', true);
    }
    if (elf.missingBytes > 0) {
      return reject('truncated', `${elf.missingBytes} bytes at the end are missing`, true);
    }
    if (preload && start.secure && !(stat.mode & SETUID))
      return reject('not-trusted', 'no set-user-ID bit', false);
    return { take: opened.object };
  };

  return {
    expand: (name, by) => {
      if (!name.includes('$')) return name;
      const tokens = { origin: by.origin, lib: system.lib, platform };
      return expandTokens(name, tokens, by.by === null ? trusted : null) ?? name;
    },

    isBuiltIn: () => false,

    find(name, by, preload): Found {
      const tried: Tried[] = [];
      let ended = false;
      const look = (path: string, reason: Reason): ElfObject | null => {
        if (ended) return null;
        const verdict = judge(path, reason, preload);
        if ('take' in verdict) return verdict.take;
        tried.push(verdict.reject);
        ended = verdict.final;
        return null;
      };
      const lookIn = (list: readonly string[], reason: Reason): ElfObject | null => {
        for (const folder of list) {
          if (++looks > MOST_LOOKS) return null;
          if (!exists(folder)) {
            tried.push({ path: join(folder, name), reason, why: 'missing', detail: 'no such folder' });
            continue;
          }
          for (const sub of subfolders) {
            const fast = join(folder, sub);
            const object = exists(fast.slice(0, -1)) ? look(`${fast}${name}`, reason) : null;
            if (object) return object;
          }
          const object = look(join(folder, name), reason);
          if (object) return object;
        }
        return null;
      };

      if (name.includes('/')) {
        return { object: look(absolute(name, start.cwd), 'absolute'), reason: 'absolute', tried };
      }
      const { dynamic } = by.object.elf;
      const nodeflib = ((dynamic?.flags1 ?? 0) & DF_1.nodeflib) !== 0;
      const byRpath = (): ElfObject | null => {
        if (dynamic?.runpath != null) return null;
        for (let holder: Loaded | null = by; holder; holder = holder.by) {
          const { rpath = null, runpath = null } = holder.object.elf.dynamic ?? {};
          // An empty list names no folder, not the working one (decompose_rpath).
          const list = rpath && runpath === null ? foldersOf(rpath, /:/, holder) : [];
          const object = lookIn(list, 'rpath');
          if (object) return object;
        }
        return null;
      };
      const byEnvironment = () => {
        const list = start.secure ? undefined : start.env.LD_LIBRARY_PATH;
        const root = rootOf(by);
        return list ? lookIn(foldersOf(list, /[:;]/, root), 'LD_LIBRARY_PATH') : null;
      };
      const byRunpath = () =>
        dynamic?.runpath ? lookIn(foldersOf(dynamic.runpath, /:/, by), 'runpath') : null;
      const byCache = () => {
        if (!own || (preload && start.secure)) return null;
        const path = cachedPath(ask.of(loaderCache)(system.cache), name, elfArchitecture(header), hwcaps);
        const barred = nodeflib && system.defaultFolders.some((folder) => path?.startsWith(`${folder}/`));
        return path === null || barred ? null : look(path, 'cache');
      };
      const byDefault = () => (nodeflib ? null : lookIn(system.defaultFolders, 'default'));
      const ways: readonly (readonly [Reason, () => ElfObject | null])[] = [
        ['rpath', byRpath],
        ['LD_LIBRARY_PATH', byEnvironment],
        ['runpath', byRunpath],
        ['cache', byCache],
        ['default', byDefault],
      ];
      for (const [reason, way] of ways) {
        const object = ended ? null : way();
        if (object) return { object, reason, tried };
      }
      return { object: null, reason: tried.at(-1)?.reason ?? 'default', tried };
    },
  };
}

function rootOf(by: Loaded): Loaded {
  let root = by;
  while (root.by) root = root.by;
  return root;
}
