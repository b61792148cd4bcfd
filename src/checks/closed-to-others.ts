import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { readableFix } from '../doctor/readable-fix.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { libraryOfName } from '../facts/stack/missing.ts';
import { runViews } from '../facts/stack/run.ts';

/** The rights of others (chmod(1)) that a folder is entered with and a file is read with. */
const ENTER = 0o001;
const READ = 0o004;

/** The first folder on the way to a file, or the file, that is closed to whoever is neither its owner nor in its group. */
function closedOnTheWay({ probe }: Ask, path: string): string | null {
  const real = probe.realpath(path);
  if (!real.ok) return null;
  const parts = real.value.split('/').filter(Boolean);
  for (let count = 1; count <= parts.length; count++) {
    const place = `/${parts.slice(0, count).join('/')}`;
    const stat = probe.stat(place);
    if (!stat.ok) return null;
    if ((stat.value.mode & (count < parts.length ? ENTER : READ)) === 0) return place;
  }
  return null;
}

/** Whether people other than root have accounts here: their numbers, as login.defs(5) has them (UID_MIN, UID_MAX). */
function hasUsers({ probe }: Ask): boolean {
  const passwd = probe.readText('/etc/passwd');
  if (!passwd.ok) return false;
  const numbers = passwd.value.split('\n').map((line) => Number(line.split(':')[2]));
  return numbers.some((uid) => uid >= 1000 && uid < 60_000);
}

/**
 * Root may read what nobody else may, and so sees nothing of the fault for which he was called: libraries that were
 * installed under a tight umask, for instance. What lies in root's own home is meant for root.
 */
const closedToOthers: Check = {
  id: 'closed-to-others',
  title: text('everybody may read the libraries', '所有用户都能读取这些库'),
  codes: ['library.unreadable'],
  async judge(ask, scope) {
    const { uid, home } = ask.probe.self;
    if (uid !== 0) return [];
    const paths = new Set(runViews(ask, scope).flatMap(({ loaded }) => loaded));
    const byPlace = new Map<string, string>();
    for (const path of paths) {
      const place = path.startsWith(`${home}/`) ? null : closedOnTheWay(ask, path);
      if (place !== null && !byPlace.has(place)) byPlace.set(place, libraryOfName(path));
    }
    const severity = hasUsers(ask) ? 'error' : 'warning';
    return [...byPlace].map(
      ([place, library]): Finding => ({
        code: 'library.unreadable',
        subject: library,
        severity,
        title: text(`Only root may read ${library}`, `只有 root 能读取 ${library}`),
        cause: text(
          `${place} is closed to other users; to their programs the loader says only that there is no such file.`,
          `${place} 不对其他用户开放；他们的程序从加载器只会得到“没有这个文件”。`,
        ),
        evidence: [{ kind: 'file', where: place, text: 'closed to others' }],
        consequences: [],
        fixes: [readableFix(ask, place, 'safe')],
      }),
    );
  },
};

export default closedToOthers;
