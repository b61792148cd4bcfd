import type { Host } from '../../host/host.ts';

const MOST = 1000;

/** Moves a path out of the way, beside itself, under a name that is not taken. The new path; null where nothing is there. */
export function moveAside(host: Host, path: string): string | null {
  if (!host.lstat(path).ok) return null;
  for (let count = 1; count < MOST; count++) {
    const kept = `${path}.czmq-setup-aside-${count}`;
    if (host.lstat(kept).ok) continue;
    host.rename(path, kept);
    return kept;
  }
  throw new Error(`${path} was moved aside ${MOST} times`);
}
