import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isInstalled, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { roomFor } from '../facts/resources.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { pathsOf } from '../host/paths.ts';

const MEGABYTE = 1024 * 1024;
/** File systems without inodes of their own say 0 in all. */
const FEW_INODES = 500;

/** Where apt keeps what it fetches and dpkg what it unpacks (apt.conf(5), Dir::Cache, Dir::State), for this stack's packages. */
const APT = [
  ['/var/cache/apt/archives', 8 * MEGABYTE],
  ['/var/lib/dpkg', MEGABYTE],
] as const;

/** What is written where, in bytes: an installation, its sources and objects, and a compiler's temporary files. */
function places(ask: Ask, scope: Scope): readonly (readonly [path: string, bytes: number])[] {
  const { env, self } = ask.probe;
  return [
    [scope.prefix, 24 * MEGABYTE],
    [pathsOf(env, self).cache, 160 * MEGABYTE],
    [env.TMPDIR?.startsWith('/') ? env.TMPDIR : '/tmp', 8 * MEGABYTE],
    // Who has the libraries fetches no packages of them.
    ...(ask.of(systemPackages)?.manager.id === 'apt' && !isInstalled(ask, scope) ? APT : []),
  ];
}

/** A file was cut short: what a full disk leaves behind. */
const isCutShort = (ask: Ask, scope: Scope): boolean =>
  stackLibraries(ask, scope).some(({ copies }) => copies.some(({ fault }) => fault === 'truncated'));

function fullMounts(ask: Ask, scope: Scope, severity: Severity): readonly Finding[] {
  const byMount = new Map<string, Finding>();
  for (const [path, bytes] of places(ask, scope)) {
    const room = roomFor(ask.probe, path);
    if (room === null) continue;
    const { freeBytes, freeInodes, totalInodes } = room.space;
    const noInodes = totalInodes > 0 && freeInodes < FEW_INODES;
    if (freeBytes >= bytes && !noInodes) continue;
    const mount = mountPointOf(ask.probe, path)?.point ?? room.folder;
    if (byMount.has(mount)) continue;
    const free = Math.floor(freeBytes / MEGABYTE);
    const wanted = Math.ceil(bytes / MEGABYTE);
    byMount.set(mount, {
      code: 'install.no-space',
      subject: mount,
      severity,
      title: noInodes
        ? text(`${mount} has no inodes left`, `${mount} 的 inode 已用尽`)
        : text(`${mount} is full`, `${mount} 空间不足`),
      cause: noInodes
        ? text(
            `Only ${freeInodes} of ${totalInodes} inodes are free: no files can be made, whatever room there is.`,
            `${totalInodes} 个 inode 只剩 ${freeInodes} 个：即使还有空间也无法创建文件。`,
          )
        : text(
            `A build and an installation need ${wanted} MB in ${path}, and ${free} MB are free.`,
            `构建和安装需要 ${path} 有 ${wanted} MB 空间，而只剩 ${free} MB。`,
          ),
      evidence: [{ kind: 'system', where: room.folder, text: `${free} MB and ${freeInodes} inodes free` }],
      consequences: [],
      fixes: [
        proposal(
          text(
            `Make room on ${mount}, or choose another place: --prefix for the installation, XDG_CACHE_HOME for the build, TMPDIR for temporary files`,
            `请在 ${mount} 上腾出空间，或改用其他位置：--prefix 指定安装位置，XDG_CACHE_HOME 指定构建位置，TMPDIR 指定临时目录`,
          ),
          APT.some(([folder]) => folder === path) ? [['apt-get', 'clean']] : [],
        ),
      ],
    });
  }
  return [...byMount.values()];
}

const space: Check = {
  id: 'space',
  title: text('there is room to build and install', '有足够的空间进行构建和安装'),
  codes: ['install.no-space'],
  judge(ask, scope) {
    if (willBuild(ask, scope) || isCutShort(ask, scope)) return fullMounts(ask, scope, 'error');
    // On a machine that works and builds nothing only a disk that is really full will bite.
    return [];
  },
};

export default space;
