import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { type Fault, machine, withFault } from '../../fixtures/machines/kit.ts';
import { run as doctor } from '../../src/commands/doctor.ts';
import { run as report } from '../../src/commands/report.ts';
import type { Context } from '../../src/host/context.ts';
import type { Host } from '../../src/host/host.ts';
import { render } from '../../src/ui/render.ts';
import { plainStyle } from '../../src/ui/style.ts';

const RECIPES = new URL('../../recipes/', import.meta.url);
const recipes = Object.fromEntries(
  readdirSync(RECIPES).map((name) => [
    `/opt/czmq-setup/recipes/${name}`,
    readFileSync(new URL(name, RECIPES), 'utf8'),
  ]),
);

/** Somebody's machine, with all that must not leave it. */
const SECRETS: Fault = {
  self: { home: '/home/jane.doe', user: 'jane.doe', cwd: '/home/jane.doe/work' },
  env: {
    HOME: '/home/jane.doe',
    https_proxy: 'http://jane:hunter2@proxy.example.org:3128',
    CMAKE_TOKEN: 'tok-123456',
    MY_PASSWORD: 'correct horse',
    CFLAGS: '-I/home/jane.doe/include',
    LD_LIBRARY_PATH: '/home/jane.doe/gone',
  },
  files: {
    '/home/jane.doe': { kind: 'directory', uid: 1000, gid: 1000 },
    '/home/jane.doe/work': { kind: 'directory', uid: 1000, gid: 1000 },
    '/home/jane.doe/.local/state/czmq-setup/logs/20261124-081310-4931/03-libzmq-configure.log':
      'fetching https://jane:hunter2@example.org/x\nchecking for gcc... no\nconfigure: error: no acceptable C compiler found in $PATH\n',
  },
};

const options = { yes: false, quiet: false, verbose: false, json: false, prefix: '/usr/local' };

function context(fault: Fault, written: Map<string, string> = new Map()): Context {
  const system = withFault(withFault(ubuntu2204, fault), { files: recipes });
  const probe = machine(system);
  const host = {
    ...probe,
    readText: (path: string, most?: number) =>
      written.has(path) ? { ok: true, value: written.get(path) } : probe.readText(path, most),
    writeFile: (path: string, words: string) => {
      if (path.startsWith('/readonly')) throw Object.assign(new Error('no'), { code: 'EROFS' });
      written.set(path, words);
    },
    process: () => ({ alive: false, startedAt: null }),
  } as unknown as Host;
  const none = { emit: () => {}, ask: null, stdin: null };
  return {
    host,
    ...none,
    lang: 'en',
    signal: new AbortController().signal,
    packageRoot: '/opt/czmq-setup/',
    version: '1',
  };
}

const LEAKS = /hunter2|tok-123456|correct horse|jane/;

describe('report', () => {
  test('holds what a maintainer asks for', async () => {
    const { data, exitCode } = await report(context(SECRETS), { ...options, snapshot: null });
    expect(exitCode).toBe(0);
    expect(data).toMatchObject({
      platform: { distro: 'ubuntu', version: '22.04', arch: 'x64' },
      packageManager: 'apt',
      compilers: [{ version: 'gcc 11.4.0', target: 'x86_64-linux-gnu' }, { version: 'gcc 11.4.0' }],
      environment: { CFLAGS: '-I~/include' },
      lastFailure: { code: 'tool.missing' },
    });
    expect(data.tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['gcc', 'make', 'pkg-config']));
    expect(data.modules.find(({ module }) => module === 'libzmq')).toMatchObject({ version: '4.3.4' });
    const zmq = data.libraries.find(({ name }) => name === 'libzmq');
    expect(zmq?.copies[0]).toMatchObject({ root: '/usr', versions: ['4.3.4'] });
  });

  test('tells no secret, no home path and no name, in either form, nor in the snapshot', async () => {
    const written = new Map<string, string>();
    const result = await report(context(SECRETS, written), { ...options, snapshot: '/tmp/machine.json' });
    expect(JSON.stringify(result)).not.toMatch(LEAKS);
    expect(await render(result, plainStyle('en', { verbose: true }), false)).not.toMatch(LEAKS);
    expect(written.get('/tmp/machine.json')).not.toMatch(LEAKS);
    expect(written.get('/tmp/machine.json')?.length).toBeGreaterThan(10_000);
  });

  test('a doctor elsewhere finds in the snapshot what the doctor here finds', async () => {
    const written = new Map<string, string>();
    const fault: Fault = { gone: ['/usr/lib/x86_64-linux-gnu/pkgconfig/libczmq.pc'] };
    const here = context(fault, written);
    const reported = await report(here, { ...options, snapshot: '/tmp/machine.json' });
    expect(reported.findings.some(({ severity }) => severity === 'error')).toBe(true);
    const elsewhere = context({ gone: ['/usr'] }, written);
    const none = { fix: false, binary: [], target: [], only: [], list: false, online: false, ignore: [] };
    const asked = { ...options, ...none, strict: false, link: null };
    const told = await doctor(elsewhere, { ...asked, snapshot: '/tmp/machine.json' });
    expect(told.findings).toEqual(reported.findings);
    expect(told.data.checks.filter(({ status }) => status === 'skipped')).toEqual([]);
  });

  test('a program that the snapshot has nothing of is a wrong argument, not a bug of ours', async () => {
    const written = new Map<string, string>();
    await report(context({}, written), { ...options, snapshot: '/tmp/machine.json' });
    const none = { fix: false, target: [], only: [], list: false, online: false, ignore: [] };
    const asked = { ...options, ...none, strict: false, link: null, binary: ['/srv/app'] };
    await expect(
      doctor(context({}, written), { ...asked, snapshot: '/tmp/machine.json' }),
    ).rejects.toMatchObject({ exitCode: 2, message: 'the snapshot has nothing of /srv/app' });
  });

  test('a snapshot that cannot be written is said so', async () => {
    await expect(report(context({}), { ...options, snapshot: '/readonly/x' })).rejects.toMatchObject({
      exitCode: 3,
      message: '/readonly/x cannot be written: it lies on a mount without writing',
    });
  });
});
