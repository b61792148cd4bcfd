import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { type Fault, withFault } from '../../fixtures/machines/kit.ts';
import configSite from '../../src/checks/config-site.ts';
import limits from '../../src/checks/limits.ts';
import makeWorks from '../../src/checks/make-works.ts';
import nullDevice from '../../src/checks/null-device.ts';
import temporaryFolder from '../../src/checks/temporary-folder.ts';
import { judge, keys } from '../support/judge.ts';

const root = { uid: 0, gid: 0, groups: [0], user: 'root' };
const tmp = (mode: number, more: Fault = {}): Fault => ({
  ...more,
  files: { '/tmp': { kind: 'directory', mode }, ...more.files },
});

describe('temporary files', () => {
  test('the shared folder without its mode stops a user, and warns root, whose package manager becomes another', async () => {
    const closed = withFault(ubuntu2204, tmp(0o755));
    const [finding] = await judge(temporaryFolder, closed);
    expect(finding).toMatchObject({ code: 'install.permission', subject: '/tmp', severity: 'error' });
    expect(finding?.fixes[0]?.commands.at(-1)).toEqual(['chmod', '1777', '/tmp']);
    const asRoot = withFault(ubuntu2204, tmp(0o755, { self: root }));
    expect(keys(await judge(temporaryFolder, asRoot))).toEqual(['warning install.permission /tmp']);
    expect(keys(await judge(temporaryFolder, asRoot, { building: true }))).toEqual([
      'error install.permission /tmp',
    ]);
  });

  test('it is gone, or a link to nowhere, which is kept', async () => {
    const gone = withFault(ubuntu2204, { gone: ['/tmp'] });
    expect(keys(await judge(temporaryFolder, gone))).toEqual(['error install.permission /tmp']);
    for (const instead of [{ links: { '/tmp': '/mnt/gone' } }, { files: { '/tmp': 'a file' } }]) {
      const [finding] = await judge(temporaryFolder, withFault(gone, instead));
      const commands = finding?.fixes[0]?.commands.map((argv) => argv.slice(-2));
      expect(commands).toContainEqual(['move-aside', '/tmp']);
    }
  });

  test('whatever TMPDIR names: one that is closed is an error, one that is not there is passed over by compilers', async () => {
    const set = (TMPDIR: string, files: NonNullable<Fault['files']> = {}) =>
      withFault(ubuntu2204, { env: { TMPDIR }, files });
    expect(
      keys(await judge(temporaryFolder, set('/srv/tmp', { '/srv/tmp': { kind: 'directory' } }))),
    ).toEqual(['error install.permission /srv/tmp']);
    expect(keys(await judge(temporaryFolder, set('/srv/gone')))).toEqual([
      'warning env.compiler-flags TMPDIR',
    ]);
    for (const folder of ['/tmp/', '/home/user'])
      expect(await judge(temporaryFolder, set(folder))).toEqual([]);
  });

  test('a user with a folder of his own does without the shared one', async () => {
    const served = withFault(ubuntu2204, tmp(0o700, { env: { TMPDIR: '/home/user' } }));
    expect(await judge(temporaryFolder, served)).toEqual([]);
  });

  test('where nobody compiles it is no question', async () => {
    const runtime = withFault(ubuntu2204, { gone: ['/usr/include'] });
    expect(await judge(temporaryFolder, withFault(runtime, tmp(0o755)))).toEqual([]);
  });
});

describe('the null device', () => {
  test('closed, replaced by a file, or gone', async () => {
    const be = (files: NonNullable<Fault['files']>) => withFault(ubuntu2204, { files });
    expect(await judge(nullDevice, ubuntu2204)).toEqual([]);
    const commands = async (system: typeof ubuntu2204) =>
      (await judge(nullDevice, system))[0]?.fixes[0]?.commands.map((argv) => argv.at(0));
    expect(await commands(be({ '/dev/null': { kind: 'other', mode: 0o600 } }))).toEqual(['chmod']);
    expect((await commands(be({ '/dev/null': 'what somebody wrote' })))?.slice(-2)).toEqual(['mknod', 'mv']);
    expect(await commands(withFault(ubuntu2204, { gone: ['/dev/null'] }))).toEqual(['mknod', 'mv']);
  });
});

/** As Linux 6.1 prints them. */
const table = (openFiles: string, fileSize = 'unlimited'): string =>
  `Limit                     Soft Limit           Hard Limit           Units     
Max cpu time              unlimited            unlimited            seconds   
Max file size             ${fileSize.padEnd(20)} unlimited            bytes     
Max open files            ${openFiles.padEnd(20)} 1048576              files     
Max nice priority         0                    0                    
`;

describe('limits', () => {
  const session = (own: string, shell: string) =>
    withFault(ubuntu2204, {
      files: {
        '/proc/self/stat': '4711 (node (x)) R 4700 4711 4700 0 -1 4194560 1 0',
        '/proc/self/limits': own,
        '/proc/4700/limits': shell,
      },
    });

  test('the shell has fewer files than Node gave itself', async () => {
    expect(keys(await judge(limits, session(table('1048576'), table('16'))))).toEqual([
      'error runtime.limit open files',
    ]);
  });

  test('the shell was replaced by us: its own parent has other limits', async () => {
    expect(keys(await judge(limits, session(table('16'), table('1024'))))).toEqual([
      'error runtime.limit open files',
    ]);
  });

  test('the size of files is for who builds', async () => {
    const small = session(table('1024', '4096'), table('1024', '4096'));
    expect(keys(await judge(limits, small, { building: true }))).toEqual(['error runtime.limit file size']);
    expect(keys(await judge(limits, small))).toEqual(['warning runtime.limit file size']);
  });

  test('what is usual, and a system without that table', async () => {
    expect(await judge(limits, session(table('1024'), table('256')), { building: true })).toEqual([]);
    expect(await judge(limits, ubuntu2204, { building: true })).toEqual([]);
  });
});

describe('make', () => {
  const answering = (
    env: Record<string, string>,
    breaks: (env: Readonly<Record<string, string>>) => boolean,
  ) =>
    withFault(ubuntu2204, {
      env,
      answers: (name, args, options) =>
        name === 'make' && args.includes('-f')
          ? breaks(options.env ?? {})
            ? 'echo made\n'
            : 'made\n'
          : null,
    });

  test('is told only to print: the variable is named', async () => {
    const system = answering({ MAKEFLAGS: '-n', OTHER: 'x' }, (env) => env.MAKEFLAGS === '-n');
    expect(keys(await judge(makeWorks, system))).toEqual(['error env.compiler-flags MAKEFLAGS']);
  });

  test('makes, or fails whatever is set, which is another question', async () => {
    expect(
      await judge(
        makeWorks,
        answering({ MAKEFLAGS: '-j4' }, () => false),
      ),
    ).toEqual([]);
    expect(
      await judge(
        makeWorks,
        answering({ MAKEFLAGS: '-j4' }, () => true),
      ),
    ).toEqual([]);
  });
});

describe('defaults of configure scripts', () => {
  const site = (words: string, env: Record<string, string> = { CONFIG_SITE: '/opt/site' }) =>
    withFault(ubuntu2204, { env, files: { '/opt/site': words, '/usr/local/share/config.site': words } });

  test('a compiler that is not there, named by the variable or lying below the prefix', async () => {
    for (const env of [{ CONFIG_SITE: '/opt/site' }, {} as Record<string, string>])
      expect(keys(await judge(configSite, site('# ours\nCC=gcc-99\n', env)))).toEqual([
        'error env.compiler-flags CONFIG_SITE',
      ]);
  });

  test('what works, and what only a shell understands', async () => {
    expect(await judge(configSite, site('CC=gcc\nlibdir=/usr/lib64\n'))).toEqual([]);
    expect(await judge(configSite, site('CC=$(command -v gcc-99)\ntest -n "$x" && CC=gcc-99\n'))).toEqual([]);
  });
});
