import { statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import type { Machine, Ran } from '../support/machine.ts';
import { CACHED, cachedTool, machineWith, sharedCache } from '../support/stack.ts';
import { TOOL } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';

const WAYS = [
  {
    program: 'sudo',
    package: 'sudo',
    rules: '/etc/sudoers.d/user',
    free: 'user ALL=(ALL) NOPASSWD: ALL',
    asks: 'user ALL=(ALL) ALL',
  },
  {
    program: 'doas',
    package: 'opendoas',
    rules: '/etc/doas.conf',
    free: 'permit nopass user',
    asks: 'permit persist user',
  },
];

describe.each(WAYS)('a user who may become root by $program', (way) => {
  let machine: Machine;
  let before: string[];
  const user = { user: 'user' as const };
  const allow = (rule: string): void => machine.write(way.rules, `${rule}\n`, 0o440);
  const local = (): string[] => treeOf(machine.path('/usr/local'));
  beforeAll(async () => {
    machine = await machineWith({ packages: [...BUILD_TOOLS, way.package], binds: [sharedCache()] });
    await machine.must(['sh', '-c', 'echo user:secret | chpasswd']);
    await machine.must(['chmod', '-R', 'a+rwX', '/var/cache/tool']);
    before = local();
  });
  afterAll(() => machine?.stop());

  it('is refused with --sudo never, and nothing is changed', async () => {
    allow(way.free);
    const ran = await cachedTool(machine, ['install', '--yes', '--sudo', 'never', 'libzmq@4.3.4'], user);
    expect(ran.code, ran.stderr).toBe(3);
    expect(local()).toEqual(before);
  });

  it('installs and uninstalls without a password, and what is installed is root’s', async () => {
    allow(way.free);
    const ran = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4'], user);
    expect(ran.code, ran.stderr).toBe(0);
    const { uid, gid, mode } = statSync(machine.path('/usr/local/include/zmq.h'));
    expect([uid, gid, mode & 0o7777]).toEqual([0, 0, 0o644]);
    const gone = await cachedTool(machine, ['uninstall', '--yes'], user);
    expect(gone.code, gone.stderr).toBe(0);
    expect(local()).toEqual(before);
  });

  /** The tool at a terminal of its own, at which `secret` is typed as soon as a password is asked for. */
  const atTerminal = (args: string): Promise<Ran> =>
    machine.sh(`(sleep 4; echo secret; sleep 1; cat) | script -qec '${TOOL.join(' ')} ${args}' /dev/null`, {
      ...user,
      env: { ...CACHED, SHELL: '/bin/sh' },
      timeoutMs: 120_000,
    });

  it('is asked for the password once, at the terminal', async () => {
    allow(way.asks);
    const ran = await atTerminal('install --yes libzmq@4.3.4');
    expect(ran.code, ran.stdout).toBe(0);
    expect(ran.stdout.match(/password(?: for user)?:/gi)).toHaveLength(1);
    expect(statSync(machine.path('/usr/local/include/zmq.h')).uid).toBe(0);
  });

  it('is told what to do where there is no terminal to ask at', async () => {
    allow(way.asks);
    const there = local();
    const ran = await machine.run(['setsid', ...TOOL, 'uninstall', '--yes'], { ...user, env: CACHED });
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain('install.no-sudo');
    expect(local()).toEqual(there);
  });
});
