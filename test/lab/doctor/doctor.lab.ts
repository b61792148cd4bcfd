import { afterEach, describe, expect, it } from 'vitest';
import { aptCache } from '../support/archives.ts';
import { Machine, type RunOptions } from '../support/machine.ts';
import { CACHED, sharedCache } from '../support/stack.ts';
import { TOOL, toolBind } from '../support/tool.ts';
import { BROKEN_BUILDS } from './broken-builds.ts';
import { BROKEN_HIDDEN } from './broken-hidden.ts';
import { BROKEN_LEFTOVERS, HEALTHY_LEFTOVERS } from './broken-leftovers.ts';
import { BROKEN_LIBRARIES } from './broken-libraries.ts';
import { BROKEN_MORE, HEALTHY_MORE } from './broken-more.ts';
import { BROKEN_PLACES, HEALTHY_PLACES } from './broken-places.ts';
import { BROKEN_SESSION, HEALTHY_SESSION } from './broken-session.ts';
import { BROKEN_TOOLS } from './broken-tools.ts';
import { BROKEN_UNSEEN, HEALTHY_UNSEEN } from './broken-unseen.ts';
import { type BrokenMachine, BUILD_AND_RUN, type HealthyMachine, type Stack } from './case.ts';
import { HEALTHY } from './healthy.ts';
import { stackLayers } from './stacks.ts';

let machine: Machine;
afterEach(() => machine.stop());

async function started(stack: Stack): Promise<void> {
  machine = await Machine.start({
    layers: await stackLayers(stack),
    binds: [aptCache('bookworm'), toolBind(), sharedCache()],
  });
}

const optionsOf = ({ env, user }: Pick<BrokenMachine, 'env' | 'user'>): RunOptions => ({
  env: { ...CACHED, ...env },
  ...(user && { user }),
});

/** A command as the user's shell runs it, whose session began with some words. The shell is named by its path: PATH may be what is broken. */
const typed = ({ session = '' }: Pick<BrokenMachine, 'session'>, command: string): readonly string[] => [
  '/bin/sh',
  '-c',
  `${session} ${command}`,
];

/** The doctor in that session. */
const examine = (one: BrokenMachine | HealthyMachine, ...args: readonly string[]) => {
  const argv = [...TOOL, 'doctor', ...args, ...(one.doctor ?? [])];
  const inSession = ['/bin/sh', '-c', `${one.session} "$@"`, 'sh', ...argv];
  return machine.run(one.session ? inSession : argv, optionsOf(one));
};

const first = (stdout: string): { code: string; subject: string; severity: string } | undefined =>
  JSON.parse(stdout).findings[0];

describe('broken machines', () => {
  it.each([
    ...BROKEN_LIBRARIES,
    ...BROKEN_BUILDS,
    ...BROKEN_MORE,
    ...BROKEN_HIDDEN,
    ...BROKEN_LEFTOVERS,
    ...BROKEN_SESSION,
    ...BROKEN_TOOLS,
    ...BROKEN_UNSEEN,
    ...BROKEN_PLACES,
  ])('$name', async (broken) => {
    await started(broken.stack);
    await machine.must(['bash', '-c', broken.fault], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const command = broken.command ?? BUILD_AND_RUN;
    const options = optionsOf(broken);
    const failing = await machine.run(typed(broken, command), options);
    expect(failing.code, `the fault does not bite: ${failing.stdout}`).not.toBe(0);

    const doctor = await examine(broken, '--json');
    const finding = first(doctor.stdout);
    expect(doctor.code, doctor.stderr).toBe(1);
    expect(finding).toMatchObject({ code: broken.code, severity: 'error' });
    expect([broken.subject].flat()).toContain(finding?.subject);

    if (broken.repair === 'fix') {
      const fixed = await examine(broken, '--fix', '--yes');
      const working = await machine.run(typed(broken, command), options);
      expect(working.code, `${fixed.stdout}\n${fixed.stderr}\n${working.stderr}`).toBe(0);
      expect(fixed.code).toBe(0);
    } else if (broken.user === undefined) {
      const working = await machine.run(typed(broken, `${broken.repair.shell} ${command}`), options);
      expect(working.code, working.stderr).toBe(0);
    }
  });
});

describe('healthy machines', () => {
  it.each([
    ...HEALTHY,
    ...HEALTHY_MORE,
    ...HEALTHY_LEFTOVERS,
    ...HEALTHY_SESSION,
    ...HEALTHY_UNSEEN,
    ...HEALTHY_PLACES,
  ])('$name', async (healthy) => {
    await started(healthy.stack);
    if (healthy.prepare)
      await machine.must(['bash', '-c', healthy.prepare], { env: { DEBIAN_FRONTEND: 'noninteractive' } });
    const options = optionsOf(healthy);
    const working = await machine.run(typed(healthy, healthy.command ?? BUILD_AND_RUN), options);
    expect(working.code, working.stderr).toBe(0);
    const doctor = await examine(healthy, '--json');
    const errors = JSON.parse(doctor.stdout).findings.filter(
      ({ severity }: { severity: string }) => severity === 'error',
    );
    expect(errors).toEqual([]);
    expect(doctor.code).toBe(0);
  });
});
