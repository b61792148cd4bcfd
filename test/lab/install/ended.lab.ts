import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StageKind } from '../../../src/install/plan.ts';
import { titleOf } from '../../../src/install/titles.ts';
import { childOf, type Machine } from '../support/machine.ts';
import { newerLibzmq } from '../support/releases.ts';
import { CACHED, cachedTool, preparedMachine, userProgram } from '../support/stack.ts';
import { TOOL } from '../support/tool.ts';
import { treeOf } from '../support/tree.ts';

/** Stages before the commit: a build from nothing, ended so long (ms) after the stage's first line. */
const EARLY = [
  ['fetch', 0],
  ['prepare', 300],
  ['configure', 1000],
  ['build', 2000],
  ['stage', 0],
] as const;

/** From the commit on each stage is over in a blink: products come from the cache, and many moments are tried. */
const LATE = [
  ...[0, 1, 2, 4, 7, 11, 17, 25].map((ms) => ['commit', ms] as const),
  ...[0, 3, 10].map((ms) => ['ldconfig', ms] as const),
  ...[0, 40, 400].map((ms) => ['verify', ms] as const),
];

/** Besides, moments nobody chose. */
const RANDOM = Array.from({ length: 6 }, () => Math.floor(Math.random() * 60));

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGKILL';

describe('an upgrade ended from outside', () => {
  let machine: Machine;
  let older: string[];
  let newer: string[];
  let upgrade: readonly string[];
  /** How many of the killed runs left work for the next start. */
  let leftOpen = 0;

  /** The prefix, but for what the manifest says of times. */
  const prefix = (): string[] =>
    treeOf(machine.path('/usr/local')).map((line) =>
      /manifest\.json /.test(line) ? line.replace(/ [0-9a-f]{64}$/, '') : line,
    );
  const back = async (): Promise<void> => {
    const ran = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(prefix()).toEqual(older);
  };

  beforeAll(async () => {
    machine = await preparedMachine();
    upgrade = ['install', '--yes', ...(await newerLibzmq(machine))];
    const first = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4']);
    expect(first.code, first.stderr).toBe(0);
    older = prefix();
    const second = await cachedTool(machine, upgrade);
    expect(second.code, second.stderr).toBe(0);
    newer = prefix();
    expect(newer).not.toEqual(older);
    await back();
  });
  afterAll(() => machine?.stop());

  /**
   * Starts the upgrade as a group of its own, as a shell does, and sends the group `signal` so long after the line that
   * begins `stage`. Says how it ended.
   */
  async function ended(
    args: readonly string[],
    stage: StageKind,
    delayMs: number,
    signal: Signal,
  ): Promise<number | string | null> {
    const child = machine.start(['setsid', ...TOOL, ...args], { env: CACHED });
    let sent = false;
    let said = '';
    const send = (): void => {
      try {
        process.kill(-childOf(child.pid as number), signal);
      } catch {
        // It has ended by itself meanwhile.
      }
    };
    child.stderr?.setEncoding('utf8').on('data', (words: string) => {
      said += words;
      if (sent || !said.includes(`${titleOf(stage).en} …`)) return;
      sent = true;
      if (delayMs === 0) send();
      else setTimeout(send, delayMs);
    });
    child.stdout?.resume();
    const outcome = await new Promise<number | string | null>((resolve) =>
      child.once('close', (code, how) => resolve(code ?? how)),
    );
    expect(sent, `${stage} never showed:\n${said}`).toBe(true);
    return outcome;
  }

  /** A SIGINT is answered at once: the way back has been gone when the tool ends. */
  async function interrupted(args: readonly string[], stage: StageKind, delayMs: number): Promise<void> {
    const outcome = await ended(args, stage, delayMs, 'SIGINT');
    expect([0, 130]).toContain(outcome);
    expect(prefix()).toEqual(outcome === 0 ? newer : older);
    if (outcome === 0) await back();
  }

  /** After a SIGKILL the next start puts right what it finds, even one that cannot do what it is asked. */
  async function killed(args: readonly string[], stage: StageKind, delayMs: number): Promise<void> {
    await ended(args, stage, delayMs, 'SIGKILL');
    const next = await cachedTool(machine, ['install', '--yes', '--offline', 'libzmq@4.2.5']);
    expect(next.code, next.stderr).toBe(3);
    if (next.stderr.includes('An earlier run was cut off')) leftOpen++;
    const now = prefix();
    if (now.join() === older.join()) return;
    expect(now).toEqual(newer);
    await back();
  }

  describe.each(EARLY)('%s + %i ms', (stage, delay) => {
    it('SIGINT: exit 130 and what was there before', () =>
      interrupted([...upgrade, '--no-cache'], stage, delay));
    it('SIGKILL: what was there before', () => killed([...upgrade, '--no-cache'], stage, delay));
  });

  it.each(LATE)('SIGINT in "%s" + %i ms: all of the old or all of the new', (stage, delay) =>
    interrupted(upgrade, stage, delay),
  );

  it.each(LATE)('SIGKILL in "%s" + %i ms: all of the old or all of the new', (stage, delay) =>
    killed(upgrade, stage, delay),
  );

  it.each(RANDOM)('SIGKILL %i ms after the commit began: all of the old or all of the new', (delay) =>
    killed(upgrade, 'commit', delay),
  );

  it('SIGTERM in the commit: exit 143', async () => {
    const outcome = await ended(upgrade, 'commit', 0, 'SIGTERM');
    expect([0, 143]).toContain(outcome);
    expect(prefix()).toEqual(outcome === 0 ? newer : older);
  });

  it('was killed in the middle of things at least once', () => expect(leftOpen).toBeGreaterThan(0));

  it('still serves a program after all that', async () => {
    const ran = await cachedTool(machine, ['install', '--yes']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(await userProgram(machine)).toMatchObject({ code: 0, stdout: 'it works\n' });
  });
});
