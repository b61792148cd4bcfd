import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../support/machine.ts';
import { unpacked } from '../support/releases.ts';
import { cachedTool, machineWith, preparedMachine, tool } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

/** Every way to fail leaves the prefix as it was, says why, and ends with the code of the contract. */
describe('an install that cannot succeed', () => {
  let machine: Machine;
  let before: string[];
  beforeAll(async () => {
    machine = await preparedMachine();
    machine.write('/usr/local/lib/libzmq.so.5', 'a file that somebody made by hand');
    before = treeOf(machine.path('/usr/local'));
  });
  afterAll(() => machine.stop());
  const untouched = (): void => expect(treeOf(machine.path('/usr/local'))).toEqual(before);

  it('knows no such target: exit 2 and the nearest name', async () => {
    const ran = await tool(machine, ['install', '--yes', 'czmg']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/czmg[\s\S]*czmq/);
    untouched();
  });

  it('knows no such version: exit 2 and those that exist', async () => {
    const ran = await tool(machine, ['install', '--yes', 'czmq@9']);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toMatch(/4\.2\.1/);
    untouched();
  });

  it.each([
    ['--jobs', '0'],
    ['--jobs', 'many'],
    ['--build-system', 'meson'],
    ['--no-such-option', ''],
  ])('refuses %s %s: exit 2', async (option, value) => {
    const ran = await tool(machine, ['install', '--yes', option, ...(value === '' ? [] : [value])]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    untouched();
  });

  it('takes no file for a prefix: exit 2', async () => {
    machine.write('/tmp/file', 'I am a file');
    const ran = await tool(machine, ['install', '--yes', '--prefix', '/tmp/file']);
    expect(ran.code).toBe(2);
    expect((await machine.run(['cat', '/tmp/file'])).stdout).toBe('I am a file');
  });

  it('stops at a source that does not exist: exit 3', async () => {
    const ran = await tool(machine, ['install', '--yes', '--source', 'libzmq=/nowhere/libzmq']);
    expect([2, 3]).toContain(ran.code);
    untouched();
  });

  it('stops at a git address that does not exist: exit 3', async () => {
    const ran = await tool(
      machine,
      ['install', '--yes', '--source', 'libzmq=file:///nowhere/libzmq.git#master'],
      {
        env: { XDG_CACHE_HOME: '/tmp/empty-cache' },
      },
    );
    expect(ran.code).toBe(3);
    untouched();
  });

  it('stops at a truncated archive: exit 3 or 5, nothing used', async () => {
    await machine.must([
      'sh',
      '-c',
      'mkdir -p /tmp/zeromq-x && head -c 300000 /dev/urandom > /tmp/zeromq-x/data && tar -C /tmp -czf /tmp/whole.tar.gz zeromq-x && head -c 100000 /tmp/whole.tar.gz > /tmp/short.tar.gz',
    ]);
    const ran = await tool(machine, ['install', '--yes', '--source', 'libzmq=/tmp/short.tar.gz', '--json']);
    expect([3, 4, 5]).toContain(ran.code);
    expect(JSON.parse(ran.stdout).findings[0]).toMatchObject({ code: 'source.incomplete' });
    untouched();
  });

  it('puts nothing anywhere when libzmq does not compile: exit 4 with the cause and the log', async () => {
    await unpacked(machine, 'libzmq 4.3.4', '/tmp/broken');
    await machine.must(['sh', '-c', 'echo "int broken = does_not_exist;" >> /tmp/broken/src/zmq.cpp']);
    const ran = await cachedTool(machine, [
      'install',
      '--yes',
      '--source',
      'libzmq=/tmp/broken',
      '--system-packages',
      'check',
    ]);
    expect(ran.code, ran.stderr).toBe(4);
    expect(ran.stderr).toMatch(/does_not_exist/);
    expect(ran.stderr).toMatch(/\d\d-[\w-]+\.log/);
    untouched();
  });
});

describe('a machine that cannot take it', () => {
  it('has no network: exit 3 and the host', async () => {
    const machine = await machineWith({
      packages: ['gcc', 'g++', 'make', 'autoconf', 'automake', 'libtool', 'pkg-config', 'libsodium-dev'],
      network: false,
    });
    try {
      const before = treeOf(machine.path('/usr/local'));
      const ran = await tool(machine, ['install', '--yes', '--json']);
      expect(ran.code).toBe(3);
      expect(JSON.parse(ran.stdout).findings.map((finding: { code: string }) => finding.code)).toContain(
        'fetch.network',
      );
      expect(treeOf(machine.path('/usr/local'))).toEqual(before);
    } finally {
      await machine.stop();
    }
  });

  it('has a full disk under the prefix: exit 3 or 4, and what was there is still there', async () => {
    const machine = await preparedMachine({ tmpfs: { '/small': '2m' } });
    try {
      machine.write('/small/prefix/keep', 'mine');
      const before = treeOf(machine.path('/small/prefix'));
      const ran = await cachedTool(machine, ['install', '--yes', '--prefix', '/small/prefix', '--json']);
      expect([3, 4]).toContain(ran.code);
      expect(JSON.parse(ran.stdout).findings[0]).toMatchObject({ code: 'install.no-space' });
      expect(treeOf(machine.path('/small/prefix'))).toEqual(before);
    } finally {
      await machine.stop();
    }
  });

  it('has a read-only prefix: exit 3', async () => {
    const machine = await preparedMachine({ tmpfs: { '/ro': '64m' } });
    try {
      await machine.must(['mount', '-o', 'remount,ro', '/ro']);
      const ran = await cachedTool(machine, ['install', '--yes', '--prefix', '/ro/prefix', '--json']);
      expect(ran.code).toBe(3);
      expect(JSON.parse(ran.stdout).findings[0]).toMatchObject({ code: 'install.read-only' });
    } finally {
      await machine.stop();
    }
  });

  it('has no compiler and no right to install one: exit 3 and what to type', async () => {
    const machine = await machineWith();
    try {
      const ran = await tool(machine, ['install', '--yes', '--prefix', '/home/user/zmq', '--json'], {
        user: 'user',
      });
      expect(ran.code).toBe(3);
      const findings = JSON.parse(ran.stdout).findings as { code: string; subject: string }[];
      expect(findings).toContainEqual(expect.objectContaining({ code: 'tool.missing', subject: 'gcc' }));
    } finally {
      await machine.stop();
    }
  });
});
