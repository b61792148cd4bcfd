import { elfArchitecture } from '../../formats/elf/machines.ts';
import { readNotes } from '../../formats/elf/notes.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { libraryName } from '../library-files.ts';
import { activeHwcaps } from '../loader/hwcaps.ts';
import type { Resolution } from '../loader/resolve.ts';
import { type RunFault, sameFault } from './fault.ts';
import { libcOf, libraryOfName } from './libraries.ts';
import { whyMissing } from './missing.ts';
import { symbolFaults } from './symbol-faults.ts';
import { realFileOf } from './unusable-file.ts';

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
