import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import check from '../../src/checks/package-lock.ts';
import type { Probe } from '../../src/host/host.ts';
import { judge, keys } from '../support/judge.ts';

const LOCK = '/var/lib/dpkg/lock-frontend';
const system = withFault(ubuntu2204, {
  files: { [LOCK]: '', '/proc/77/comm': 'apt-get\n', '/proc/78/comm': 'vim\n' },
});

const withLocks =
  (pid: number, device: string) =>
  (probe: Probe): Probe => {
    const stat = probe.stat(LOCK);
    const ino = stat.ok ? stat.value.ino : 0;
    return {
      ...probe,
      readText: (path, most) =>
        path === '/proc/locks'
          ? { ok: true, value: `1: POSIX  ADVISORY  WRITE ${pid} ${device}:${ino} 0 EOF\n` }
          : probe.readText(path, most),
    };
  };

test('a lock that is held is waited for', async () => {
  const [finding] = await judge(check, system, { building: true, probe: withLocks(77, '00:01') });
  expect(finding).toMatchObject({ code: 'package.locked', subject: LOCK, severity: 'error' });
  expect(finding?.evidence[0]?.text).toBe('locked by apt-get (77)');
  expect(finding?.fixes[0]?.commands[0]?.slice(-3)).toEqual(['__repair', 'wait-lock', LOCK]);
});

test('it is no fault where nothing is to be installed', async () => {
  expect(keys(await judge(check, system, { probe: withLocks(77, '00:01') }))).toEqual([
    `warning package.locked ${LOCK}`,
  ]);
});

test('another device and another program: an inode of that number elsewhere', async () => {
  expect(await judge(check, system, { probe: withLocks(78, '08:01') })).toEqual([]);
});

test('another device, as overlay file systems have it, and apt', async () => {
  expect(await judge(check, system, { probe: withLocks(77, '08:01') })).toHaveLength(1);
});

test('the file alone is no lock', async () => {
  expect(await judge(check, system)).toEqual([]);
});
