import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languageSettings } from '../support/languages.ts';
import type { Machine } from '../support/machine.ts';
import { machineWith, tool } from '../support/stack.ts';

/** Debian's own Go, 1.19, is older than most: what works with it works with those that came after. */
describe('from a bare machine to a Go program that prints what it received', () => {
  let machine: Machine;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    machine = await machineWith();
    env = languageSettings(machine);
    await machine.must(['mkdir', '-p', '/root/project']);
  });
  afterAll(() => machine.stop());

  it('in one line', async () => {
    const ran = await tool(machine, ['install', 'goczmq', '--yes'], { env, cwd: '/root/project' });
    expect(ran.stdout, ran.stderr).toMatch(/client received "World"/);
    expect(ran.code, ran.stderr).toBe(0);
  });

  it('by `go run` too, without any variable of ours, over the libraries of the prefix', async () => {
    const folder = '/root/project/goczmq-example';
    const ran = await machine.run(['go', 'run', '.'], { cwd: folder, env });
    expect(ran.stdout, ran.stderr).toBe('server received "Hello"\nclient received "World"\n');
    await machine.must(['go', 'build', '-o', '/tmp/example', '.'], { cwd: folder, env });
    const loaded = await machine.sh('ldd /tmp/example');
    expect(loaded.stdout).toMatch(/libczmq\.so\.4 => \/usr\/local\/lib/);
    expect(loaded.stdout).toMatch(/libzmq\.so\.5 => \/usr\/local\/lib/);
  });

  it('an ordinary user takes it into his own module, on the libraries that root installed', async () => {
    machine.write('/home/user/app/go.mod', 'module app\n\ngo 1.16\n');
    await machine.must(['chown', '-R', 'user:user', '/home/user/app']);
    const as = { user: 'user', env, cwd: '/home/user/app' } as const;
    const ran = await tool(machine, ['install', 'goczmq', '--yes', '--json', '--sudo', 'never'], as);
    expect(ran.code, ran.stderr).toBe(0);
    expect(JSON.parse(ran.stdout).bindings).toMatchObject([{ place: '/home/user/app', made: false }]);
    const before = await machine.sh('cat go.mod', as);
    expect(before.stdout).toMatch(/github\.com\/zeromq\/goczmq\/v4 v4\.2\.1-0\./);
    const gone = await tool(machine, ['uninstall', 'goczmq', '--yes'], as);
    expect(gone.code, gone.stderr).toBe(0);
    expect((await machine.sh('cat go.mod', as)).stdout).toBe('module app\n\ngo 1.16\n');
  });

  it('and there is nothing to do the second time', async () => {
    const ran = await tool(machine, ['install', 'goczmq', '--yes', '--json'], { env, cwd: '/root/project' });
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: true, nothingToDo: true });
  });
});
