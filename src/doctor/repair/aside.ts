import type { Host, Probe } from '../../host/host.ts';

const MOST = 1000;

/**
 * The name under which a path is kept beside itself. A library's begins otherwise than with `lib`: ldconfig takes
 * whatever begins so and holds `.so` (elf/ldconfig.c), and would make links to the very file that was moved away.
 */
export function asideName(path: string, count: number): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const name = path.slice(folder.length);
  return /^(lib|ld-).*\.so/.test(name)
    ? `${folder}czmq-setup-aside-${count}.${name}`
    : `${path}.czmq-setup-aside-${count}`;
}

/** The first name beside a path that is not taken. */
export function freeAside(probe: Probe, path: string): string {
  for (let count = 1; count < MOST; count++) {
    const kept = asideName(path, count);
    if (!probe.lstat(kept).ok) return kept;
  }
  throw new Error(`${path} was moved aside ${MOST} times`);
}

/** What was last moved away from a path; null where nothing was. */
export function lastAside(probe: Probe, path: string): string | null {
  let last: string | null = null;
  for (let count = 1; count < MOST; count++) {
    const kept = asideName(path, count);
    if (!probe.lstat(kept).ok) break;
    last = kept;
  }
  return last;
}

/** Moves a path out of the way, beside itself, under a name that is not taken. The new path; null where nothing is there. */
export function moveAside(host: Host, path: string): string | null {
  if (!host.lstat(path).ok) return null;
  const kept = freeAside(host, path);
  host.rename(path, kept);
  return kept;
}
