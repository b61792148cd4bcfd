import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { libraryFiles, libraryName } from '../library-files.ts';
import { takesNothing } from '../loader/idle.ts';
import { elfObjects } from '../loader/object.ts';
import type { Resolution } from '../loader/resolve.ts';
import { definitionsOf, type MissingSymbol, unresolved, versionsOf } from '../loader/symbols.ts';
import type { RunFault } from './fault.ts';
import { candidateFolders } from './folders.ts';
import { libraryOfName, stackLibraries } from './libraries.ts';

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

/**
 * The library that should have a symbol: the one that its version was linked from, else the only one of those that its
 * user names from which it takes nothing at all. Null where neither says.
 */
function sourceOf(resolution: Resolution, { library, neededBy }: MissingSymbol): string | null {
  if (library !== null) return libraryOfName(library);
  const { main, libraries, edges } = resolution;
  const objects = [main, ...libraries.flatMap(({ object }) => object ?? [])];
  const user = objects.find(({ path }) => path === neededBy);
  const idle = edges.filter(({ from, to }) => {
    const object = from === neededBy ? objects.find(({ path }) => path === to) : undefined;
    // Parts of the C library are there for old programs and may well be empty (glibc 2.34, NEWS).
    const isLibc = object !== undefined && [...versionsOf(object)].some((one) => one.startsWith('GLIBC_'));
    return user !== undefined && object !== undefined && !isLibc && takesNothing(user, object);
  });
  return idle.length === 1 ? libraryOfName(idle[0]?.name ?? '') : null;
}

/** What the libraries of a start lack of each other, symbols and versions. */
export function symbolFaults(ask: Ask, scope: Scope, resolution: Resolution): RunFault[] {
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
  const ofScope = new Set(stackLibraries(ask, scope).map(({ name }) => name));
  for (const { path, detail } of lacking.unreadable)
    if (ofScope.has(libraryOfName(path)))
      faults.push({ kind: 'corrupt', library: libraryOfName(path), path, detail });
  const groups = new Map<string, { symbols: string[]; neededBy: string; named: boolean }>();
  for (const symbol of lacking.symbols) {
    const { name, neededBy } = symbol;
    const library = libraryOfSymbol(scope, name);
    // What other libraries lack of each other may be a plugin's business.
    const concerns = library !== null || neededBy === main.path || ofScope.has(libraryOfName(neededBy));
    if (!concerns) continue;
    const source = library ?? sourceOf(resolution, symbol);
    const key = source ?? libraryOfName(neededBy);
    const group = groups.get(key) ?? { symbols: [], neededBy, named: source !== null };
    group.symbols.push(name);
    groups.set(key, group);
  }
  for (const [library, { symbols, neededBy, named }] of groups) {
    // A version that is missing leaves symbols missing too.
    if (faults.length > 0 && !named) continue;
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
