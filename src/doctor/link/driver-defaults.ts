import type { Ask } from '../../facts/ask.ts';
import { platform } from '../../facts/platform.ts';
import type { LinkLine } from './line.ts';
import { unitsOf } from './read.ts';
import type { Search } from './search.ts';
import type { Unit } from './units.ts';

/** What the compiler's driver adds at the end by itself. */
export function defaultsOf(ask: Ask, line: LinkLine, find: Search['find']): readonly Unit[] {
  if (line.noDefaults) return [];
  const runtime = line.libcxx ? ['c++', 'c++abi'] : ['stdc++'];
  const names = [...(line.cxx ? [...runtime, 'm'] : []), 'gcc_s', 'gcc', 'c'];
  const input = { group: -1, whole: false, asNeeded: false };
  const byName = (name: string): string | null => find(name, line.isStatic).path;
  return names.flatMap((name) => {
    const path = byName(name);
    return path === null ? [] : unitsOf(ask, path, input, byName);
  });
}

/** Distributions whose linker or compiler begins with --as-needed in force. */
const AS_NEEDED = /^(?:debian|ubuntu|linuxmint|gentoo|suse|opensuse)/;

/** Whether the linker takes only those shared libraries that are used, though no word of the line says so. */
export const beginsAsNeeded = (ask: Ask): boolean => {
  const { distro, like } = ask.of(platform);
  return [distro, ...like].some((word) => word !== null && AS_NEEDED.test(word));
};
