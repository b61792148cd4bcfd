import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { jobsFor, resources, roomFor } from '../../src/facts/resources.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
const of = (files: MachineSpec['files']) =>
  askOf(fakeMachine({ self: { cpus: 8, memory: 16 * GIB }, files: files ?? {} })).of(resources);

const MEMINFO = 'MemTotal:       16777216 kB\nMemFree:          500000 kB\nMemAvailable:   12582912 kB\n';
const V2 = '25 24 0:22 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n';

test('without cgroups: the machine’s own CPUs and memory', () => {
  expect(of({ '/proc/meminfo': MEMINFO })).toEqual({ cpus: 8, memory: 16 * GIB, memoryAvailable: 12 * GIB });
});

test('cgroup 2 in a container of its own namespace: limits stand at the root', () => {
  const found = of({
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '0::/\n',
    '/proc/self/mountinfo': V2,
    '/sys/fs/cgroup/cpu.max': '150000 100000\n',
    '/sys/fs/cgroup/memory.max': `${2 * GIB}\n`,
    '/sys/fs/cgroup/memory.current': `${1 * GIB}\n`,
    '/sys/fs/cgroup/memory.stat': `anon 1\ninactive_file ${512 * MIB}\n`,
  });
  expect(found).toEqual({ cpus: 1.5, memory: 2 * GIB, memoryAvailable: 1.5 * GIB });
});

test('cgroup 2 outside a container: an ancestor’s limit holds, `max` is none', () => {
  const found = of({
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '0::/user.slice/user-1000.slice/session-2.scope\n',
    '/proc/self/mountinfo': V2,
    '/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/cpu.max': 'max 100000\n',
    '/sys/fs/cgroup/user.slice/user-1000.slice/cpu.max': '200000 100000\n',
    '/sys/fs/cgroup/user.slice/user-1000.slice/session-2.scope/memory.max': 'max\n',
    '/sys/fs/cgroup/user.slice/memory.max': `${4 * GIB}\n`,
    '/sys/fs/cgroup/user.slice/memory.current': '0\n',
  });
  expect(found).toEqual({ cpus: 2, memory: 4 * GIB, memoryAvailable: 4 * GIB });
});

test('cgroup 1 in Docker: the container’s path is the mount’s root and not below it', () => {
  const found = of({
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '4:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n0::/docker/abc\n',
    '/proc/self/mountinfo':
      '30 29 0:26 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n' +
      '31 29 0:27 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '300000\n',
    '/sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '536870912\n',
    '/sys/fs/cgroup/memory/memory.usage_in_bytes': '134217728\n',
  });
  expect(found).toEqual({ cpus: 3, memory: 512 * MIB, memoryAvailable: 384 * MIB });
});

test('cgroup 1 without limits: -1 and the all-ones number', () => {
  const found = of({
    '/proc/meminfo': MEMINFO,
    '/proc/self/cgroup': '4:memory:/\n3:cpu,cpuacct:/\n',
    '/proc/self/mountinfo':
      '30 29 0:26 / /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory\n' +
      '31 29 0:27 / /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu,cpuacct\n',
    '/sys/fs/cgroup/cpu/cpu.cfs_quota_us': '-1\n',
    '/sys/fs/cgroup/cpu/cpu.cfs_period_us': '100000\n',
    '/sys/fs/cgroup/memory/memory.limit_in_bytes': '9223372036854771712\n',
  });
  expect(found).toEqual({ cpus: 8, memory: 16 * GIB, memoryAvailable: 12 * GIB });
});

test('jobs: a fraction of a CPU is worth one, memory holds back, one at least', () => {
  const machine = { cpus: 8, memory: 16 * GIB, memoryAvailable: 16 * GIB };
  expect(jobsFor(machine, 512 * MIB)).toBe(8);
  expect(jobsFor({ ...machine, cpus: 1.5 }, 512 * MIB)).toBe(2);
  expect(jobsFor({ ...machine, memoryAvailable: 2 * GIB }, 512 * MIB)).toBe(4);
  expect(jobsFor({ ...machine, cpus: 0.5, memoryAvailable: 10 * MIB }, 512 * MIB)).toBe(1);
});

test('room for a path that does not exist yet is that of its nearest folder', () => {
  const little = { freeBytes: 1, freeInodes: 2, totalInodes: 3 };
  const machine = fakeMachine({ files: { '/opt': { kind: 'directory' } }, space: { '/opt': little } });
  expect(roomFor(machine, '/opt/a/b')).toEqual({ folder: '/opt', space: little });
  expect(roomFor(machine, '/nowhere/at/all')?.folder).toBe('/');
});
