import { describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { checkPrefix, preflight } from '../../src/install/preflight.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';
import { DEBIAN, planFor } from '../support/plan.ts';

const failure = (act: () => void): SetupError => {
  try {
    act();
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

const MOUNTS = [
  '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
  '30 22 8:2 / /opt rw,relatime shared:2 - ext4 /dev/sdb1 ro',
  '31 22 8:3 / /mnt/my\\040disk ro - ext4 /dev/sdc1 rw',
  '',
].join('\n');

const machine = (more: MachineSpec = {}) =>
  fakeMachine({
    ...more,
    files: {
      '/proc/self/mountinfo': MOUNTS,
      '/usr/local/lib/x': '',
      '/opt/x': '',
      '/mnt/my disk/x': '',
      '/root/x': '',
      ...more.files,
    },
  });

describe('a prefix', () => {
  it('that is a file, or below one, is wrong usage', () => {
    const probe = machine({ files: { '/srv/file': 'x' } });
    for (const prefix of ['/srv/file', '/srv/file/below']) {
      const error = failure(() => checkPrefix(probe, prefix));
      expect([error.exitCode, error.what.en]).toEqual([2, expect.stringMatching(/\/srv\/file is a file/)]);
    }
  });

  it('with a quote or a dollar is wrong usage, with a blank it is not', () => {
    for (const prefix of ['/opt/$HOME', "/opt/it's", '/opt/a"b', '/opt/a\\b']) {
      const error = failure(() => checkPrefix(machine(), prefix));
      expect([error.exitCode, error.findings[0]?.code]).toEqual([2, 'source.path-unsupported']);
    }
    checkPrefix(machine(), '/srv/my zmq');
  });
});

describe('before anything is changed', () => {
  const check = async (spec: MachineSpec, prefix: string, here: Partial<typeof DEBIAN> = {}) => {
    const plan = await planFor({ wish: { prefix } });
    return () => preflight(machine(spec), plan, { ...DEBIAN, ...here }, '/root/.cache/build');
  };

  it.each([
    ['/opt/zmq', '/opt'],
    ['/mnt/my disk/zmq', '/mnt/my disk'],
  ])('a read-only mount is refused by its name: %s', async (prefix, mount) => {
    const error = failure(await check({}, prefix));
    expect(error.exitCode).toBe(3);
    expect(error.findings[0]).toMatchObject({ code: 'install.read-only', subject: mount });
  });

  it('a folder that this user cannot write is refused where nobody makes him root', async () => {
    const error = failure(await check({}, '/usr/local', { power: 'none', prefixWritable: false }));
    expect(error.exitCode).toBe(3);
    expect(error.findings[0]).toMatchObject({
      code: 'install.permission',
      subject: '/usr/local',
      consequences: [{ code: 'install.no-sudo', subject: 'sudo' }],
    });
    expect(await check({}, '/usr/local', { power: 'elevates', prefixWritable: false })).not.toThrow();
  });

  it.each([
    ['the prefix', { '/usr/local': { freeBytes: 5e6, freeInodes: 1e6, totalInodes: 2e6 } }],
    ['the build', { '/root': { freeBytes: 50e6, freeInodes: 1e6, totalInodes: 2e6 } }],
    ['inodes', { '/usr/local': { freeBytes: 5e9, freeInodes: 10, totalInodes: 2e6 } }],
  ])('too little room for %s is refused', async (_, space) => {
    const error = failure(await check({ space }, '/usr/local'));
    expect([error.exitCode, error.findings[0]?.code]).toEqual([3, 'install.no-space']);
  });

  it('room enough is enough, also where a file system counts no inodes', async () => {
    const space = { '/usr/local': { freeBytes: 5e9, freeInodes: 0, totalInodes: 0 } };
    expect(await check({ space }, '/usr/local')).not.toThrow();
  });
});
