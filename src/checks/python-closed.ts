import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { readableFix } from '../doctor/readable-fix.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { join } from '../facts/loader/expand.ts';
import { pythonPaths } from '../facts/python-folders.ts';

/** What of a pyzmq in a folder of Python's this user may not read: the package's own folder, or its first file. */
function closedIn({ probe }: Ask, folder: string): string | null {
  const home = join(folder, 'zmq');
  const stat = probe.stat(home);
  if (!stat.ok || stat.value.kind !== 'directory') return null;
  if (!probe.access(home, 'execute') || !probe.access(home, 'read')) return home;
  const first = join(home, '__init__.py');
  return probe.stat(first).ok && !probe.access(first, 'read') ? first : null;
}

/**
 * A pyzmq that root installed under a tight umask. Python passes over what it cannot read, takes the folder for a package
 * without contents (PEP 420), and says only that zmq has no attribute.
 */
const pythonClosed: Check = {
  id: 'python-closed',
  title: text('an installed pyzmq may be read', '已安装的 pyzmq 可读'),
  codes: ['python.binding-missing'],
  judge(ask) {
    const closed = ask.of(pythonPaths).folders.flatMap(({ path }) => closedIn(ask, path) ?? []);
    const [path] = closed;
    if (path === undefined) return [];
    const finding: Finding = {
      code: 'python.binding-missing',
      subject: 'pyzmq',
      severity: 'error',
      title: text(`pyzmq cannot be imported: ${path} is closed`, `无法导入 pyzmq：${path} 不可访问`),
      cause: text(
        `${ask.probe.self.user} has no right to read it, and Python takes zmq for an empty package.`,
        `${ask.probe.self.user} 无权读取，Python 便把 zmq 当作空包。`,
      ),
      evidence: [{ kind: 'file', where: path, text: 'permission denied' }],
      consequences: [],
      fixes: [readableFix(ask, path, 'safe')],
    };
    return [finding];
  },
};

export default pythonClosed;
