import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { readableFix } from '../doctor/readable-fix.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { foldersAbove } from '../facts/loader/expand.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { libraryOfName } from '../facts/stack/libraries.ts';
import { pkgConfigViews } from '../facts/stack/pkgconfig.ts';
import { runViews } from '../facts/stack/run.ts';

/** The rights of others (chmod(1)) that a folder is entered with and a file is read with. */
const ENTER = 0o001;
const READ = 0o004;

/** The first folder on the way to a file, or the file, that is closed to whoever is neither its owner nor in its group. */
function closedOnTheWay({ probe }: Ask, path: string): string | null {
  const real = probe.realpath(path);
  if (!real.ok) return null;
  for (const place of [...foldersAbove(real.value), real.value]) {
    const stat = probe.stat(place);
    if (!stat.ok) return null;
    if ((stat.value.mode & (place === real.value ? READ : ENTER)) === 0) return place;
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

interface Needed {
  readonly path: string;
  readonly code: Finding['code'];
  readonly subject: string;
}

/** What programs, compilers and pkg-config open of the stack. */
const neededFiles = (ask: Ask, scope: Scope): readonly Needed[] => [
  ...runViews(ask, scope).flatMap(({ loaded }) =>
    loaded.map((path): Needed => ({ path, code: 'library.unreadable', subject: libraryOfName(path) })),
  ),
  ...headerViews(ask, scope).flatMap(({ found, header }): readonly Needed[] =>
    found === null ? [] : [{ path: `${found.path}/${header}`, code: 'header.missing', subject: header }],
  ),
  ...pkgConfigViews(ask, scope).flatMap(({ module, report }): readonly Needed[] => {
    const [file] = report.files;
    return file === undefined ? [] : [{ path: file.path, code: 'pkgconfig.module-missing', subject: module }];
  }),
];

/**
 * Root may read what nobody else may, and so sees nothing of the fault for which he was called: an install under a tight
 * umask, for instance. What lies in root's own home is meant for root.
 */
const closedToOthers: Check = {
  id: 'closed-to-others',
  title: text('everybody may read the libraries and headers', '所有用户都能读取库和头文件'),
  codes: ['library.unreadable', 'header.missing', 'pkgconfig.module-missing'],
  async judge(ask, scope) {
    const { uid, home } = ask.probe.self;
    if (uid !== 0) return [];
    const byPlace = new Map<string, Needed>();
    for (const needed of neededFiles(ask, scope)) {
      const place = needed.path.startsWith(`${home}/`) ? null : closedOnTheWay(ask, needed.path);
      if (place !== null && !byPlace.has(place)) byPlace.set(place, needed);
    }
    const severity = hasUsers(ask) ? 'error' : 'warning';
    return [...byPlace].map(
      ([place, { code, subject }]): Finding => ({
        code,
        subject,
        severity,
        title: text(`Only root may read ${subject}`, `只有 root 能读取 ${subject}`),
        cause: text(
          `${place} is closed to other users; their programs are told that there is no such file, or that they may not.`,
          `${place} 不对其他用户开放；他们的程序只会得到“没有这个文件”或“没有权限”。`,
        ),
        evidence: [{ kind: 'file', where: place, text: 'closed to others' }],
        consequences: [],
        fixes: [readableFix(ask, place, 'safe')],
      }),
    );
  },
};

export default closedToOthers;
