import type { Probe } from '../host/host.ts';

export interface MountPoint {
  readonly point: string;
  readonly readOnly: boolean;
  readonly noExec: boolean;
}

/** Octal escapes of proc_pid_mountinfo(5): `\040` is a blank. */
const plain = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/**
 * The mount that holds a path, existing or not, after proc_pid_mountinfo(5): the mount's own options (field 6) and its
 * file system's (the last field). Null where the system has no such table. `realpath`: of the nearest folder that exists.
 */
export function mountPointOf(probe: Probe, path: string): MountPoint | null {
  const table = probe.readText('/proc/self/mountinfo');
  if (!table.ok) return null;
  let there = path;
  while (there !== '/' && !probe.lstat(there).ok) there = there.slice(0, there.lastIndexOf('/')) || '/';
  const real = probe.realpath(there);
  const at = real.ok ? real.value : there;
  let best: MountPoint | null = null;
  for (const line of table.value.split('\n')) {
    const fields = line.split(' ');
    const point = plain(fields[4] ?? '');
    if (point === '' || (point !== '/' && at !== point && !at.startsWith(`${point}/`))) continue;
    // Later lines lie on top of earlier ones at the same point.
    if (best !== null && point.length < best.point.length) continue;
    const options = [...(fields[5] ?? '').split(','), ...(fields.at(-1) ?? '').split(',')];
    best = { point, readOnly: options.includes('ro'), noExec: options.includes('noexec') };
  }
  return best;
}
