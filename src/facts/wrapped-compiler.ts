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

/** Some C that is on every machine with a compiler: a wrapper works on files only, and nothing is to be written for it. */
const SOURCES = ['/usr/include/errno.h', '/usr/include/stdio.h'];

/** A file to compile; null where there is none. */
export const sourceFile = ({ probe }: Ask): string | null =>
  SOURCES.find((path) => probe.access(path, 'read')) ?? null;
