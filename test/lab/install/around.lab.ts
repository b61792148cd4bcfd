import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackLayers } from '../doctor/stacks.ts';
import { aptCache } from '../support/archives.ts';
import { Machine } from '../support/machine.ts';
import { defaultLibzmq, newerLibzmq } from '../support/releases.ts';
import { cachedTool, preparedMachine, sharedCache, USER_PROGRAM } from '../support/stack.ts';
import { toolBind } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';

const version = async (machine: Machine): Promise<string> =>
  (await machine.sh('pkg-config --modversion libzmq')).stdout.trim();

describe('upgrade and back', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await preparedMachine();
  });
  afterAll(() => machine.stop());

  it('goes 4.3.4, 4.3.5, 4.3.4 and ends where it began', async () => {
    const first = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(first.code, first.stderr).toBe(0);
    expect(await version(machine)).toBe('4.3.4');
    const tree = treeOf(machine.path('/usr/local')).filter((line) => !line.includes('czmq-setup'));
    const second = await cachedTool(machine, ['install', '--yes', ...(await newerLibzmq(machine))]);
    expect(second.code, second.stderr).toBe(0);
    expect(await version(machine)).toBe('4.3.5');
    const third = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(third.code, third.stderr).toBe(0);
    expect(await version(machine)).toBe('4.3.4');
    expect(treeOf(machine.path('/usr/local')).filter((line) => !line.includes('czmq-setup'))).toEqual(tree);
  });
});

describe('a user without any privilege', () => {
  it('installs into a folder of his own, with a blank in its name, and is told what to set', async () => {
    const machine = await preparedMachine();
    try {
      await machine.must(['chmod', '-R', 'a+rwX', '/var/cache/tool']);
      const prefix = '/home/user/my zmq';
      const ran = await cachedTool(machine, ['install', '--yes', '--prefix', prefix], { user: 'user' });
      expect(ran.code, ran.stderr).toBe(0);
      const env = await cachedTool(machine, ['env', '--prefix', prefix, '--shell', 'bash'], { user: 'user' });
      expect(env.code).toBe(0);
      machine.write('/tmp/lines.sh', env.stdout);
      machine.write('/tmp/user.c', USER_PROGRAM);
      const compiled = await machine.run(
        [
          'bash',
          '-c',
          '. /tmp/lines.sh && eval cc -o hello /tmp/user.c $(pkg-config --cflags --libs libczmq) && ./hello && ldd hello',
        ],
        { user: 'user' },
      );
      expect(compiled.code, compiled.stderr).toBe(0);
      expect(compiled.stdout).toMatch(/libczmq\.so\.4 => \/home\/user\/my zmq\/lib/);
      const gone = await cachedTool(machine, ['uninstall', '--yes', '--prefix', prefix], { user: 'user' });
      expect(gone.code, gone.stderr).toBe(0);
      expect((await machine.run(['ls', '-A', prefix])).stdout).toBe('');
    } finally {
      await machine.stop();
    }
  });
});

describe('two at once', () => {
  it('lets the second wait, and both end well', async () => {
    const machine = await preparedMachine();
    try {
      const [one, two] = await Promise.all([
        cachedTool(machine, ['install', '--yes', 'libzmq']),
        cachedTool(machine, ['install', '--yes', 'libzmq']),
      ]);
      expect([one.code, two.code], one.stderr + two.stderr).toEqual([0, 0]);
      expect(await version(machine)).toBe(await defaultLibzmq());
    } finally {
      await machine.stop();
    }
  });
});

describe("beside the distribution's packages", () => {
  it('is proved with its own headers, not with theirs', async () => {
    const machine = await Machine.start({
      layers: await stackLayers('packages'),
      binds: [aptCache('bookworm'), toolBind(), sharedCache()],
    });
    try {
      const installed = await cachedTool(machine, ['install', '--yes', '--prefix', '/opt/zmq']);
      expect(installed.code, installed.stderr).toBe(0);
      const verified = await cachedTool(machine, ['verify', '--json', '--prefix', '/opt/zmq']);
      const { ok, needed, checks } = JSON.parse(verified.stdout);
      expect(ok, verified.stdout).toBe(true);
      expect(needed).toEqual({ pkgConfigPath: '/opt/zmq/lib/pkgconfig', libraryPath: '/opt/zmq/lib' });
      expect(checks.find(({ id }: { id: string }) => id === 'static').status).toBe('pass');
    } finally {
      await machine.stop();
    }
  });
});

describe('static libraries of one run', () => {
  it('find each other before they are installed, and name only the prefix afterwards', async () => {
    const machine = await preparedMachine();
    try {
      const prefix = '/opt/static';
      const args = ['install', '--yes', '--static', '--prefix', prefix, 'libsodium', 'czmq'];
      const ran = await cachedTool(machine, args, { env: { CFLAGS: '-O0', CXXFLAGS: '-O0' } });
      expect(ran.code, ran.stderr).toBe(0);
      const { stdout } = await machine.must([
        'sed',
        '-n',
        's/^dependency_libs=//p',
        `${prefix}/lib/libczmq.la`,
      ]);
      expect(stdout).toContain(`${prefix}/lib/libzmq.la ${prefix}/lib/libsodium.la`);
      expect((await machine.run(['grep', '-rl', '/build/', prefix])).stdout).toBe('');
    } finally {
      await machine.stop();
    }
  });
});
