import { join } from 'node:path';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { elfObjects } from '../loader/object.ts';
import { resolveElf } from '../loader/resolve.ts';
import { candidatePrefixes } from './folders.ts';
import { perScope } from './per-scope.ts';

/** Programs of the user's that need a library: those that find it, and those that do not. */
export interface Witnesses {
  readonly served: readonly string[];
  readonly lost: readonly string[];
}

/** Looked at in each folder and in all of them: a home may hold thousands of files. */
const MOST_IN_FOLDER = 200;
const MOST = 1500;

/** Programs in places where a user keeps what he built. */
const programs = perScope((ask: Ask, scope: Scope): readonly string[] => {
  const { probe } = ask;
  const { cwd, home } = probe.self;
  const names = (folder: string): readonly string[] => {
    const found = probe.readdir(folder);
    return found.ok ? found.value.slice(0, MOST_IN_FOLDER).map((name) => join(folder, name)) : [];
  };
  const roots = [cwd, home, '/opt', '/srv', '/app'].filter((folder) => folder !== '/');
  const prefixes = candidatePrefixes(ask, scope);
  const folders = new Set([
    ...roots,
    ...roots.flatMap(names),
    ...roots.flatMap(names).map((path) => join(path, 'bin')),
    '/usr/local/bin',
  ]);
  // What an installation brings itself carries its own folder: no witness of what users do.
  const own = prefixes
    .flatMap((prefix) => [join(prefix, 'bin'), join(prefix, 'lib')])
    .filter((path) => path !== '/usr/local/bin');
  const found: string[] = [];
  for (const folder of folders) {
    if (own.includes(folder) || found.length > MOST) continue;
    for (const path of names(folder)) {
      const stat = probe.stat(path);
      if (stat.ok && stat.value.kind === 'file' && (stat.value.mode & 0o111) !== 0 && stat.value.size > 64)
        found.push(path);
    }
  }
  return [...new Set(found)].slice(0, MOST);
});

/** Who of the user's programs (and of those named with `--binary`) needs a soname, and whether it gets it. */
export function witnesses(ask: Ask, scope: Scope, soname: string): Witnesses {
  const served: string[] = [];
  const lost: string[] = [];
  for (const path of new Set([...scope.binaries, ...programs(ask, scope)])) {
    const magic = ask.probe.readRange(path, 0, 4);
    if (!magic.ok || magic.value[0] !== 0x7f) continue;
    const opened = ask.of(elfObjects)(path);
    if (!opened.ok || opened.object.elf.interpreter === null) continue;
    const resolved = resolveElf(ask, path);
    const library = resolved.ok
      ? resolved.resolution.libraries.find(({ name }) => name === soname)
      : undefined;
    if (library === undefined) continue;
    if (library.path === null) lost.push(path);
    else served.push(path);
  }
  return { served, lost };
}
