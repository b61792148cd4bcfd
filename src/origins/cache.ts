import { join } from 'node:path';
import type { Emit } from '../core/event.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';

let counter = 0;

/** A name in the cache that nobody else uses; what a dead run left is for `cache prune`. */
export const temporary = (host: Host, cacheDir: string): string =>
  join(cacheDir, `.${host.pid}-${++counter}.part`);

/** `cache prune` goes by this time. */
function touch(host: Host, path: string): void {
  try {
    host.utimes(path, host.now(), host.now());
  } catch {
    // Somebody else's, who lets us read it.
  }
}

/** An archive that is kept under its digest, or null. One whose bytes are no longer those is thrown away. */
export async function cached(
  host: Host,
  emit: Emit,
  cacheDir: string,
  sha256: string,
): Promise<string | null> {
  const path = join(cacheDir, sha256);
  if (!host.stat(path).ok) return null;
  if ((await host.sha256(path).catch(() => '')) === sha256) {
    touch(host, path);
    return path;
  }
  emit({
    type: 'note',
    level: 'warning',
    text: text(`${path} was damaged and is thrown away`, `${path} 已损坏，予以丢弃`),
  });
  try {
    host.unlink(path);
  } catch {
    // Another run was faster, or it is not ours to delete: it is not used either way.
  }
  return null;
}

/** Moves a verified file to its digest's name. Another run may have done the same: the bytes are the same. */
export function keep(host: Host, cacheDir: string, from: string, sha256: string): string {
  const path = join(cacheDir, sha256);
  host.rename(from, path);
  return path;
}

/** What git gave for a commit, as a tar whose digest stands in its name: `git-<commit>-<sha256>.tar`. */
const ofCommit = (commit: string): RegExp => new RegExp(`^git-${commit}-([0-9a-f]{64})\\.tar$`);

export async function cachedCommit(host: Host, cacheDir: string, commit: string): Promise<string | null> {
  const names = host.readdir(cacheDir);
  for (const name of names.ok ? names.value : []) {
    const sha256 = ofCommit(commit).exec(name)?.[1];
    const path = join(cacheDir, name);
    if (sha256 !== undefined && (await host.sha256(path).catch(() => '')) === sha256) return path;
  }
  return null;
}

export async function keepCommit(
  host: Host,
  cacheDir: string,
  from: string,
  commit: string,
): Promise<string> {
  const path = join(cacheDir, `git-${commit}-${await host.sha256(from)}.tar`);
  host.rename(from, path);
  return path;
}
