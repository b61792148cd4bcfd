import { bytesOf, type CgroupFolders, cgroupFolders, quotaOfCfs, quotaOfCpuMax } from '../formats/cgroup.ts';
import type { Probe, Space } from '../host/host.ts';
import type { Fact } from './ask.ts';

/** What a build may use here. */
export interface Resources {
  /** CPUs by affinity, cut by every cgroup quota above us; may be a fraction. */
  readonly cpus: number;
  /** Bytes that this process tree may have at most. */
  readonly memory: number;
  /** Bytes that it can have now without swapping; `memory` where the system does not tell. */
  readonly memoryAvailable: number;
}

const text = (probe: Probe, path: string): string => {
  const answer = probe.readText(path, 1024 * 1024);
  return answer.ok ? answer.value : '';
};

const least = (values: readonly (number | null)[]): number | null =>
  values.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null);

/** proc_meminfo(5): `MemAvailable:   1234 kB`. */
function meminfo(words: string, field: string): number | null {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(words)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * 1024;
}

/** What is left of one cgroup: the limit less what cannot be dropped (page cache can: memory.stat's inactive_file). */
interface Budget {
  readonly limit: number;
  readonly left: number;
}

function memoryBudget(probe: Probe, folder: string, version: 1 | 2): Budget | null {
  const [max, now, cache] =
    version === 2
      ? ['memory.max', 'memory.current', 'inactive_file']
      : ['memory.limit_in_bytes', 'memory.usage_in_bytes', 'total_inactive_file'];
  const limit = bytesOf(text(probe, `${folder}/${max}`));
  if (limit === null) return null;
  const used = bytesOf(text(probe, `${folder}/${now}`)) ?? 0;
  const stat = new RegExp(`^${cache} (\\d+)$`, 'm').exec(text(probe, `${folder}/memory.stat`))?.[1];
  return { limit, left: Math.max(0, limit - used + Number(stat ?? 0)) };
}

const cpuQuota = (probe: Probe, folder: string, version: 1 | 2): number | null =>
  version === 2
    ? quotaOfCpuMax(text(probe, `${folder}/cpu.max`))
    : quotaOfCfs(text(probe, `${folder}/cpu.cfs_quota_us`), text(probe, `${folder}/cpu.cfs_period_us`));

const governs = ({ version, controllers }: CgroupFolders, controller: string): boolean =>
  version === 2 || controllers.includes(controller);

export const resources: Fact<Resources> = {
  id: 'resources',
  read({ probe }) {
    const { self } = probe;
    if (self.os !== 'linux') return { cpus: self.cpus, memory: self.memory, memoryAvailable: self.memory };
    const groups = cgroupFolders(text(probe, '/proc/self/cgroup'), text(probe, '/proc/self/mountinfo'));
    const each = <T>(controller: string, ask: (folder: string, version: 1 | 2) => T): T[] =>
      groups
        .filter((group) => governs(group, controller))
        .flatMap(({ folders, version }) => folders.map((folder) => ask(folder, version)));
    const quota = least(each('cpu', (folder, version) => cpuQuota(probe, folder, version)));
    const budgets = each('memory', (folder, version) => memoryBudget(probe, folder, version));
    const words = text(probe, '/proc/meminfo');
    const memory = least([self.memory, ...budgets.map((budget) => budget?.limit ?? null)]) ?? self.memory;
    const left = least([meminfo(words, 'MemAvailable'), ...budgets.map((budget) => budget?.left ?? null)]);
    return {
      cpus: least([self.cpus, quota]) ?? 1,
      memory,
      memoryAvailable: Math.min(left ?? memory, memory),
    };
  },
};

/** Compile jobs at once: what CPUs allow, held back where memory (bytes a job) would not do. At least one. */
export function jobsFor({ cpus, memoryAvailable }: Resources, bytesPerJob: number): number {
  return Math.max(1, Math.min(Math.ceil(cpus), Math.floor(memoryAvailable / bytesPerJob)));
}

/** Room for a path that need not exist yet, and the existing folder that was asked; null where nothing tells. */
export function roomFor(
  probe: Probe,
  path: string,
): { readonly folder: string; readonly space: Space } | null {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const space = probe.space(folder === '' ? '/' : folder);
    if (space.ok) return { folder: folder === '' ? '/' : folder, space: space.value };
    if (folder === '') return null;
  }
}
