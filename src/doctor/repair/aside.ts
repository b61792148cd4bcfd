import type { Host } from '../../host/host.ts';

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

/** Moves a path out of the way, beside itself, under a name that is not taken. The new path; null where nothing is there. */
export function moveAside(host: Host, path: string): string | null {
  if (!host.lstat(path).ok) return null;
  for (let count = 1; count < MOST; count++) {
    const kept = asideName(path, count);
    if (host.lstat(kept).ok) continue;
    host.rename(path, kept);
    return kept;
  }
  throw new Error(`${path} was moved aside ${MOST} times`);
}
