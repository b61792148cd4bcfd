import { posix } from 'node:path';
import type { Ask } from './ask.ts';
import { programs } from './programs.ts';

/** Names of compilers, with a target in front and a version behind; `ccache`, `distcc` and whatever else calls one are none. */
const COMPILER = /^(?:[\w.+]+-)*(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-[\d.]+)?$/;

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Whether a compiler is called through a program that keeps or sends away what it compiles, by words (`ccache gcc`) or by a link. */
export function isWrapped(ask: Ask, [program = '']: readonly string[]): boolean {
  const path = program.includes('/') ? program : ask.of(programs).onPath(program);
  const real = path === null ? null : ask.probe.realpath(path);
  return !COMPILER.test(baseName(real?.ok ? real.value : program));
}

/** Some C that is on every machine with a compiler. */
const HEADERS = ['/usr/include/errno.h', '/usr/include/stdio.h'];

const OWN = { c: 'trial.c', 'c++': 'trial.cc' } as const;

/**
 * The words that make a wrapper do its own work, for which it wants a file and nothing is to be written: ours, beside the
 * bundle (scripts/build.mjs), by its name alone, since distcc sends nothing away that needs `-x`; else a header of the
 * system's. Null where there is neither.
 */
export function wrappedWords({ probe }: Ask, language: keyof typeof OWN): readonly string[] | null {
  const entry = probe.self.command.at(-1) ?? '';
  const folder = posix.dirname(entry);
  const own = [folder, posix.join(folder, '../dist')]
    .map((place) => posix.join(place, OWN[language]))
    .find((path) => entry.startsWith('/') && probe.access(path, 'read'));
  if (own !== undefined) return ['-c', own, '-o', '/dev/null'];
  const header = HEADERS.find((path) => probe.access(path, 'read'));
  return header === undefined ? null : ['-x', language, '-c', header, '-o', '/dev/null'];
}
