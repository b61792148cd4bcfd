import { dirname } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import { askOf } from '../../facts/ask.ts';
import { ldconfigOf } from '../../facts/ldconfig.ts';
import { libc } from '../../facts/libc.ts';
import type { Host } from '../../host/host.ts';
import type { Acted } from './acted.ts';
import { lastAside, moveAside } from './aside.ts';
import { ldConf } from './ld-conf.ts';
import { PRELOAD } from './moves.ts';
import { addProfile, removeProfile } from './profile.ts';

const wrong = (words: readonly string[]): SetupError =>
  new SetupError(
    EXIT.usage,
    text(`no such repair: ${words.join(' ')}`, `没有这种修复操作：${words.join(' ')}`),
  );

const isAbsolute = (path: string | undefined): path is string =>
  path?.startsWith('/') === true && !/[\0-\x1f]/.test(path);

/** Lets `path` point to `target`; what was there is kept beside it. */
async function link(host: Host, target: string, path: string): Promise<Acted> {
  host.mkdir(dirname(path), 0o755);
  const old = host.readlink(path);
  if (old.ok && old.value === target) return { code: 0, moved: [] };
  const kept = moveAside(host, path);
  host.symlink(target, path);
  // The cache names links: it is made anew where that can be done. Where it cannot, the next check says so.
  const ask = askOf(host);
  const ldconfig = ldconfigOf(ask);
  if (host.self.uid === 0 && ask.of(libc)?.kind === 'glibc' && ldconfig !== null && /\.so/.test(path))
    await host.run([ldconfig], { timeoutMs: 120_000 });
  return { code: 0, moved: kept === null ? [] : [{ from: path, to: kept }] };
}

/** Takes a link of ours away and puts back what stood there. */
function unlink(host: Host, path: string): Acted {
  const stat = host.lstat(path);
  if (stat.ok && stat.value.kind !== 'symlink') throw wrong(['unlink', path]);
  if (stat.ok) host.unlink(path);
  const kept = lastAside(host, path);
  if (kept === null) return { code: 0, moved: [] };
  host.rename(kept, path);
  return { code: 0, moved: [{ from: kept, to: path }] };
}

/** Takes a library off ld.so(8)'s list of what every program loads; the old list is kept beside it. */
function unpreload(host: Host, path: string): Acted {
  const list = host.readText(PRELOAD, 1024 * 1024);
  if (!list.ok) return { code: list.fault === 'missing' ? 0 : 1, moved: [] };
  const left = list.value
    .split('\n')
    .map((line) =>
      line
        .split(/(?<=[\s:])|(?=[\s:])/)
        .filter((word) => word !== path)
        .join(''),
    )
    .join('\n');
  if (left === list.value) return { code: 0, moved: [] };
  const kept = moveAside(host, PRELOAD);
  if (left.trim() !== '') host.writeFile(PRELOAD, left, { mode: 0o644, sync: true });
  return { code: 0, moved: kept === null ? [] : [{ from: PRELOAD, to: kept }] };
}

const WAIT_MS = 10 * 60_000;
const STEP_MS = 500;

/** Waits until nobody holds a package manager's lock: /proc/locks names files by device and inode (proc_locks(5)). */
async function waitLock(host: Host, path: string): Promise<Acted> {
  for (let waited = 0; waited < WAIT_MS; waited += STEP_MS) {
    const stat = host.stat(path);
    const locks = host.readText('/proc/locks', 1024 * 1024);
    const held =
      stat.ok && locks.ok && locks.value.split('\n').some((line) => line.includes(`:${stat.value.ino} `));
    if (!held) return { code: 0, moved: [] };
    await host.sleep(STEP_MS);
  }
  return { code: 1, moved: [] };
}

/** One small act of a fix, as `__repair` gets it. Throws a SetupError (exit 2) for one that is unknown. */
export async function act(host: Host, words: readonly string[]): Promise<Acted> {
  const [name, ...args] = words;
  const flag = args[0]?.startsWith('--') ? args[0] : null;
  const [first, second] = flag === null ? args : args.slice(1);
  if (!isAbsolute(first) && name !== 'link') throw wrong(words);
  const path = first ?? '';
  switch (name) {
    case 'ld-conf': {
      const how = flag === '--first' ? 'first' : flag === '--remove' ? 'remove' : 'add';
      return { code: await ldConf(host, askOf(host), path, how), moved: [] };
    }
    case 'move-aside': {
      // A folder named as one is never a file in the way.
      if (path.endsWith('/')) throw wrong(words);
      const kept = moveAside(host, path);
      return { code: kept === null ? 1 : 0, moved: kept === null ? [] : [{ from: path, to: kept }] };
    }
    case 'link':
      if (path === '' || path.includes('\0') || !isAbsolute(second)) throw wrong(words);
      return link(host, path, second);
    case 'unlink':
      return unlink(host, path);
    case 'unpreload':
      return unpreload(host, path);
    case 'wait-lock':
      return waitLock(host, path);
    case 'profile-add':
      return addProfile(host, path);
    case 'profile-remove':
      return removeProfile(host, path);
    default:
      throw wrong(words);
  }
}
