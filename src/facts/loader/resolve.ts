import type { Dependency } from '../../formats/elf/dynamic.ts';
import type { Ask } from '../ask.ts';
import { absolute, folderOf } from './expand.ts';
import { glibcSearch } from './glibc.ts';
import { muslSearch } from './musl.ts';
import { type ElfObject, elfObjects, identityOf, type ObjectFault } from './object.ts';
import type { Loaded, Reason, Search, Start, Tried } from './search.ts';
import { headerFor, type LinkedPath, programNeeding } from './sketch.ts';
import { type LoaderSystem, loaderSystem } from './system.ts';

/** A library as it is loaded, or is not found. */
export interface Library {
  /** As the one that needs it names it, its tokens replaced. */
  readonly name: string;
  /** Null where nothing that can be loaded was found. */
  readonly path: string | null;
  readonly reason: Reason;
  /** The file that needs it first; for preloaded ones what names it (`LD_PRELOAD`, `/etc/ld.so.preload`). */
  readonly neededBy: string;
  /** What was looked at before, with why it was not taken. */
  readonly tried: readonly Tried[];
  readonly object: ElfObject | null;
}

/** One name that a file needs and the file that the loader gives it. */
export interface Edge {
  readonly from: string;
  readonly name: string;
  readonly to: string | null;
}

export interface Resolution {
  readonly main: ElfObject;
  readonly system: LoaderSystem;
  readonly secure: boolean;
  /**
   * In the order of loading: preloaded ones, then breadth first. A file stands once; a name that is not found stands
   * once for each file that needs it, as the loader searches for it again.
   */
  readonly libraries: readonly Library[];
  /** Every need of every file, the ones already loaded included. */
  readonly edges: readonly Edge[];
}

export type Resolved =
  | { readonly ok: true; readonly resolution: Resolution }
  | { readonly ok: false; readonly fault: ObjectFault; readonly detail: string };

/** A start under other circumstances than the user's own, to see who is guilty. */
export type Circumstances = Partial<Start>;

/** Real programs load some hundreds; a hostile tree of files could go on. */
const MOST_LIBRARIES = 4096;
const MOST_EDGES = 100_000;

/** Set-id programs run with their owner's rights (execve(2)); file capabilities cannot be seen from here. */
function isSecure(ask: Ask, { stat, elf }: ElfObject): boolean {
  const { uid, gid } = ask.probe.self;
  const asOwner = (stat.mode & 0o4000) !== 0 && stat.uid !== uid;
  const asGroup = (stat.mode & 0o2010) === 0o2010 && stat.gid !== gid;
  return elf.interpreter !== null && (asOwner || asGroup);
}

/** Names to preload, and who says so (ld.so(8), LD_PRELOAD and /etc/ld.so.preload; musl has no such file). */
function preloads(
  ask: Ask,
  kind: LoaderSystem['kind'],
  { env, secure }: Start,
): readonly (readonly [string, string])[] {
  const variable = (env.LD_PRELOAD ?? '').split(/[\s:]+/).filter(Boolean);
  const allowed = variable.filter((name) => !secure || (kind === 'glibc' && !name.includes('/')));
  const names = allowed.map((name) => [name, 'LD_PRELOAD'] as const);
  if (kind !== 'glibc') return names;
  const file = ask.probe.readText('/etc/ld.so.preload', 1024 * 1024);
  const listed = file.ok
    ? file.value
        .replace(/#.*/g, '')
        .split(/[\s:]+/)
        .filter(Boolean)
    : [];
  return [...names, ...listed.map((name) => [name, '/etc/ld.so.preload'] as const)];
}

/** Loads as the system's loader would, without running anything. */
function load(ask: Ask, main: ElfObject, system: LoaderSystem, search: Search, start: Start): Resolution {
  const libraries: Library[] = [];
  const edges: Edge[] = [];
  const byName = new Map<string, Loaded>();
  const byFile = new Map<string, Loaded>();
  const queue: Loaded[] = [];
  let loaderListed = false;

  const enter = (object: ElfObject, by: Loaded | null, name: string, origin: string): Loaded => {
    const loaded: Loaded = { object, by, origin, names: new Set([name]) };
    byFile.set(identityOf(object), loaded);
    for (const known of [name, object.elf.dynamic?.soname])
      if (known && !byName.has(known)) byName.set(known, loaded);
    return loaded;
  };
  // The kernel follows links before it tells the program its place (/proc/self/exe).
  const real = main.elf.interpreter === null ? null : ask.probe.realpath(main.path);
  const root = enter(main, null, main.path, folderOf(real?.ok ? real.value : main.path));
  const loader = system.object;
  if (loader && identityOf(loader) !== identityOf(main))
    enter(loader, null, loader.path, folderOf(loader.path));

  const need = ({ name: written, kind }: Dependency, by: Loaded, said: string | null): void => {
    const name = search.expand(written, by);
    const from = said ?? by.object.path;
    const known = byName.get(name);
    const builtIn = loader && search.isBuiltIn(name) ? byFile.get(identityOf(loader)) : undefined;
    const found = known ?? builtIn;
    if (found) {
      edges.push({ from, name, to: found.object.path });
      if (found.object === loader && !loaderListed) {
        loaderListed = true;
        const reason = said === null ? 'absolute' : 'preload';
        libraries.push({ name, path: loader.path, reason, neededBy: from, tried: [], object: loader });
      }
      return;
    }
    const { object, reason, tried } = search.find(name, by, said !== null);
    const same = object && byFile.get(identityOf(object));
    edges.push({ from, name, to: (same?.object ?? object)?.path ?? null });
    if (same) {
      byName.set(name, same);
      same.names.add(name);
      return;
    }
    if (!object && kind === 'auxiliary') return;
    const library: Library = {
      name,
      path: object?.path ?? null,
      reason: said === null ? reason : 'preload',
      neededBy: from,
      tried,
      object,
    };
    // What a filter stands for is searched for symbols before the filter itself (gABI, DT_FILTER).
    const place = kind === 'needed' ? -1 : libraries.findIndex((other) => other.object === by.object);
    libraries.splice(place < 0 ? libraries.length : place, 0, library);
    if (object) queue.push(enter(object, by, name, folderOf(object.path)));
  };

  for (const [name, said] of preloads(ask, system.kind, start)) need({ name, kind: 'needed' }, root, said);
  for (
    let next: Loaded | undefined = root;
    next && libraries.length < MOST_LIBRARIES && edges.length < MOST_EDGES;
    next = queue.shift()
  ) {
    for (const dependency of next.object.elf.dynamic?.dependencies ?? []) need(dependency, next, null);
  }
  return { main, system, secure: start.secure, libraries, edges };
}

function start(ask: Ask, main: ElfObject, circumstances: Circumstances): Resolution {
  const { probe } = ask;
  const system = loaderSystem(ask, main.elf);
  const how: Start = { env: probe.env, cwd: probe.self.cwd, secure: isSecure(ask, main), ...circumstances };
  const search = (system.kind === 'musl' ? muslSearch : glibcSearch)(ask, system, main, how);
  return load(ask, main, system, search, how);
}

/**
 * Which files this ELF program or library really loads, and why. Reads files only; nothing is executed.
 * `circumstances` replaces what the user's own start would have (another environment, another working folder).
 */
export function resolveElf(ask: Ask, path: string, circumstances: Circumstances = {}): Resolved {
  const opened = ask.of(elfObjects)(absolute(path, circumstances.cwd ?? ask.probe.self.cwd));
  return opened.ok ? { ok: true, resolution: start(ask, opened.object, circumstances) } : opened;
}

/**
 * What a program of this machine's own kind would load that needs these sonames and says nothing else (but for the
 * folders that it is `linked` with): whether a library that was just installed will be found. Null where programs of this
 * system are not ELF files.
 */
export function resolveNames(
  ask: Ask,
  needed: readonly string[],
  circumstances: Circumstances = {},
  linked: LinkedPath | null = null,
): Resolution | null {
  const header = ask.probe.self.os === 'darwin' ? null : headerFor(ask.probe.self.arch);
  return header && start(ask, programNeeding(header, needed, linked), circumstances);
}
