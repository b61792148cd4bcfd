import type { Probe } from '../../host/host.ts';
import { nearestFolder } from './layout.ts';

/** Octal escapes of proc_pid_mountinfo(5): `\040` is a blank. */
const plain = (field: string): string =>
  field.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));

/**
 * Tells the mount that holds a path, existing or not: rename(2) works only within one. The device number alone does not
 * do, since a bind mount has its file system's; Linux names mount points in field 5 of proc_pid_mountinfo(5).
 */
export function mountsOf(probe: Probe): (path: string) => string {
  const table = probe.self.os === 'linux' ? probe.readText('/proc/self/mountinfo') : null;
  const points = (table?.ok ? table.value.split('\n') : [])
    .map((line) => line.split(' ')[4])
    .filter((point) => point !== undefined)
    .map(plain);
  const known = new Map<string, string>();
  const find = (path: string): string => {
    const real = probe.realpath(nearestFolder(probe, path));
    const there = real.ok ? real.value : path;
    const stat = probe.stat(there);
    const under = points.filter((point) => point === '/' || there === point || there.startsWith(`${point}/`));
    const nearest = under.reduce((best, point) => (point.length > best.length ? point : best), '');
    return `${stat.ok ? stat.value.dev : '?'}:${nearest}`;
  };
  return (path) => {
    const answer = known.get(path) ?? find(path);
    known.set(path, answer);
    return answer;
  };
}
