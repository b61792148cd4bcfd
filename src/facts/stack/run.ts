import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { resolveMachO } from '../loader/dyld.ts';
import { resolveNames } from '../loader/resolve.ts';
import type { RunFault } from './fault.ts';
import { judgeStart, type StartIn } from './judge-start.ts';
import { libraryOfName, misfitOf, type StackLibrary, stackLibraries, wantedSoname } from './libraries.ts';
import { linkedWith } from './linked-path.ts';
import { ownArchitecture } from './own-architecture.ts';
import { perScope } from './per-scope.ts';
import { ofCopy } from './unusable-file.ts';

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

/** What the scope's libraries are called that this one is built on. */
const sonamesBelow = (ask: Ask, scope: Scope, { recipe }: StackLibrary): readonly string[] =>
  stackLibraries(ask, scope)
    .filter((one) => recipe.dependencies.some((needed) => needed.recipe === one.recipe.name))
    .flatMap((one) => wantedSoname(ask, one) ?? []);

function runView(ask: Ask, scope: Scope, library: StackLibrary): RunView {
  const { name } = library;
  const soname = wantedSoname(ask, library);
  const nothing = { library: name, soname, path: null, reason: null, loaded: [] };
  if (soname === null) return { ...nothing, faults: [] };
  if (ask.probe.self.os === 'darwin') return { ...nothing, faults: machoFaults(ask, library) };
  const start: StartIn = (env) => {
    const { path, namesAll } = linkedWith(ask, scope, env);
    // RUNPATH is the program's own alone (ld.so(8)): what its libraries need is found there because it names that too.
    const below = path?.tag === 'runpath' && namesAll ? sonamesBelow(ask, scope, library) : [];
    return resolveNames(ask, [soname, ...below], { env }, path);
  };
  const resolution = start(ask.probe.env);
  // What is preloaded goes by its path, and stands for whoever asks for its soname.
  const found = resolution?.libraries.find(
    ({ name, object }) => name === soname || object?.elf.dynamic?.soname === soname,
  );
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
