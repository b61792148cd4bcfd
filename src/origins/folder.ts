import { join } from 'node:path';
import type { Host } from '../host/host.ts';
import type { Work } from './work.ts';

/** What a build inside the folder leaves: it would get in the way of ours. */
const LEFTOVERS =
  /^(\.git|\.libs|\.deps|config\.(status|log|cache)|autom4te\.cache|CMakeCache\.txt|CMakeFiles)$|\.(o|lo|la)$/;

/** Files below `folder` as git knows them: tracked ones and new ones, nothing that is ignored. Null where git is no help. */
async function listByGit({ host, signal }: Work, folder: string): Promise<readonly string[] | null> {
  if (!host.lstat(join(folder, '.git')).ok) return null;
  const { code, stdout, truncated } = await host.run(
    ['git', '-c', 'core.fsmonitor=false', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: folder, signal, timeoutMs: 30_000 },
  );
  return code === 0 && !truncated ? stdout.split('\0').filter((name) => name !== '') : null;
}

/** Files below `folder` with their folders walked, without what a build left. Links are not followed. */
function* listAll(host: Host, folder: string, below = ''): Generator<string> {
  const names = host.readdir(join(folder, below));
  for (const name of names.ok ? names.value : []) {
    if (LEFTOVERS.test(name)) continue;
    const path = join(below, name);
    const stat = host.lstat(join(folder, path));
    if (stat.ok && stat.value.kind === 'directory') yield* listAll(host, folder, path);
    else yield path;
  }
}

/**
 * Copies a source folder of the user's, which is left as it is. A folder that git knows is copied as git sees it; any
 * other without what an earlier build inside it left.
 */
export async function copyFolder(work: Work, folder: string, into: string): Promise<void> {
  const { host, signal } = work;
  const parts = `${into}.parts`;
  host.remove(parts);
  host.mkdir(parts, 0o755);
  try {
    const made = new Set<string>();
    for (const path of (await listByGit(work, folder)) ?? listAll(host, folder)) {
      if (signal.aborted) throw signal.reason;
      const from = join(folder, path);
      const to = join(parts, path);
      const stat = host.lstat(from);
      // A file that is deleted but still tracked, a socket, a submodule's folder.
      if (!stat.ok || (stat.value.kind !== 'file' && stat.value.kind !== 'symlink')) continue;
      const parent = join(to, '..');
      if (!made.has(parent)) host.mkdir(parent, 0o755);
      made.add(parent);
      if (stat.value.kind === 'symlink') {
        const target = host.readlink(from);
        if (target.ok) host.symlink(target.value, to);
        continue;
      }
      host.copyFile(from, to);
      host.chmod(to, (stat.value.mode & 0o111) === 0 ? 0o644 : 0o755);
      const time = Math.min(stat.value.mtimeMs, host.now());
      host.utimes(to, time, time);
    }
    host.remove(into);
    host.rename(parts, into);
  } finally {
    host.remove(parts);
  }
}
