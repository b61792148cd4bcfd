import { type Text, text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { BinaryReport } from '../facts/binary.ts';
import { libraryName } from '../facts/library-files.ts';
import { folderOf } from '../facts/loader/expand.ts';
import type { Resolution } from '../facts/loader/resolve.ts';
import { loaderCache } from '../facts/loader-cache.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { ownArchitecture } from '../facts/stack/own-architecture.ts';
import { readNotes } from '../formats/elf/notes.ts';

/** What the check of the named programs proves. */
export const BINARY_TITLE: Text = text('the named programs can be started', '指定的程序可以启动');

/** Libraries of this stack and what it is built on. */
const STACK = /zmq|sodium/;

const stemOf = (name: string): string => libraryName(name)?.stem ?? name;

/** Of the stack's libraries the only copies that the loader knows: nothing about them can be a question of which one wins. */
function noChoice(ask: Ask, { libraries, system }: Resolution): boolean {
  const used = libraries.filter(({ name }) => STACK.test(name));
  if (used.length === 0) return true;
  const cache = ask.of(loaderCache)(system.cache);
  if (!cache.ok) return false;
  return used.every(({ name, reason, path }) => {
    const same = [...cache.bySoname].filter(([soname]) => stemOf(soname) === stemOf(name));
    // A development link that is cached too leads to the same file.
    const fileOf = (one: string): string => {
      const real = ask.probe.realpath(one);
      return real.ok ? real.value : one;
    };
    const files = same.flatMap(([, entries]) => entries.map((entry) => fileOf(entry.path)));
    return reason === 'cache' && path !== null && files.every((file) => file === fileOf(path));
  });
}

/** No file lies on a mount from which nothing may be executed. */
const mayRun = (ask: Ask, paths: readonly string[]): boolean =>
  [...new Set(paths.map(folderOf))].every((folder) => mountPointOf(ask.probe, folder)?.noExec !== true);

/**
 * Whether a program gets all that it needs and there is nothing to ask further: every library found under its own
 * name, no symbol or version missing, the right processor, and no second copy of this stack's libraries about.
 */
export function loadsWell(
  ask: Ask,
  { fault, isStatic, interpreterWorks, resolution, unresolved, ...report }: BinaryReport,
): boolean {
  if (fault !== null || isStatic || resolution === null || !interpreterWorks || report.missingBytes > 0)
    return false;
  const { libraries, main } = resolution;
  return (
    report.architecture === ownArchitecture(ask) &&
    unresolved.symbols.length + unresolved.versions.length + unresolved.unreadable.length === 0 &&
    libraries.every(({ name, path, object, reason }) => {
      const soname = object?.elf.dynamic?.soname;
      const isNamed = !STACK.test(name + (soname ?? '')) || stemOf(name) === stemOf(soname ?? name);
      return path !== null && reason !== 'preload' && isNamed;
    }) &&
    [main, ...libraries.flatMap(({ object }) => object ?? [])].every(
      ({ elf }) => (readNotes(elf).x86Level ?? 1) === 1,
    ) &&
    mayRun(ask, [report.path, ...libraries.flatMap(({ path }) => path ?? [])]) &&
    noChoice(ask, resolution)
  );
}
