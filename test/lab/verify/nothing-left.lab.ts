import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BUILD_TOOLS } from '../support/layers.ts';
import { childOf, type Machine } from '../support/machine.ts';
import { CACHED, cachedTool, machineWith, sharedCache } from '../support/stack.ts';
import { TOOL } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';
import { errorsOf, verified } from './verified.ts';

const PREFIX = '/opt/full';
const LIBRARIES = ['libzmq@4.3.4', 'czmq@4.2.1'];
const kind = { packages: BUILD_TOOLS, binds: [sharedCache()] };

/** A machine with a network of its own, so that every socket in it is one of ours. */
describe('what verify leaves behind', () => {
  let machine: Machine;
  beforeAll(async () => {
    // The products come into the cache where there is a network.
    const first = await machineWith(kind);
    try {
      const ran = await cachedTool(first, ['install', '--yes', '--prefix', PREFIX, ...LIBRARIES]);
      expect(ran.code, ran.stderr).toBe(0);
    } finally {
      await first.stop();
    }
    machine = await machineWith({ ...kind, network: false });
    const ran = await cachedTool(machine, [
      'install',
      '--yes',
      '--offline',
      '--prefix',
      PREFIX,
      ...LIBRARIES,
    ]);
    expect(ran.code, ran.stderr).toBe(0);
  }, 1_800_000);
  afterAll(() => machine?.stop());

  /** What a script says, a line each, blanks aside. */
  const said = async (script: string): Promise<string[]> =>
    (await machine.must(['sh', '-c', script])).stdout
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');

  /** Every process but those that ask. */
  const processes = async (): Promise<string[]> =>
    (
      await said(`for p in /proc/[0-9]*; do tr '\\0\\n' '  ' <$p/cmdline 2>/dev/null; echo; done
       cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^[0-9]* (\\(c*zmq-[a-z]*\\)) Z .*/zombie \\1/p'`)
    ).filter((line) => !/^(sh|tr|cat|sed) /.test(`${line} `));

  /** Every open port and named socket. Asked apart: what asks is itself a process whose words would be read. */
  const ports = (): Promise<string[]> =>
    said(`awk 'FNR > 1 && $4 != "06" { print FILENAME, $2, $4 }' /proc/net/tcp /proc/net/tcp6
       awk 'FNR > 1 { print FILENAME, $8 }' /proc/net/unix`);

  /** Those, and every file of the machine's own and of its /tmp. */
  const state = async (): Promise<{ files: string[]; processes: string[]; ports: string[] }> => ({
    files: [...treeOf(machine.upper), ...treeOf(machine.path('/tmp'))],
    processes: await processes(),
    ports: await ports(),
  });

  it('is nothing, however often it runs', async () => {
    const before = await state();
    for (const time of ['first', 'second']) {
      const { ran, document } = await verified(machine, ['--prefix', PREFIX]);
      expect(errorsOf(document)).toEqual([]);
      expect(ran.code).toBe(0);
      expect(document.deliveries).toHaveLength(9);
      expect(await state(), time).toEqual(before);
    }
  });

  it.each([
    ['the messages run through faults', 'SIGINT', 130, '/zmq-faults'],
    ['the patterns run', 'SIGTERM', 143, '/zmq-patterns'],
    ['the compiler runs', 'SIGINT', 130, 'cc1 '],
  ] as const)('is nothing when it is ended while %s (%s)', async (_when, signal, code, program) => {
    const before = await state();
    const child = machine.start(['setsid', ...TOOL, 'verify', '--prefix', PREFIX], { env: CACHED });
    const ended = new Promise<number | string | null>((resolve) =>
      child.once('close', (status, how) => resolve(status ?? how)),
    );
    child.stdout?.resume();
    child.stderr?.resume();
    await vi.waitFor(async () => expect((await processes()).join()).toContain(program), {
      ...{ timeout: 60_000, interval: 5 },
    });
    process.kill(-childOf(child.pid as number), signal);
    expect(await ended).toBe(code);
    // A killed process is gone when the kernel has come to it.
    await vi.waitFor(async () => expect(await state()).toEqual(before), { timeout: 5000, interval: 50 });
  });

  it('runs nothing on when it was killed: only its folder stays', async () => {
    const before = await ports();
    const child = machine.start(['setsid', ...TOOL, 'verify', '--prefix', PREFIX], { env: CACHED });
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdout?.resume();
    child.stderr?.resume();
    await vi.waitFor(async () => expect((await processes()).join()).toContain('/zmq-faults'), {
      ...{ timeout: 60_000, interval: 5 },
    });
    await vi.waitFor(async () => expect(await ports()).not.toEqual(before), { timeout: 60_000, interval: 5 });
    process.kill(-childOf(child.pid as number), 'SIGKILL');
    await ended;
    const running = async () =>
      (await processes()).filter((line) => /zmq-(faults|patterns)/.test(line) && !/^zombie/.test(line));
    await vi.waitFor(async () => expect(await running()).toEqual([]), { timeout: 10_000, interval: 50 });
    await vi.waitFor(async () => expect(await ports()).toEqual(before), { timeout: 10_000, interval: 50 });
  });
});
