import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Elevation } from '../../src/facts/powers.ts';
import type { Host, RunOptions } from '../../src/host/host.ts';
import { liveHost } from '../../src/host/live.ts';
import { askPassword, transactionsOf } from '../../src/install/elevate.ts';
import { holderOf } from '../../src/install/lock.ts';
import { readRequest } from '../../src/install/transaction/request-check.ts';
import { photograph, plant, product, request, tempFolder } from './transaction/kit.ts';

const repository = new URL('../..', import.meta.url).pathname;

/** env(1) stands where sudo would: it takes `--` and a command as sudo does, and changes no rights. */
const elevation: Elevation = {
  program: 'sudo',
  path: '/usr/bin/env',
  password: false,
  argv: ['/usr/bin/env'],
  askPassword: null,
};

function scene() {
  const folder = tempFolder();
  const prefix = join(folder, 'my prefix');
  plant(join(folder, 'staged', prefix), { 'lib/libzmq.so': 'zmq' });
  return { folder, prefix, zmq: product('libzmq', '1', join(folder, 'staged')) };
}

describe('our own bundle, run again', () => {
  let root: string;
  let host: Host;
  beforeAll(async () => {
    root = tempFolder();
    for (const path of ['package.json', 'bin'])
      cpSync(join(repository, path), join(root, path), { recursive: true });
    await build({
      entryPoints: [join(repository, 'src/cli.ts')],
      outdir: join(root, 'dist'),
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    });
    host = liveHost(join(root, 'bin/czmq-setup.js'));
  });

  it('commits, undoes, commits and finishes, uninstalls, and leaves no request behind', async () => {
    const { prefix, zmq, folder } = scene();
    const folders: string[] = [];
    const run = transactionsOf(
      {
        ...host,
        tempDir: (name) => {
          folders.push(host.tempDir(name));
          return folders.at(-1)!;
        },
      },
      elevation,
    );
    const before = photograph(folder);
    const call = { prefix, holder: holderOf(host, 'test') };
    expect(await run.commit(request(prefix, call.holder, zmq))).toMatchObject({ placed: ['lib/libzmq.so'] });
    expect(await run.undo(call)).toEqual({ outcome: 'undone', left: [] });
    expect(photograph(folder)).toEqual(before);
    await run.commit(request(prefix, call.holder, zmq));
    expect(await run.finish(call)).toEqual({ outcome: 'finished', left: [] });
    expect(await run.uninstall({ ...call, products: [] })).toMatchObject({ removed: ['lib/libzmq.so'] });
    expect(photograph(folder)).toEqual(before);
    expect(folders.map((path) => host.lstat(path).ok)).toEqual(folders.map(() => false));
  });

  it('hands a failure over with its exit code, words and findings', async () => {
    const { prefix, zmq } = scene();
    writeFileSync(prefix, 'a file');
    const run = transactionsOf(host, elevation);
    await expect(run.commit(request(prefix, holderOf(host, 'test'), zmq))).rejects.toMatchObject({
      name: 'SetupError',
      exitCode: 3,
    });
  });
});

describe('how root is asked', () => {
  const { prefix, zmq } = scene();
  const silent = {
    code: 1,
    signal: null,
    spawnError: null,
    stdout: '',
    timedOut: false,
    truncated: false,
    durationMs: 1,
  };

  it('by absolute paths, in our session, with an environment of our own, and never waiting for a password', async () => {
    const asked: [readonly string[], RunOptions | undefined][] = [];
    const host: Host = {
      ...liveHost('/opt/tool/bin/czmq-setup.js'),
      run: async (argv, options) => {
        asked.push([argv, options]);
        return { ...silent, stderr: 'sudo: a password is required' };
      },
    };
    const sudo: Elevation = { ...elevation, path: '/usr/bin/sudo', argv: ['/usr/bin/sudo', '-n'] };
    await expect(
      transactionsOf(host, sudo).commit(request(prefix, holderOf(host, 'test'), zmq)),
    ).rejects.toMatchObject({
      exitCode: 3,
      findings: [
        { code: 'install.no-sudo', subject: 'sudo', evidence: [{ text: 'sudo: a password is required' }] },
      ],
    });
    const [argv, options] = asked[0]!;
    expect(argv.slice(0, -1)).toEqual([
      '/usr/bin/sudo',
      '-n',
      '--',
      process.execPath,
      '/opt/tool/bin/czmq-setup.js',
      '__transaction',
      'commit',
    ]);
    expect(options).toMatchObject({ session: 'ours', cwd: '/' });
    expect(Object.keys(options?.env ?? {}).sort()).toEqual(['LC_ALL', 'PATH']);
  });

  it('after the password was given at the terminal', async () => {
    const asked: (readonly string[])[] = [];
    const host = (code: number | null): Host => ({
      ...liveHost('/x'),
      runInteractive: async (argv) => {
        asked.push(argv);
        return code;
      },
    });
    await askPassword(host(0), elevation);
    expect(asked).toEqual([]);
    const sudo: Elevation = { ...elevation, password: true, askPassword: ['/usr/bin/sudo', '-v'] };
    await askPassword(host(0), sudo);
    expect(asked).toEqual([['/usr/bin/sudo', '-v']]);
    await expect(askPassword(host(1), sudo)).rejects.toMatchObject({ exitCode: 3 });
  });
});

describe('a request that root refuses', () => {
  const host = liveHost('/x');
  const { prefix, zmq } = scene();
  const sent = request(prefix, holderOf(host, 'test'), zmq);
  const good = () => ({ ...sent });
  const write = (value: unknown, mode = 0o600): string => {
    const path = join(tempFolder(), 'request.json');
    writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value), { mode });
    return path;
  };

  it('is not the one that we write', () => {
    expect(readRequest(host, 'commit', write(good()))).toEqual(good());
  });

  it.each<[string, object]>([
    ['a prefix that is no path', { prefix: 'usr' }],
    ['the root as prefix', { prefix: '/' }],
    ['a prefix with ..', { prefix: '/usr/../etc' }],
    ['another file for the loader', { loaderConf: { path: '/etc/passwd', text: '' } }],
    [
      'a folder for the loader that is outside the prefix',
      { loaderConf: { path: '/etc/ld.so.conf.d/czmq-setup.conf', text: '/tmp/evil\n' } },
    ],
    [
      'an include for the loader',
      { loaderConf: { path: '/etc/ld.so.conf.d/czmq-setup.conf', text: 'include /tmp/x\n' } },
    ],
    ['a product without facts', { products: [{ name: 'x' }] }],
    ['a relative staging folder', { products: [{ ...zmq, stagedRoot: 'x' }] }],
    ['a field that it does not know', { shell: 'rm -rf /' }],
    ['no holder', { holder: null }],
  ])('%s', (_, change) => {
    expect(() => readRequest(host, 'commit', write({ ...good(), ...change }))).toThrow(
      /the request is refused: request/,
    );
  });

  it('for an action that there is not', () => {
    expect(() => readRequest(host, 'constructor', write(good()))).toThrow(/unknown action/);
  });

  it('in a file that others may write, or a folder that others may enter', () => {
    const open = write(good());
    chmodSync(open, 0o620);
    expect(() => readRequest(host, 'commit', open)).toThrow(/others may/);
    const within = write(good());
    chmodSync(join(within, '..'), 0o755);
    expect(() => readRequest(host, 'commit', within)).toThrow(/others may/);
  });

  it('of another user than the one who called sudo', () => {
    const other: Host = { ...host, env: { ...host.env, SUDO_UID: '12345' } };
    expect(() => readRequest(other, 'commit', write(good()))).toThrow(/another user/);
  });

  it('through a link, as a folder, by a relative path, or not as JSON', () => {
    const path = write(good());
    const link = join(tempFolder(), 'request.json');
    symlinkSync(path, link);
    expect(() => readRequest(host, 'commit', link)).toThrow(/regular file/);
    const folder = join(tempFolder(), 'request.json');
    mkdirSync(folder);
    expect(() => readRequest(host, 'commit', folder)).toThrow(/regular file/);
    expect(() => readRequest(host, 'commit', 'request.json')).toThrow(/not absolute/);
    expect(() => readRequest(host, 'commit', write('{'))).toThrow(/not JSON/);
    expect(readdirSync(join(path, '..'))).toEqual(['request.json']);
    expect(readFileSync(path, 'utf8')).toContain('libzmq');
  });
});
