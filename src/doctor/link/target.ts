import type { Ask } from '../../facts/ask.ts';
import { ownArchitecture } from '../../facts/stack/own-architecture.ts';
import type { LinkLine } from './line.ts';
import { architectureOf } from './read.ts';

/** As compilers' names begin, where that differs from what files are called. */
const MACHINES: Readonly<Record<string, string>> = {
  i486: 'i386',
  i586: 'i386',
  i686: 'i386',
  amd64: 'x86_64',
  arm64: 'aarch64',
  powerpc64le: 'ppc64le',
  powerpc64: 'ppc64',
};

/** The machine that a line makes programs for, as files name it; null where it cannot be told. */
export function targetOf(ask: Ask, { machine }: LinkLine): string | null {
  const own = ownArchitecture(ask);
  if (machine === null || own === null) return own;
  const named = MACHINES[machine] ?? machine;
  return /^(?:x86_64|i386|aarch64|ppc64(?:le)?|riscv64|s390x|loongarch64)$/.test(named) ? named : null;
}

/** Known to be for another machine. */
export const isForeign = (ask: Ask, path: string, target: string | null): boolean => {
  const its = architectureOf(ask, path);
  return its !== null && target !== null && its !== target;
};
