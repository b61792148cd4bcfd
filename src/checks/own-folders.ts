import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isInstalled } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { foldersAbove } from '../facts/loader/expand.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { pathsOf } from '../host/paths.ts';

/** The folder that keeps this user from making a path: the deepest that is there, where he may not write. */
function closedAbove({ probe }: Ask, path: string): string | null {
  const deepest = [...foldersAbove(path), path].filter((folder) => probe.stat(folder).ok).at(-1);
  if (deepest === undefined || probe.access(deepest, 'write')) return null;
  // Told by the check of mounts, and no right of the user's.
  return mountPointOf(probe, deepest)?.readOnly ? null : deepest;
}

/** A build writes its cache and its logs below the user's home, which a run as root may have taken from him (`sudo pip`). */
const ownFolders: Check = {
  id: 'own-folders',
  title: text("the user's folders for caches and logs can be written", '用户的缓存和日志目录可写'),
  codes: ['install.permission'],
  judge(ask, scope) {
    if (!scope.building) return [];
    const { probe } = ask;
    const { cache, state } = pathsOf(probe.env, probe.self);
    const closed = [cache, state].flatMap((path) => {
      const folder = closedAbove(ask, path);
      return folder === null ? [] : [{ path, folder }];
    });
    const [first] = closed;
    if (first === undefined) return [];
    const { path, folder } = first;
    const owner = probe.stat(folder);
    const belongs = owner.ok && owner.value.uid === 0 && probe.self.uid !== 0;
    const finding: Finding = {
      code: 'install.permission',
      subject: folder,
      // Who has the libraries already can go on without writing there.
      severity: isInstalled(ask, scope) ? 'warning' : 'error',
      title: text(
        `${folder} cannot be written by ${probe.self.user}`,
        `${probe.self.user} 无法写入 ${folder}`,
      ),
      cause: belongs
        ? text(
            `It belongs to root, as after a program that was run with sudo; ${path} cannot be made in it.`,
            `它属于 root（例如曾用 sudo 运行过某个程序），因此无法在其中创建 ${path}。`,
          )
        : text(
            `It gives this user no right to write, and ${path} cannot be made in it.`,
            `该用户没有写权限，因此无法在其中创建 ${path}。`,
          ),
      evidence: closed.map((one) => ({ kind: 'file', where: one.folder, text: 'not writable' })),
      consequences: [],
      fixes: [
        belongs && folder.startsWith(`${probe.self.home}/`)
          ? {
              title: text('Give it back to its user', '将其归还给该用户'),
              commands: [['chown', '-R', String(probe.self.uid), folder]],
              needsRoot: true,
              automatic: true,
              risk: 'safe',
            }
          : proposal(
              text(
                'Use other folders: export XDG_CACHE_HOME=DIR XDG_STATE_HOME=DIR',
                '改用其他目录：export XDG_CACHE_HOME=目录 XDG_STATE_HOME=目录',
              ),
            ),
      ],
    };
    return [finding];
  },
};

export default ownFolders;
