/** A cgroup hierarchy: its files for this process, its own group first, then every ancestor that can be seen. */
export interface CgroupFolders {
  readonly version: 1 | 2;
  /** Controllers of a version 1 hierarchy; version 2 has all in one. */
  readonly controllers: readonly string[];
  readonly folders: readonly string[];
}

interface Mount {
  readonly root: string;
  readonly point: string;
  readonly type: string;
  readonly options: readonly string[];
}

/** proc_pid_mountinfo(5): blanks and backslashes of paths stand as octal numbers. */
const unquote = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

function mountsIn(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ');
    const [, , , root, point] = before?.split(' ') ?? [];
    const [type, , options] = after?.split(' ') ?? [];
    if (root === undefined || point === undefined || type === undefined) return [];
    return [{ root: unquote(root), point: unquote(point), type, options: options?.split(',') ?? [] }];
  });
}

/** `/a/b` below `/` -> `/mnt/a/b`, `/mnt/a`, `/mnt`: a limit of any ancestor holds too. */
function ladder(point: string, inside: string): string[] {
  const parts = inside.split('/').filter(Boolean);
  return [...parts.keys(), parts.length]
    .reverse()
    .map((count) => [point.replace(/\/$/, ''), ...parts.slice(0, count)].join('/'));
}

/**
 * Where this process' cgroup files lie, from /proc/self/cgroup (cgroups(7): `id:controllers:path`) and
 * /proc/self/mountinfo. A container may see only a part of the tree: the mount's root is then taken off the path.
 */
export function cgroupFolders(cgroup: string, mountinfo: string): readonly CgroupFolders[] {
  const mounts = mountsIn(mountinfo);
  return cgroup.split('\n').flatMap((line) => {
    const [, id, list, path] = /^(\d+):([^:]*):(\/.*)$/.exec(line) ?? [];
    if (id === undefined || list === undefined || path === undefined) return [];
    const version = id === '0' && list === '' ? 2 : 1;
    const controllers = version === 2 ? [] : list.split(',').filter(Boolean);
    const mount = mounts.find(({ type, options }) =>
      version === 2
        ? type === 'cgroup2'
        : type === 'cgroup' && controllers.some((name) => options.includes(name)),
    );
    if (mount === undefined) return [];
    const inside =
      path === mount.root || path.startsWith(`${mount.root}/`) ? path.slice(mount.root.length) : path;
    const folders = ladder(mount.point, mount.root === '/' ? path : inside);
    return [{ version, controllers, folders }];
  });
}

/** cpu.max of version 2, `200000 100000` or `max 100000`, as a number of CPUs; null where there is no limit. */
export function quotaOfCpuMax(words: string): number | null {
  const [, quota, period] = /^(\d+) (\d+)/.exec(words) ?? [];
  return quota === undefined || Number(period) === 0 ? null : Number(quota) / Number(period);
}

/** cpu.cfs_quota_us and cpu.cfs_period_us of version 1; -1 is no limit. */
export function quotaOfCfs(quota: string, period: string): number | null {
  const [have, of] = [Number.parseInt(quota, 10), Number.parseInt(period, 10)];
  return have > 0 && of > 0 ? have / of : null;
}

/** Bytes of memory.max or memory.limit_in_bytes; `max` and version 1's all-ones are no limit. */
export function bytesOf(words: string): number | null {
  const bytes = Number.parseInt(words, 10);
  return Number.isFinite(bytes) && bytes < 2 ** 60 ? bytes : null;
}
