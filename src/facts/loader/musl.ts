import type { Ask } from '../ask.ts';
import { absolute, join } from './expand.ts';
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
import { type LoaderSystem, muslArchitecture, sameKind } from './system.ts';

/** Names that musl's one library stands for (ldso/dynlink.c, load_library, "reserved"). */
const RESERVED = /^lib(c|pthread|rt|m|dl|util|xnet)\./;

const DEFAULT_PATH = '/lib:/usr/local/lib:/usr/lib';

/**
 * musl's search (ldso/dynlink.c, load_library): LD_LIBRARY_PATH; the RPATH or RUNPATH of the one that needs it and of
 * those that made it load; the path file, else the built-in path. There is no cache, and the first file of that name
 * is taken, whatever it is.
 */
export function muslSearch(ask: Ask, system: LoaderSystem, main: ElfObject, start: Start): Search {
  const { probe } = ask;
  const open = ask.of(elfObjects);

  /** musl looks for the file below the folder that holds its own /lib: a copy in another root has another path file. */
  const pathFile = (): string => {
    const prefix = system.path?.startsWith('/') ? system.path.split('/').slice(0, -2).join('/') : '';
    return `${prefix}/etc/ld-musl-${muslArchitecture(system.path, main.elf)}.path`;
  };
  let looks = 0;
  let systemPath: string | null = null;
  const defaults = (): string => {
    if (systemPath === null) {
      const text = probe.readText(pathFile(), 1024 * 1024);
      systemPath = text.ok ? text.value : DEFAULT_PATH;
    }
    return systemPath;
  };

  /** fixup_rpath: `$ORIGIN` alone is known, any other token makes the whole list void. */
  const runpathOf = ({ object, origin, by }: Loaded): string => {
    const list = object.elf.dynamic?.runpath ?? object.elf.dynamic?.rpath ?? '';
    if (!list.includes('$')) return list;
    const expanded = list.replace(/\$(?:ORIGIN(?![A-Za-z0-9_])|\{ORIGIN\})/g, () => origin);
    return expanded.includes('$') || (start.secure && by === null) ? '' : expanded;
  };

  return {
    expand: (name) => name,

    isBuiltIn: (name) => RESERVED.test(name) || /^ld-musl-|^libc\.musl-/.test(name),

    find(name, by): Found {
      const tried: Tried[] = [];
      let ended = false;
      const look = (path: string, reason: Reason): ElfObject | null => {
        const opened = open(path);
        const reject = (why: Tried['why'], detail: string) => tried.push({ path, reason, why, detail });
        if (!opened.ok) {
          reject(opened.fault, opened.detail);
          ended = !['missing', 'denied', 'not-directory'].includes(opened.fault);
          return null;
        }
        if (sameKind(opened.object.elf, main.elf) && opened.object.elf.missingBytes === 0)
          return opened.object;
        ended = true;
        const { bits } = opened.object.elf.header;
        if (opened.object.elf.missingBytes > 0) reject('truncated', 'the file is cut off');
        else reject(bits === main.elf.header.bits ? 'wrong-machine' : 'wrong-class', `ELF${bits}`);
        return null;
      };
      const lookIn = (list: string, reason: Reason): ElfObject | null => {
        for (const folder of list.split(/[:\n]+/).filter(Boolean)) {
          if (++looks > MOST_LOOKS) return null;
          const object = ended ? null : look(join(absolute(folder, start.cwd), name), reason);
          if (object) return object;
        }
        return null;
      };
      if (name.includes('/'))
        return { object: look(absolute(name, start.cwd), 'absolute'), reason: 'absolute', tried };
      const environment = start.secure ? '' : (start.env.LD_LIBRARY_PATH ?? '');
      let object = lookIn(environment, 'LD_LIBRARY_PATH');
      if (object) return { object, reason: 'LD_LIBRARY_PATH', tried };
      for (let holder: Loaded | null = by; holder && !ended; holder = holder.by) {
        const reason = holder.object.elf.dynamic?.runpath == null ? 'rpath' : 'runpath';
        object = lookIn(runpathOf(holder), reason);
        if (object) return { object, reason, tried };
      }
      return { object: ended ? null : lookIn(defaults(), 'default'), reason: 'default', tried };
    },
  };
}
