import { describe, expect, test } from 'vitest';
import { tool } from '../support/world.ts';

describe('a wrong command line ends with 2, one clear line, the nearest name, and where help is', () => {
  test.each([
    ['instal', 'unknown command instal', 'Did you mean install?'],
    ['install --prefx /x', 'unknown option --prefx', 'Did you mean --prefix?'],
    ['install --prefx=/x', 'unknown option --prefx', 'Did you mean --prefix?'],
    ['install --jobs 0', '--jobs 0: it must be a whole number of 1 or more', 'install --help'],
    ['install -j -3', '--jobs -3: it must be a whole number', 'install --help'],
    ['install -j 2.5', '--jobs 2.5: it must be a whole number', 'install --help'],
    ['install --jobs', '--jobs needs a value', 'install --help'],
    ['install --sudo somtimes', '--sudo somtimes: it is one of auto, always, never', 'install --help'],
    ['plan --format yml', '--format yml: it is one of text, json, sh, dockerfile', 'plan --help'],
    ['plan --format dockerfil', 'did you mean dockerfile?', 'plan --help'],
    ['install --features curve,,x', '“” is no feature’s name'.replace('’', "'"), 'install --help'],
    ['install --source czmq', 'it must read TARGET=DIR', 'install --help'],
    ['install --prefix /etc/passwd', 'it is a file, not a folder', 'install --help'],
    ['doctor --ignore library.cache-stal', 'did you mean library.cache-stale?', 'doctor --help'],
    ['doctor left over', 'doctor takes no argument left', 'doctor --help'],
    ['doctor -- gcc main.o', 'words after -- need --link', 'doctor --help'],
    ['doctor --link', '--link needs a command', 'doctor --help'],
    ['cache', 'cache needs ACTION: ls, path, prune, clear', 'cache --help'],
    ['completion tcsh', 'it is one of bash, zsh, fish', 'completion --help'],
    ['help instal', 'unknown command instal', 'Did you mean install?'],
    ['status --lang fr', '--lang fr: it is one of en, zh-CN', 'status --help'],
  ])('%s', async (line, what, hint) => {
    const { code, stdout, stderr } = await tool(line.split(' '), { files: { '/etc/passwd': 'root' } });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr.replaceAll('\n', ' ')).toContain(what);
    expect(stderr.replaceAll('\n', ' ')).toContain(hint);
  });
});

test('a wrong command line is told in the user’s language', async () => {
  const { stderr } = await tool(['instal'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(stderr).toContain('未知命令 instal');
  const named = await tool(['instal', '--lang', 'en'], { env: { LANG: 'zh_CN.UTF-8' } });
  expect(named.stderr).toContain('unknown command instal');
});

test('with --json it is one document on stdout and nothing else anywhere', async () => {
  const { code, stdout, stderr } = await tool(['install', '--prefx', '/x', '--json']);
  expect(code).toBe(2);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    tool: { name: 'czmq-setup', version: '1.2.3' },
    command: 'install',
    ok: false,
    findings: [],
    error: { message: 'unknown option --prefx', hint: expect.stringContaining('--prefix') },
  });
});

test('--json behind -- belongs to the words there, not to us', async () => {
  const { stdout, stderr } = await tool(['doctor', '--', 'gcc', '--json']);
  expect(stdout).toBe('');
  expect(stderr).toContain('--link');
});

test('native Windows is sent to WSL and vcpkg, exit 3; completion and help work there', async () => {
  const windows = { self: { os: 'win32' } };
  const { code, stderr } = await tool(['install'], windows);
  expect(code).toBe(3);
  expect(stderr).toContain('WSL');
  expect(stderr).toContain('vcpkg');
  expect((await tool(['install', '--help'], windows)).code).toBe(0);
  expect(
    (await tool(['completion', 'bash'], { ...windows, files: { '/opt/czmq-setup/recipes/czmq.json': '' } }))
      .code,
  ).toBe(0);
});

test('version and help: on stdout, exit 0; no command at all: help on stderr, exit 2', async () => {
  expect(await tool(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
  expect(await tool(['install', '-V'])).toMatchObject({ code: 0, stdout: '1.2.3\n' });
  expect((await tool(['help', 'plan'])).stdout).toContain('czmq-setup plan');
  expect(await tool([])).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage:') });
  expect(JSON.parse((await tool(['--help', '--json'])).stdout)).toMatchObject({
    ok: true,
    help: expect.stringContaining('Usage'),
  });
});

test('a mistyped variable is not lost in silence', async () => {
  const { code, stderr } = await tool(['cache', 'path'], {
    env: { CZMQ_SETUP_PREFX: '/x', CZMQ_SETUP_NO_CACHE: '1', CZMQ_SETUP_XYZ: '1' },
  });
  expect(code).toBe(0);
  expect(stderr).toBe('warning: CZMQ_SETUP_PREFX is no option; CZMQ_SETUP_PREFIX is\n');
});
