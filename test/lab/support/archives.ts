import { existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from './cache.ts';
import type { Bind } from './machine.ts';

const ALL = join(CACHE, 'archives');
const own = new Map<string, string>();

/** Links what `to` lacks; a name stands for its bytes, since apt compares them with the digest of the index. */
function linkMissing(from: string, to: string): void {
  for (const name of readdirSync(from)) {
    if (!name.endsWith('.deb')) continue;
    try {
      linkSync(join(from, name), join(to, name));
    } catch {
      // It is there already, or another run has just removed its own.
    }
  }
}

/** Takes what the runs that have ended downloaded, and removes their folders. */
function harvest(): void {
  for (const name of readdirSync(ALL)) {
    const [, suite, pid] = /^(\w+)\.(\d+)$/.exec(name) ?? [];
    if (suite === undefined || existsSync(`/proc/${pid}`)) continue;
    linkMissing(join(ALL, name), join(ALL, suite));
    rmSync(join(ALL, name), { recursive: true, force: true });
  }
}

/**
 * Downloaded packages, kept for all machines: only network time is saved, apt works as on any machine. Since apt locks
 * its folder, each run of the tests has one of its own, made of links.
 */
export function aptCache(suite: string): Bind {
  let from = own.get(suite);
  if (from === undefined) {
    const shared = join(ALL, suite);
    const ours = join(ALL, `${suite}.${process.pid}`);
    for (const folder of [shared, ours]) mkdirSync(join(folder, 'partial'), { recursive: true });
    harvest();
    linkMissing(shared, ours);
    own.set(suite, ours);
    from = ours;
  }
  return { from, to: '/var/cache/apt/archives', writable: true };
}
