import { elfArchitecture } from '../../formats/elf/machines.ts';
import { readNotes } from '../../formats/elf/notes.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { libraryFiles, libraryName } from '../library-files.ts';
import { resolveMachO } from '../loader/dyld.ts';
import { activeHwcaps } from '../loader/hwcaps.ts';
import { elfObjects } from '../loader/object.ts';
import { type Resolution, resolveNames } from '../loader/resolve.ts';
import { definitionsOf, unresolved, versionsOf } from '../loader/symbols.ts';
import { type RunFault, sameFault } from './fault.ts';
import { candidateFolders } from './folders.ts';
import { libcOf, misfitOf, type StackLibrary, stackLibraries, wantedSoname } from './libraries.ts';
import { linkedRpath } from './linked-rpath.ts';
import { libraryOfName, ofCopy, realFileOf, whyMissing } from './missing.ts';
import { ownArchitecture } from './own-architecture.ts';
import { perScope } from './per-scope.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A start of some program in an environment; null where programs of this system are not ELF files. */
export type StartIn = (env: Env) => Resolution | null;

/** The library of the scope whose names begin so: `zmq_ctx_new` is libzmq's. */
function libraryOfSymbol({ recipes }: Scope, symbol: string): string | null {
  const found = recipes.find(({ provides }) =>
    provides.symbolPrefixes.some((prefix) => symbol.startsWith(prefix)),
  );
  return found === undefined ? null : (libraryName(found.provides.sonames[0] ?? '')?.stem ?? null);
}

/** Whether a file defines all of these symbols, versions not looked at. */
export function definesAll(ask: Ask, path: string, symbols: readonly string[]): boolean {
  const opened = ask.of(elfObjects)(path);
  const defines = opened.ok ? definitionsOf(opened.object) : opened;
  return defines.ok && symbols.every(defines.value);
}

function definesVersion(ask: Ask, path: string, version: string): boolean {
  const opened = ask.of(elfObjects)(path);
  return opened.ok && versionsOf(opened.object).has(version);
}

/** Another copy of a library that has what the one that wins lacks. */
function betterCopy(
  ask: Ask,
  scope: Scope,
  library: string,
  path: string,
  has: (file: string) => boolean,
): string | null {
  const own = ask.probe.realpath(path);
  const taken = ask.of(elfObjects)(path);
  const soname = taken.ok ? taken.object.elf.dynamic?.soname : null;
  const copies = libraryFiles(ask, library, candidateFolders(ask, scope));
  const others = copies.filter(
    (copy) =>
      copy.linkage === 'shared' &&
      copy.fault === null &&
      copy.soname === soname &&
      copy.file !== null &&
      (!own.ok || copy.file !== own.value),
  );
  return others.find((copy) => has(copy.path))?.path ?? null;
}

function symbolFaults(ask: Ask, scope: Scope, resolution: Resolution): RunFault[] {
  const { libraries, main } = resolution;
  const lacking = unresolved(resolution);
  const faults: RunFault[] = [];
  for (const { version, library: soname, path, neededBy } of lacking.versions) {
    const library = libraryOfName(soname);
    const better = betterCopy(ask, scope, library, path, (file) => definesVersion(ask, file, version));
    faults.push(
      better === null
        ? { kind: 'version', library, version, path, neededBy }
        : { kind: 'duplicate', library, path, better, lacks: [version], neededBy },
    );
  }
  const byLibrary = new Map<string, { symbols: string[]; neededBy: string }>();
  const ofScope = new Set(stackLibraries(ask, scope).map(({ name }) => name));
  for (const { name, neededBy } of lacking.symbols) {
    const library = libraryOfSymbol(scope, name);
    // What other libraries lack of each other may be a plugin's business.
    const concerns = library !== null || neededBy === main.path || ofScope.has(libraryOfName(neededBy));
    if (!concerns) continue;
    const key = library ?? '';
    const known = byLibrary.get(key) ?? { symbols: [], neededBy };
    known.symbols.push(name);
    byLibrary.set(key, known);
  }
  // A version that is missing leaves symbols missing too.
  if (faults.length > 0) byLibrary.delete('');
  for (const [key, { symbols, neededBy }] of byLibrary) {
    const library = key === '' ? libraryOfName(neededBy) : key;
    const path =
      libraries.find(({ name, path }) => path !== null && libraryOfName(name) === library)?.path ?? null;
    const better =
      path === null ? null : betterCopy(ask, scope, library, path, (file) => definesAll(ask, file, symbols));
    faults.push(
      better === null || path === null
        ? { kind: 'symbols', library, path, symbols, neededBy }
        : { kind: 'duplicate', library, path, better, lacks: symbols, neededBy },
    );
  }
  return faults;
}

/** A file that is another library than its name says. */
function strangers(ask: Ask, { libraries }: Resolution): RunFault[] {
  return libraries.flatMap(({ name, path, object, reason }): RunFault[] => {
    const soname = object?.elf.dynamic?.soname;
    if (path === null || reason === 'preload' || !soname || libraryName(soname) === null) return [];
    const [asked, got] = [libraryOfName(name), libraryOfName(soname)];
    if (asked === got || !/zmq|sodium/.test(asked + got)) return [];
    const target = ask.probe.readlink(path);
    return [
      {
        kind: 'link',
        library: asked,
        path,
        target: target.ok ? target.value : soname,
        problem: 'wrong',
        real: realFileOf(ask, path, asked),
        use: 'run',
      },
    ];
  });
}

/**
 * Libraries that were built with another C library than the program's. Both loaders take them: musl's stands for
 * `libc.so.6` by itself, and what fails is a symbol; glibc's finds no `libc.so`.
 */
function ofOtherLibc(
  ask: Ask,
  { libraries, main, system }: Resolution,
): readonly Extract<RunFault, { kind: 'architecture' }>[] {
  if (system.kind === 'freebsd') return [];
  const architecture = elfArchitecture(main.elf.header);
  return libraries.flatMap(({ path, reason }) => {
    const its = path === null || reason === 'preload' ? null : libcOf(ask, path);
    if (path === null || its === null || its === system.kind) return [];
    const library = libraryOfName(path);
    const [has, wanted] = [`${architecture} ${its}`, `${architecture} ${system.kind}`];
    return [{ kind: 'architecture', library, path, has, wanted } as const];
  });
}

/** x86-64 levels that a loaded file says it needs and this processor has not (psABI; glibc refuses to start). */
function cpuFaults(ask: Ask, { libraries, main, system }: Resolution): RunFault[] {
  if (system.kind === 'freebsd') return [];
  const has = Math.max(1, ...activeHwcaps(ask, main.elf).map((name) => Number(name.at(-1))));
  return [main, ...libraries.flatMap(({ object }) => object ?? [])].flatMap((object): RunFault[] => {
    const level = object.elf.header.type === 0 ? null : readNotes(object.elf).x86Level;
    return level !== null && level > has
      ? [{ kind: 'cpu', library: libraryOfName(object.path), path: object.path, level }]
      : [];
  });
}

/** All that keeps a start from working. A preloaded library that is not found is only complained about. */
export function faultsOf(ask: Ask, scope: Scope, resolution: Resolution | null): readonly RunFault[] {
  if (resolution === null) return [];
  const foreign = ofOtherLibc(ask, resolution);
  const missing = resolution.libraries
    // What a library for another C library lacks here is no fault of its own.
    .filter(
      ({ path, reason, neededBy }) =>
        path === null && reason !== 'preload' && !foreign.some((one) => one.path === neededBy),
    )
    .map((library) => whyMissing(ask, scope, resolution, library));
  const faults = [...foreign, ...missing, ...strangers(ask, resolution)];
  const more =
    faults.length > 0 ? faults : [...cpuFaults(ask, resolution), ...symbolFaults(ask, scope, resolution)];
  return more.filter((fault, index) => more.findIndex((other) => sameFault(fault, other)) === index);
}

/** Variables by which a user tells the loader where to look, the last by way of the linker (ld(1), LD_RUN_PATH). */
const VARIABLES = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'LD_RUN_PATH'] as const;

/** The variable without each of its entries in turn, then without all of them. */
function trials(env: Env, variable: string): readonly { readonly entry: string | null; readonly env: Env }[] {
  const value = env[variable] ?? '';
  const entries = value.split(variable === 'LD_PRELOAD' ? /[\s:]+/ : /[:;]/);
  const single = entries.length < 2 || entries.length > 16 ? [] : entries;
  return [
    ...single.map((entry, index) => ({
      entry,
      env: { ...env, [variable]: entries.filter((_, other) => other !== index).join(':') },
    })),
    { entry: entries.length === 1 ? value : null, env: { ...env, [variable]: undefined } },
  ];
}

/** The file of a library that comes in front because of an entry. */
function throughEntry(resolution: Resolution | null, entry: string | null): string | null {
  const files = (resolution?.libraries ?? []).filter(
    ({ reason }) => reason === 'LD_LIBRARY_PATH' || reason === 'preload',
  );
  const inEntry = (path: string) =>
    entry === null || path.startsWith(`${entry.replace(/\/+$/, '')}/`) || path === entry;
  const tried = (resolution?.libraries ?? [])
    .flatMap((library) => library.tried)
    .filter(({ reason, why }) => reason === 'LD_LIBRARY_PATH' && why !== 'missing');
  return (
    files.flatMap(({ path }) => path ?? []).find(inEntry) ??
    tried.map(({ path }) => path).find(inEntry) ??
    null
  );
}

/**
 * Why a start does not work, with whatever variable is to blame in front: the one without which faults vanish and no
 * new ones come.
 */
export function judgeStart(
  ask: Ask,
  scope: Scope,
  start: StartIn,
  library: string,
  resolution = start(ask.probe.env),
): readonly RunFault[] {
  const { env } = ask.probe;
  const faults = faultsOf(ask, scope, resolution);
  if (faults.length === 0) return faults;
  for (const variable of VARIABLES) {
    const value = env[variable];
    if (!value) continue;
    for (const trial of trials(env, variable)) {
      const left = faultsOf(ask, scope, start(trial.env));
      const isBetter =
        left.length < faults.length && left.every((one) => faults.some((other) => sameFault(one, other)));
      if (!isBetter) continue;
      const effects = faults.filter((one) => !left.some((other) => sameFault(one, other)));
      return [
        {
          kind: 'variable',
          library,
          variable,
          value,
          entry: trial.entry,
          path: throughEntry(resolution, trial.entry),
          effects,
        },
        ...left,
      ];
    }
  }
  return faults;
}

export interface RunView {
  readonly library: string;
  /** Null where only static copies are here. */
  readonly soname: string | null;
  /** The file that the loader gives it; null where it finds none. */
  readonly path: string | null;
  readonly reason: string | null;
  /** Every file that is loaded with it, itself among them. */
  readonly loaded: readonly string[];
  readonly faults: readonly RunFault[];
}

/** macOS: programs name their libraries by path, so that only the copies themselves can be looked at. */
function machoFaults(ask: Ask, { name, copies, recipe }: StackLibrary): readonly RunFault[] {
  const shared = copies.filter(({ linkage }) => linkage === 'shared');
  const usable = shared.find((copy) => misfitOf(ask, copy) === null);
  if (usable === undefined) {
    const fault = shared[0] && ofCopy(ask, name, shared[0], ownArchitecture(ask) ?? '');
    return [
      fault ?? {
        kind: 'not-installed',
        library: name,
        soname: recipe.provides.sonames[0] ?? name,
        neededBy: null,
      },
    ];
  }
  const resolved = resolveMachO(ask, usable.path);
  return (resolved.ok ? resolved.value.libraries : []).flatMap(
    ({ path, name: soname, neededBy }): RunFault[] =>
      path === null
        ? [{ kind: 'dependency', library: libraryOfName(soname), soname, neededBy, others: [] }]
        : [],
  );
}

function runView(ask: Ask, scope: Scope, library: StackLibrary): RunView {
  const { name } = library;
  const soname = wantedSoname(ask, library);
  const nothing = { library: name, soname, path: null, reason: null, loaded: [] };
  if (soname === null) return { ...nothing, faults: [] };
  if (ask.probe.self.os === 'darwin') return { ...nothing, faults: machoFaults(ask, library) };
  const start: StartIn = (env) => resolveNames(ask, [soname], { env }, linkedRpath(ask, scope, env));
  const resolution = start(ask.probe.env);
  const found = resolution?.libraries.find((one) => one.name === soname);
  return {
    library: name,
    soname,
    path: found?.path ?? null,
    reason: found?.reason ?? null,
    loaded: (resolution?.libraries ?? []).flatMap((one) => one.path ?? []),
    faults: judgeStart(ask, scope, start, name, resolution),
  };
}

/** RUN: what a program gets that needs each library of the scope and says nothing more. */
export const runViews = perScope((ask: Ask, scope: Scope): readonly RunView[] =>
  stackLibraries(ask, scope).map((library) => runView(ask, scope, library)),
);
