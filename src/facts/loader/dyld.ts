import type { ByteSource } from '../../formats/bytes.ts';
import { fatPart, type MachO, machoMagic, readFat, readMachO } from '../../formats/macho.ts';
import { type Damage, damaged, type Parsed, parsed } from '../../formats/parsed.ts';
import type { Ask } from '../ask.ts';
import { openFile } from '../open-file.ts';
import { absolute, folderOf, join } from './expand.ts';
import type { Circumstances, Edge, Library } from './resolve.ts';
import type { Reason, Tried } from './search.ts';

/** What dyld would load for a Mach-O program. */
export interface MachOResolution {
  readonly architecture: string;
  readonly interpreter: string | null;
  readonly libraries: readonly Library[];
  readonly edges: readonly Edge[];
}

interface Image {
  readonly path: string;
  readonly file: MachO;
  /** LC_RPATHs of this image and of those that made it load, expanded, in dyld's order. */
  readonly rpaths: readonly string[];
}

const MOST_LIBRARIES = 4096;
const MOST_RPATHS = 256;
const CPU_OF: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'arm64', ia32: 'i386' };

/** arm64e code loads into arm64 programs of the system and the other way round. */
const sameCpu = (a: string, b: string): boolean => a.replace(/e$/, '') === b.replace(/e$/, '');

/** The part for this CPU, of a fat file or of one that has just one; null: the first, whatever it is. */
function partOf(source: ByteSource, cpu: string | null): Parsed<MachO> {
  if (machoMagic(source) !== 'fat') {
    const file = readMachO(source);
    const fits = !file.ok || cpu === null || sameCpu(file.value.cpu, cpu);
    return fits ? file : damaged('unsupported', `is for ${file.value.cpu}`);
  }
  const parts = readFat(source);
  if (!parts.ok) return parts;
  const part = parts.value.find((each) => cpu === null || sameCpu(each.cpu, cpu));
  return part ? readMachO(fatPart(source, part)) : damaged('unsupported', `has no part for ${cpu}`);
}

/** Folders whose libraries live in dyld's shared cache since macOS 11 and are no files any more. */
const inSharedCache = (path: string): boolean => /^\/(usr\/lib|System)\//.test(path);

/**
 * dyld's search (dyld(1)): DYLD_LIBRARY_PATH by the last part of the name; the name itself, with @rpath, @loader_path
 * and @executable_path replaced; DYLD_FALLBACK_LIBRARY_PATH, else /usr/local/lib and /usr/lib. macOS takes the DYLD
 * variables away from set-id and its own protected programs.
 */
export function resolveMachO(
  ask: Ask,
  name: string,
  circumstances: Circumstances = {},
): Parsed<MachOResolution> {
  const { probe } = ask;
  const cwd = circumstances.cwd ?? probe.self.cwd;
  const path = absolute(name, cwd);
  const open = (file: string, cpu: string | null): Parsed<MachO> => {
    const opened = openFile(probe, file);
    return opened.ok ? partOf(opened.value.source, cpu) : damaged('foreign', opened.fault);
  };
  const first = open(path, CPU_OF[probe.self.arch] ?? null);
  const main = first.ok || first.why !== 'unsupported' ? first : open(path, null);
  if (!main.ok) return main;
  const { cpu } = main.value;
  const stat = probe.stat(path);
  const secure =
    circumstances.secure ??
    ((stat.ok && (stat.value.mode & 0o6000) !== 0) ||
      /^\/(usr\/(bin|sbin|libexec)|bin|sbin|System)\//.test(path));
  const env = secure ? {} : (circumstances.env ?? probe.env);
  const list = (variable: string) => (env[variable] ?? '').split(':').filter(Boolean);
  const programFolder = folderOf(path);
  const place = (text: string, image: string): string =>
    text
      .replace(/^@executable_path(?=\/|$)/, () => programFolder)
      .replace(/^@loader_path(?=\/|$)/, () => folderOf(image));
  const imageOf = (file: string, macho: MachO, by: Image | null): Image => ({
    path: file,
    file: macho,
    rpaths: [...macho.rpaths.map((rpath) => place(rpath, file)), ...(by?.rpaths ?? [])].slice(0, MOST_RPATHS),
  });

  /** Homebrew and the system reach one file by several links. */
  const identityOf = (file: string): string => {
    const real = probe.realpath(file);
    return real.ok ? real.value : file;
  };
  const whyNot = (file: string, why: Damage): Tried['why'] => {
    const stat = probe.stat(file);
    if (!stat.ok) return stat.fault;
    return why === 'unsupported' ? 'wrong-machine' : why;
  };

  const candidates = (wanted: string, by: Image): (readonly [string, Reason])[] => {
    const leaf = wanted.slice(wanted.lastIndexOf('/') + 1);
    const fallback =
      env.DYLD_FALLBACK_LIBRARY_PATH === undefined
        ? ['/usr/local/lib', '/usr/lib']
        : list('DYLD_FALLBACK_LIBRARY_PATH');
    const named: (readonly [string, Reason])[] = wanted.startsWith('@rpath/')
      ? by.rpaths.map((rpath) => [join(rpath, wanted.slice(7)), 'rpath'])
      : [[absolute(place(wanted, by.path), cwd), 'absolute']];
    return [
      ...list('DYLD_LIBRARY_PATH').map((folder) => [join(folder, leaf), 'LD_LIBRARY_PATH'] as const),
      ...named,
      ...fallback.map((folder) => [join(folder, leaf), 'default'] as const),
    ];
  };

  const libraries: Library[] = [];
  const edges: Edge[] = [];
  const root = imageOf(path, main.value, null);
  const loaded = new Set([identityOf(path)]);
  const queue: Image[] = [];
  const need = (wanted: string, by: Image, weak: boolean, said: string | null): void => {
    const tried: Tried[] = [];
    const from = said ?? by.path;
    for (const [file, reason] of candidates(wanted, by)) {
      const key = identityOf(file);
      const known = loaded.has(key);
      const macho = known ? null : open(file, cpu);
      const cached = file === wanted && !probe.stat(file).ok && inSharedCache(file);
      if (macho && !macho.ok && !cached) {
        tried.push({ path: file, reason, why: whyNot(file, macho.why), detail: macho.detail });
        continue;
      }
      edges.push({ from, name: wanted, to: file });
      if (known) return;
      loaded.add(key);
      if (macho?.ok) queue.push(imageOf(file, macho.value, by));
      const why = said !== null ? 'preload' : cached ? 'cache' : reason;
      libraries.push({ name: wanted, path: file, reason: why, neededBy: from, tried, object: null });
      return;
    }
    edges.push({ from, name: wanted, to: null });
    // A weak library may be missing: its symbols are then null.
    if (!weak)
      libraries.push({
        name: wanted,
        path: null,
        reason: tried.at(-1)?.reason ?? 'default',
        neededBy: from,
        tried,
        object: null,
      });
  };

  for (const inserted of list('DYLD_INSERT_LIBRARIES')) need(inserted, root, false, 'DYLD_INSERT_LIBRARIES');
  for (let next: Image | undefined = root; next && libraries.length < MOST_LIBRARIES; next = queue.shift()) {
    for (const { name: wanted, kind } of next.file.dependencies) need(wanted, next, kind === 'weak', null);
  }
  return parsed({ architecture: cpu, interpreter: main.value.loader, libraries, edges });
}
