import type { Ask } from './ask.ts';
import { programs } from './programs.ts';

/** Where the C library's own package puts it. */
const SYSTEMS = /^\/(?:usr\/)?s?bin\//;

/**
 * The ldconfig to run, wherever it lies; null where there is none. The system's own wins over one that stands in front of
 * it: a container image may have put a program there that does nothing.
 */
export function ldconfigOf(ask: Ask): string | null {
  const { onPath, offPath } = ask.of(programs).find('ldconfig');
  const usable = [...onPath, ...offPath].filter(({ problem }) => problem === null);
  return (usable.find(({ path }) => SYSTEMS.test(path)) ?? usable[0])?.path ?? null;
}
