import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { type Fault, programs, withFault } from '../../fixtures/machines/kit.ts';
import memory from '../../src/checks/memory.ts';
import mounts from '../../src/checks/mounts.ts';
import permissions from '../../src/checks/permissions.ts';
import space from '../../src/checks/space.ts';
import type { Probe } from '../../src/host/host.ts';
import { judge, keys } from '../support/judge.ts';

const LIBRARIES = [
  'libzmq.so',
  'libzmq.so.5',
  'libzmq.so.5.2.4',
  'libczmq.so',
  'libczmq.so.4',
  'libczmq.so.4.2.1',
];
const bare = (fault: Fault = {}) =>
  withFault(
    withFault(ubuntu2204, { gone: LIBRARIES.map((name) => `/usr/lib/x86_64-linux-gnu/${name}`) }),
    fault,
  );
const mountinfo = (...lines: string[]): Fault['files'] => ({
  '/proc/self/mountinfo': ['1 0 8:1 / / rw - ext4 /dev/sda1 rw', ...lines].join('\n'),
});

describe('rights', () => {
  test('nobody may write the prefix, and nobody can become root', async () => {
    expect(keys(await judge(permissions, bare(), { building: true }))).toEqual([
      'error install.permission /usr/local',
    ]);
    expect(keys(await judge(permissions, bare()))).toEqual(['warning install.permission /usr/local']);
  });

  test('sudo refuses', async () => {
    const system = bare({
      ...programs('/usr/bin', 'sudo'),
      answers: (name) => (name === 'sudo' ? { code: 1, stderr: 'user is not in the sudoers file.\n' } : null),
    });
    const [finding] = await judge(permissions, system);
    expect(finding).toMatchObject({ code: 'install.no-sudo', subject: 'sudo' });
    expect(finding?.consequences).toEqual([{ code: 'install.permission', subject: '/usr/local' }]);
  });

  test('sudo that wants a password is a way', async () => {
    const system = bare({
      ...programs('/usr/bin', 'sudo'),
      answers: (name) => (name === 'sudo' ? { code: 1, stderr: 'sudo: a password is required\n' } : null),
    });
    expect(await judge(permissions, system)).toEqual([]);
  });

  test('who has the libraries already is not told of an error', async () => {
    expect(await judge(permissions, ubuntu2204)).toEqual([]);
    expect(keys(await judge(permissions, ubuntu2204, { building: true }))).toEqual([
      'warning install.permission /usr/local',
    ]);
  });
});

describe('room', () => {
  const full =
    (freeBytes: number, freeInodes: number) =>
    (probe: Probe): Probe => ({
      ...probe,
      space: (path) =>
        path.startsWith('/usr/local')
          ? { ok: true, value: { freeBytes, freeInodes, totalInodes: 100_000 } }
          : probe.space(path),
    });

  test('bytes, inodes, and file systems that count none', async () => {
    const system = bare({ files: mountinfo('2 1 8:2 / /usr/local rw - ext4 /dev/sda2 rw') ?? {} });
    const ask = (probe: (one: Probe) => Probe) => judge(space, system, { probe });
    expect(keys(await ask(full(2 ** 20, 50_000)))).toEqual(['error install.no-space /usr/local']);
    const [noInodes] = await ask(full(2 ** 40, 3));
    expect(noInodes?.title.en).toBe('/usr/local has no inodes left');
    expect(await ask(full(2 ** 40, 50_000))).toEqual([]);
  });

  test('a machine that works and builds nothing needs none', async () => {
    expect(await judge(space, ubuntu2204, { probe: full(0, 0) })).toEqual([]);
  });
});

describe('mounts', () => {
  test('a prefix that is read-only', async () => {
    const system = bare({ files: mountinfo('2 1 8:2 / /usr/local ro - ext4 /dev/sda2 ro') ?? {} });
    expect(keys(await judge(mounts, system))).toEqual(['error install.read-only /usr/local']);
  });

  test('noexec where the user builds is an error, elsewhere a warning; where nothing is built it is milder', async () => {
    const home = withFault(ubuntu2204, {
      files: mountinfo('2 1 8:2 / /home rw,noexec - ext4 /dev/sda2 rw') ?? {},
    });
    expect(keys(await judge(mounts, home, { building: true }))).toEqual([
      'error source.not-executable /home',
    ]);
    const tmp = withFault(ubuntu2204, {
      files: mountinfo('2 1 0:2 / /tmp rw,noexec - tmpfs tmpfs rw') ?? {},
    });
    expect(keys(await judge(mounts, tmp, { building: true }))).toEqual([
      'warning source.not-executable /tmp',
    ]);
    expect(keys(await judge(mounts, tmp))).toEqual(['info source.not-executable /tmp']);
    expect(keys(await judge(mounts, home))).toEqual(['warning source.not-executable /home']);
  });
});

test('too little memory to compile is a warning', async () => {
  const meminfo = { '/proc/meminfo': 'MemTotal: 500000 kB\nMemAvailable: 60000 kB\n' };
  expect(keys(await judge(memory, bare({ files: meminfo })))).toEqual([
    'warning install.out-of-memory cc1plus',
  ]);
  expect(await judge(memory, bare())).toEqual([]);
});
