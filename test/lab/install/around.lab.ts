import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../support/machine.ts';
import { defaultLibzmq, newerLibzmq } from '../support/releases.ts';
import { CACHED, cachedTool, preparedMachine, userProgram } from '../support/stack.ts';
import { TOOL } from '../support/tool.ts';
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
      const prefix = '/home/user/my zmq';
      const ran = await cachedTool(machine, ['install', '--yes', '--prefix', prefix], { user: 'user' });
      expect(ran.code, ran.stderr).toBe(0);
      const env = await cachedTool(machine, ['env', '--prefix', prefix, '--shell', 'bash'], { user: 'user' });
      expect(env.code).toBe(0);
      machine.write('/tmp/lines.sh', env.stdout);
      machine.write(
        '/tmp/user.c',
        '#include <czmq.h>\nint main(void) { puts(zsys_hostname()); return 0; }\n',
      );
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

describe('ended from outside', () => {
  let machine: Machine;
  let before: string[];
  let newer: readonly string[];
  beforeAll(async () => {
    machine = await preparedMachine();
    newer = await newerLibzmq(machine);
    const first = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(first.code, first.stderr).toBe(0);
    before = treeOf(machine.path('/usr/local'));
  });
  afterAll(() => machine.stop());

  /** Every stage, by the moment its line appears; a commit is over in a blink, so it is also hit at random moments. */
  const STAGES = ['fetch', 'prepare', 'configure', 'build', 'stage', 'commit', 'verify'];

  /** Starts an upgrade, ends it with `signal` when a line of stage `stage` shows, and says how it ended. */
  async function ended(
    stage: string,
    signal: 'SIGINT' | 'SIGKILL',
    delayMs: number,
  ): Promise<number | string | null> {
    const args = ['install', '--yes', '--no-cache', '--jobs', '2', ...newer];
    const child = machine.start([...TOOL, ...args], { env: CACHED });
    let sent = false;
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      if (sent || !new RegExp(`\\b${stage}\\b`, 'i').test(words)) return;
      sent = true;
      setTimeout(() => process.kill(-(child.pid as number), signal), delayMs);
    });
    child.stdout?.resume();
    const outcome = await new Promise<number | string | null>((resolve) =>
      child.once('close', (code, how) => resolve(code ?? how)),
    );
    expect(sent, `stage ${stage} never showed:\n${said}`).toBe(true);
    return outcome;
  }

  /** What must hold afterwards: all of the old, or all of the new, and it still serves. */
  async function oldOrNew(): Promise<void> {
    const next = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(next.code, next.stderr).toBe(0);
    const strip = (lines: string[]) => lines.filter((line) => !line.includes('manifest.json'));
    expect(strip(treeOf(machine.path('/usr/local')))).toEqual(strip(before));
  }

  it.each(STAGES)('SIGINT in %s: exit 130 and what was there before', async (stage) => {
    const outcome = await ended(stage, 'SIGINT', 30);
    if (outcome !== 0) {
      expect(outcome).toBe(130);
      expect(treeOf(machine.path('/usr/local'))).toEqual(before);
    }
    await oldOrNew();
  });

  it.each(
    STAGES.flatMap(
      (stage) =>
        [
          [stage, 5],
          [stage, 60],
        ] as const,
    ),
  )('SIGKILL %s + %i ms: old or new after the next start', async (stage, delay) => {
    await ended(stage, 'SIGKILL', delay);
    await oldOrNew();
  });

  it('still serves a program after all that', async () => {
    const ran = await cachedTool(machine, ['install', '--yes']);
    expect(ran.code, ran.stderr).toBe(0);
    expect((await userProgram(machine)).stdout).toBe('it works\n');
  });
});
