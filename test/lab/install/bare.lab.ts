import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Machine } from '../support/machine.ts';
import { machineWith, tool, userProgram } from '../support/stack.ts';
import { treeOf } from '../support/tree.ts';

/** A machine with Node and apt and nothing else; only the package mirror can be reached. */
describe('from a bare machine to a working czmq', () => {
  let machine: Machine;
  let before: string[];
  beforeAll(async () => {
    machine = await machineWith();
    before = treeOf(machine.path('/usr/local'));
  });
  afterAll(() => machine.stop());

  it('installs in one line', async () => {
    const ran = await tool(machine, ['install', '--yes']);
    expect(ran.stderr + ran.stdout, `exit ${ran.code}`).toMatch(/czmq 4\.2\.1/);
    expect(ran.code).toBe(0);
  });

  it("serves a user's own program without any variable set", async () => {
    const ran = await userProgram(machine);
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toBe('it works\n');
    const loaded = await machine.sh('ldd /tmp/user');
    expect(loaded.stdout).toMatch(/libczmq\.so\.4 => \/usr\/local\/lib/);
    expect(loaded.stdout).toMatch(/libzmq\.so\.5 => \/usr\/local\/lib/);
  });

  it('has CURVE, and drafts neither in libzmq nor in czmq', async () => {
    machine.write(
      '/tmp/has.c',
      '#include <zmq.h>\nint main(void) { return !(zmq_has("curve") && !zmq_has("draft")); }\n',
    );
    const ran = await machine.sh(
      'cc -o /tmp/has /tmp/has.c $(pkg-config --cflags --libs libzmq) && /tmp/has',
    );
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    const drafts = await machine.sh(
      'nm -D --defined-only /usr/local/lib/libczmq.so.4 | grep -c " T zproc_new"',
    );
    expect(drafts.stdout.trim()).toBe('0');
  });

  it('has nothing to do the second time', async () => {
    const installed = treeOf(machine.path('/usr/local'));
    const ran = await tool(machine, ['install', '--yes', '--json']);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true });
    expect(treeOf(machine.path('/usr/local'))).toEqual(installed);
  });

  it('uninstalls to what was there before', async () => {
    const ran = await tool(machine, ['uninstall', '--yes']);
    expect(ran.code, ran.stderr).toBe(0);
    expect(treeOf(machine.path('/usr/local'))).toEqual(before);
  });

  it('takes from its cache the second time what it built when it had no compiler yet', async () => {
    const ran = await tool(machine, ['install', '--yes', '--json']);
    expect(ran.code, ran.stderr).toBe(0);
    const { libraries } = JSON.parse(ran.stdout);
    expect(libraries.map(({ action }: { action: string }) => action)).toEqual(['restore', 'restore']);
  });
});
