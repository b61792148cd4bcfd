import type { Finding } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import { text } from '../core/text.ts';
import { willBuild } from '../doctor/building.ts';
import { repairFix } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { parseProcLocks } from '../formats/proc-locks.ts';

interface LockFile {
  readonly path: string;
  /** `fcntl`: held while the kernel says so. `pid`: holds the owner's process id. `presence`: held while it is there. */
  readonly kind: 'fcntl' | 'pid' | 'presence';
}

const fcntl = (...paths: string[]): LockFile[] => paths.map((path) => ({ path, kind: 'fcntl' }));

/** The files by which package managers keep each other out (apt(8), dnf(8), pacman(8), apk(8), zypper(8)). */
const LOCKS: Readonly<Partial<Record<PackageManager['id'], readonly LockFile[]>>> = {
  apt: fcntl(
    '/var/lib/dpkg/lock-frontend',
    '/var/lib/dpkg/lock',
    '/var/lib/apt/lists/lock',
    '/var/cache/apt/archives/lock',
  ),
  dnf: [
    ...fcntl('/usr/lib/sysimage/rpm/.rpm.lock', '/var/lib/rpm/.rpm.lock'),
    { path: '/var/lib/dnf/rpmdb_lock.pid', kind: 'pid' },
    { path: '/var/cache/dnf/metadata_lock.pid', kind: 'pid' },
  ],
  yum: [...fcntl('/var/lib/rpm/.rpm.lock'), { path: '/var/run/yum.pid', kind: 'pid' }],
  apk: fcntl('/lib/apk/db/lock', '/usr/lib/apk/db/lock'),
  pacman: [{ path: '/var/lib/pacman/db.lck', kind: 'presence' }],
  zypper: [{ path: '/run/zypp.pid', kind: 'pid' }],
};

/** What package managers' processes are called. */
const PROCESSES =
  /^(apt|apt-get|aptitude|dpkg|unattended-upgr.*|packagekitd?|synaptic|dnf\d?|yum|rpm|apk|pacman|pamac.*|zypper|y2base|Zypp.*|python3?|software-.*)$/;

const programOf = ({ probe }: Ask, pid: number): string | null => {
  const name = probe.readText(`/proc/${pid}/comm`, 4096);
  return name.ok ? name.value.trim() : null;
};

/** proc_pid_fd(5); another user's may not be seen. */
function hasOpen({ probe }: Ask, pid: number, path: string): boolean {
  const files = probe.readdir(`/proc/${pid}/fd`);
  return (files.ok ? files.value.slice(0, 1000) : []).some((fd) => {
    const target = probe.readlink(`/proc/${pid}/fd/${fd}`);
    return target.ok && target.value === path;
  });
}

interface Held {
  readonly path: string;
  readonly pid: number | null;
  readonly program: string | null;
}

/** Who holds a lock file; null where nobody does. */
function holderOf(ask: Ask, { path, kind }: LockFile, held: ReturnType<typeof parseProcLocks>): Held | null {
  const { probe } = ask;
  const stat = probe.stat(path);
  if (!stat.ok) return null;
  if (kind === 'fcntl') {
    const same = held.filter(({ ino }) => ino === stat.value.ino);
    // On overlay file systems the kernel's device is not stat's: then the process has to have it open, or the right name.
    const lock =
      same.find(({ dev }) => dev === stat.value.dev) ??
      same.find(({ pid }) => hasOpen(ask, pid, path) || PROCESSES.test(programOf(ask, pid) ?? ''));
    return lock === undefined ? null : { path, pid: lock.pid, program: programOf(ask, lock.pid) };
  }
  if (kind === 'presence') return { path, pid: null, program: null };
  const words = probe.readText(path, 4096);
  const pid = words.ok ? Number.parseInt(words.value, 10) : Number.NaN;
  const program = Number.isInteger(pid) ? programOf(ask, pid) : null;
  return program === null ? null : { path, pid, program };
}

/** Whether a package manager is under way that keeps others out. */
const packageLock: Check = {
  id: 'package-lock',
  title: text('no other package manager run is under way', '没有其他软件包管理器正在运行'),
  codes: ['package.locked'],
  judge(ask, scope) {
    const system = ask.of(systemPackages);
    const files = system === null ? [] : (LOCKS[system.manager.id] ?? []);
    if (files.length === 0) return [];
    const locks = ask.probe.readText('/proc/locks', 1024 * 1024);
    const held = locks.ok ? parseProcLocks(locks.value) : [];
    const found = files.map((file) => holderOf(ask, file, held)).find((holder) => holder !== null);
    if (found == null) return [];
    const { path, pid, program } = found;
    const who = pid === null ? null : `${program ?? 'process'} (${pid})`;
    const finding: Finding = {
      code: 'package.locked',
      subject: path,
      severity: willBuild(ask, scope) ? 'error' : 'warning',
      title: text(
        who === null ? 'The package manager is locked' : `${who} holds the package manager's lock`,
        who === null ? '软件包管理器被锁定' : `${who} 占用着软件包管理器的锁`,
      ),
      cause:
        who === null
          ? text(
              'Another run is under way, or one was killed and left the lock behind.',
              '另一次运行正在进行，或曾被强行终止而留下了锁。',
            )
          : text(
              'Only one run at a time may change packages; nothing can be installed until it ends.',
              '同一时间只能有一个进程改动软件包；在它结束之前无法安装任何软件包。',
            ),
      evidence: [{ kind: 'file', where: path, text: who === null ? 'exists' : `locked by ${who}` }],
      consequences: [],
      fixes: [
        repairFix(ask, text('Wait until it is done', '等待它结束'), ['wait-lock', path], {
          needsRoot: false,
          risk: 'safe',
        }),
      ],
    };
    return [finding];
  },
};

export default packageLock;
