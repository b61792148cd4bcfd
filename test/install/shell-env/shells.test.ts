import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { liveHost } from '../../../src/host/live.ts';
import { loginShell, type Shell, shellScript } from '../../../src/install/shell-env/shells.ts';
import { pathVariables } from '../../../src/install/shell-env/variables.ts';
import { plant, tempFolder } from '../transaction/kit.ts';

const host = liveHost('/nowhere');

/** Where a shell is, if it is. */
const find = (name: string): string | null =>
  ['/bin', '/usr/bin', ...(process.env.PATH ?? '').split(delimiter)]
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;

const VARIABLES = ['PATH', 'PKG_CONFIG_PATH', 'LD_LIBRARY_PATH', 'CMAKE_PREFIX_PATH'];

/** Characters that a shell acts on, each of which may stand in a folder's name. */
const NASTY = `it's "a" $HOME \`id\` \\ (x) * & ; # ~ %d ! [z] {b,c} \u2019 \u00e9`;

/** [program, our name for it, arguments before a script] */
const REAL: [string, Shell, string[]][] = [
  ['dash', 'bash', ['-eu', '-c']],
  ['bash', 'bash', ['--norc', '-eu', '-c']],
  ['ksh', 'bash', ['-eu', '-c']],
  ['busybox', 'bash', ['sh', '-eu', '-c']],
  ['zsh', 'zsh', ['-f', '-eu', '-c']],
  ['fish', 'fish', ['--no-config', '-c']],
  ['pwsh', 'powershell', ['-NoProfile', '-NonInteractive', '-Command']],
];

/** Runs the lines, twice, in the real shell, and answers what a child program then sees. */
function evaluate(program: string, args: string[], script: string, env: Record<string, string>) {
  const report = 'process.stdout.write(JSON.stringify(process.env))';
  const node = args.includes('-Command') ? `& '${process.execPath}'` : `'${process.execPath}'`;
  const words = `${script}${script}${node} -e '${report}'`;
  const out = execFileSync(program, [...args, words], { env: { HOME: '/root', ...env }, encoding: 'utf8' });
  const seen = JSON.parse(out) as Record<string, string>;
  return VARIABLES.map((name) => seen[name]);
}

describe.each(REAL)('%s', (name, shell, args) => {
  const program = find(name);
  const check = program === null ? it.skip : it;
  const why = program === null ? ` (not installed here)` : '';

  check.each(['/opt/zmq', `/opt/${NASTY}`])(
    `puts the folders first, once, without an empty entry: %s${why}`,
    (prefix) => {
      const script = shellScript(shell, pathVariables(host, prefix), {});
      const path = '/usr/bin:/bin';
      expect(
        evaluate(program!, args, script, { PATH: path, LD_LIBRARY_PATH: '', PKG_CONFIG_PATH: '/a b:/c' }),
      ).toEqual([`${prefix}/bin:${path}`, `${prefix}/lib/pkgconfig:/a b:/c`, `${prefix}/lib`, prefix]);
    },
  );

  check(`moves to the front what stands behind${why}`, () => {
    const script = shellScript(shell, pathVariables(host, '/opt/zmq'), {});
    const [, , loader] = evaluate(program!, args, script, {
      PATH: '/bin',
      LD_LIBRARY_PATH: '/old:/opt/zmq/lib',
    });
    expect(loader?.split(':').slice(0, 2)).toEqual(['/opt/zmq/lib', '/old']);
  });

  check(`takes several folders of one variable${why}`, () => {
    const prefix = tempFolder();
    plant(prefix, { 'lib/libzmq.so': '', 'lib64/libczmq.so': '' });
    const script = shellScript(shell, pathVariables(host, prefix), {});
    const [, , loader] = evaluate(program!, args, script, { PATH: '/bin', LD_LIBRARY_PATH: '/x' });
    expect(loader).toBe(`${prefix}/lib:${prefix}/lib64:/x`);
  });
});

describe('github', () => {
  it('writes NAME=value with the values of now, without doubles and empty entries', () => {
    const env = { PATH: '/bin::/opt/zmq/bin', LD_LIBRARY_PATH: '' };
    expect(shellScript('github', pathVariables(host, '/opt/zmq'), env).split('\n')).toEqual([
      'PATH=/opt/zmq/bin:/bin',
      'PKG_CONFIG_PATH=/opt/zmq/lib/pkgconfig',
      'LD_LIBRARY_PATH=/opt/zmq/lib',
      'CMAKE_PREFIX_PATH=/opt/zmq',
      '',
    ]);
  });
});

describe('the folders', () => {
  const foldersOf = (prefix: string, name: string, os = 'linux') =>
    pathVariables({ ...host, self: { ...host.self, os } }, prefix).find((one) => one.name === name)?.folders;

  it('are those that are there: lib, lib64, multiarch, share', () => {
    const prefix = tempFolder();
    plant(prefix, {
      'lib64/libzmq.so.5': '',
      'lib64/pkgconfig/libzmq.pc': '',
      'share/pkgconfig/x.pc': '',
      'lib/x86_64-linux-gnu/libczmq.a': '',
      'lib/python3/x': '',
    });
    expect(foldersOf(prefix, 'LD_LIBRARY_PATH')).toEqual([
      `${prefix}/lib64`,
      `${prefix}/lib/x86_64-linux-gnu`,
    ]);
    expect(foldersOf(prefix, 'PKG_CONFIG_PATH')).toEqual([
      `${prefix}/lib64/pkgconfig`,
      `${prefix}/share/pkgconfig`,
    ]);
  });

  it('name lib64 not again where it is a link to lib', () => {
    const prefix = tempFolder();
    mkdirSync(join(prefix, 'lib'));
    writeFileSync(join(prefix, 'lib/libzmq.so'), '');
    symlinkSync('lib', join(prefix, 'lib64'));
    expect(foldersOf(prefix, 'LD_LIBRARY_PATH')).toEqual([`${prefix}/lib`]);
  });

  it('are for dyld on macOS', () => {
    expect(foldersOf('/opt/zmq', 'DYLD_LIBRARY_PATH', 'darwin')).toEqual(['/opt/zmq/lib']);
    expect(foldersOf('/opt/zmq', 'LD_LIBRARY_PATH', 'darwin')).toBeUndefined();
  });
});

it.each([
  ['/bin/zsh', 'zsh'],
  ['/usr/bin/fish', 'fish'],
  ['/usr/bin/pwsh', 'powershell'],
  ['/bin/dash', 'bash'],
  [undefined, 'bash'],
])('takes the login shell %s for %s', (path, shell) => {
  expect(loginShell(path)).toBe(shell);
});
