import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goczmq } from '../../../src/bindings/goczmq.ts';
import { languageSettings } from '../support/languages.ts';
import { BUILD_TOOLS } from '../support/layers.ts';
import type { Machine, Ran } from '../support/machine.ts';
import { cachedTool, machineWith, sharedCache } from '../support/stack.ts';

const { module, sum } = goczmq.versions[goczmq.default]!;
const PROJECT = '/root/project';
const GO_MOD = 'module project\n\ngo 1.16\n';

/** A port of this machine's own loopback that nobody listens at. */
const DEAD = 'http://127.0.0.1:9';

const told = (ran: Ran) =>
  JSON.parse(ran.stdout).findings as { code: string; subject: string; severity: string }[];
const keys = (ran: Ran): string[] => told(ran).map(({ code, subject }) => `${code} ${subject}`);

/** Another flag, with which Go compiles what is cgo anew, and nothing else. */
let built = 0;
const anew = () => ({ CGO_CFLAGS: `-O2 -DLAB=${built++}` });

/** A stack with Go and Python: each fault is provoked with the real tools, one variable or file at a time. */
describe('what goes wrong with Go and Python has its own code', () => {
  let machine: Machine;
  let env: Readonly<Record<string, string>>;
  const run = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    cachedTool(machine, [...args, '--json'], { cwd: PROJECT, env: { ...env, ...more } });
  const install = (more: Readonly<Record<string, string>> = {}) => run(['install', 'goczmq', '--yes'], more);
  const doctor = (more: Readonly<Record<string, string>> = {}) => run(['doctor', '--target', 'goczmq'], more);
  /** What the user sees when he builds, and what `explain` makes of it. */
  const explained = async (argv: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const ran = await machine.run(argv, { cwd: `${PROJECT}/app`, env: { ...env, ...more } });
    expect(ran.code).not.toBe(0);
    machine.write('/tmp/build.log', ran.stdout + ran.stderr);
    return run(['explain', '/tmp/build.log']);
  };
  const fresh = (): void => {
    machine.write(`${PROJECT}/go.mod`, GO_MOD);
    machine.write(`${PROJECT}/go.sum`, '');
  };

  beforeAll(async () => {
    machine = await machineWith({
      packages: BUILD_TOOLS,
      extra: ['golang-go', 'python3-venv', 'python3-dev', 'ca-certificates'],
      binds: [sharedCache()],
    });
    env = languageSettings(machine);
    machine.write(`${PROJECT}/keep`, '');
    const ready = await run(['install', 'goczmq', '--yes', '--into', `${PROJECT}/app`]);
    expect(ready.code, ready.stderr).toBe(0);
    fresh();
  });
  afterAll(() => machine.stop());

  it('cgo switched off', async () => {
    const off = { CGO_ENABLED: '0' };
    const ran = await install(off);
    expect([ran.code, keys(ran)]).toEqual([3, ['go.cgo-disabled CGO_ENABLED']]);
    expect(keys(await doctor(off))).toContain('go.cgo-disabled CGO_ENABLED');
    expect(keys(await explained(['go', 'build', '.'], off))[0]).toBe('go.cgo-disabled CGO_ENABLED');
  });

  it('no C compiler', async () => {
    await machine.must(['sh', '-c', 'mkdir -p /opt/hidden && mv /usr/bin/*gcc* /usr/bin/cc /opt/hidden/']);
    try {
      const ran = await run(['install', 'goczmq', '--yes', '--system-packages', 'check']);
      expect([ran.code, keys(ran)]).toEqual([3, ['tool.missing gcc']]);
      expect(keys(await doctor())).toContain('tool.missing gcc');
      expect(keys(await explained(['go', 'build', '.'], anew()))[0]).toBe('tool.missing gcc');
    } finally {
      await machine.must(['sh', '-c', 'mv /opt/hidden/* /usr/bin/']);
    }
  });

  it('a version that was never there', async () => {
    const ran = await run(['install', 'goczmq@v4.0.0', '--yes']);
    expect([ran.code, keys(ran)]).toEqual([2, [`go.module-not-found ${module}`]]);
    machine.write(`${PROJECT}/go.mod`, `${GO_MOD}\nrequire ${module} v4.0.0\n`);
    expect(keys(await doctor())).toContain(`go.module-not-found ${module}`);
    expect(keys(await explained(['go', 'get', `${module}@v4.0.0`]))[0]).toBe(`go.module-not-found ${module}`);
    fresh();
  });

  it('headers older than the binding', async () => {
    const ran = await run(['install', 'czmq@4.1.1', 'goczmq', '--yes']);
    expect([ran.code, keys(ran)]).toEqual([2, ['go.binding-mismatch libczmq']]);
    // The same as an older header does: the function that 4.2 brought is not declared.
    const header = '/usr/local/include/zsock.h';
    await machine.must(['sed', '-i.kept', 's/zsock_set_router_notify/zsock_set_router_other/', header]);
    const log = await explained(['go', 'build', '.'], anew());
    await machine.must(['mv', `${header}.kept`, header]);
    expect(keys(log)[0]).toBe('go.binding-mismatch libczmq');
  });

  it('a sum that is not the pinned one; go.mod and go.sum are as they were', async () => {
    const wrong = `${module} ${goczmq.default} ${sum.replace('h1:5', 'h1:6')}\n`;
    machine.write(`${PROJECT}/go.sum`, wrong);
    const ran = await install();
    expect([ran.code, keys(ran)]).toEqual([5, [`go.checksum-mismatch ${module}`]]);
    const left = await machine.sh('cat go.mod go.sum', { cwd: PROJECT });
    expect(left.stdout).toBe(GO_MOD + wrong);
    machine.write(`${PROJECT}/go.mod`, `${GO_MOD}\nrequire ${module} ${goczmq.default}\n`);
    expect(keys(await doctor())).toContain(`go.checksum-mismatch ${module}`);
    machine.write('/tmp/wrong.sum', wrong);
    await machine.must(['cp', `${PROJECT}/app/go.sum`, '/tmp/right.sum']);
    await machine.must(['cp', '/tmp/wrong.sum', `${PROJECT}/app/go.sum`]);
    const log = await explained(['go', 'build', '.']);
    await machine.must(['cp', '/tmp/right.sum', `${PROJECT}/app/go.sum`]);
    expect(keys(log)[0]).toBe(`go.checksum-mismatch ${module}`);
    fresh();
  });

  it('a proxy that is dead', async () => {
    const dead = { GOPROXY: DEAD, GOMODCACHE: '/tmp/no-modules' };
    const ran = await install(dead);
    expect(ran.code).toBe(3);
    expect(told(ran)[0]?.code).toBe('go.proxy-unreachable');
    expect(told(await doctor(dead)).map(({ code }) => code)).toContain('go.proxy-unreachable');
    expect(told(await explained(['go', 'build', '.'], dead))[0]?.code).toBe('go.proxy-unreachable');
    fresh();
  });

  it('a check that is switched off is told, and made all the same', async () => {
    const ran = await install({ GOSUMDB: 'off', GONOSUMDB: 'github.com/*' });
    expect([ran.code, keys(ran)]).toEqual([
      0,
      ['go.verification-off GOSUMDB', 'go.verification-off GONOSUMDB'],
    ]);
    const sums = await machine.sh('cat go.sum', { cwd: PROJECT });
    expect(sums.stdout).toContain(`${module} ${goczmq.default} ${sum}\n`);
  });

  it('a Python without pyzmq, and one that has it, built on this libzmq', async () => {
    const asked = () => run(['doctor', '--target', 'pyzmq']);
    expect(keys(await asked())).toContain('python.binding-missing pyzmq');
    const without = await run(['install', 'pyzmq', '--yes']);
    expect(without.code).toBe(2);
    const ran = await run(['install', 'pyzmq', '--yes', '--venv', '/root/venv']);
    expect(ran.code, ran.stderr).toBe(0);
    const asks =
      'import zmq; print(zmq.zmq_version()); print([l.split()[-1] for l in open("/proc/self/maps") if "libzmq" in l][0])';
    const python = await machine.must(['/root/venv/bin/python', '-c', asks]);
    const library = await machine.must(['pkg-config', '--modversion', 'libzmq']);
    expect(python.stdout.split('\n')[0]).toBe(library.stdout.trim());
    expect(python.stdout).toMatch(/\/usr\/local\/lib\/libzmq\.so\.5/);
    expect(keys(await run(['doctor', '--target', 'pyzmq'], { VIRTUAL_ENV: '/root/venv' }))).not.toContain(
      'python.binding-missing pyzmq',
    );
    const gone = await run(['uninstall', 'pyzmq', '--yes']);
    expect([gone.code, (await machine.sh('ls /root/venv')).code]).toEqual([0, 2]);
  });
});
