import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../src/core/exit.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Result } from '../../src/core/result.ts';
import { resultDocument, toJson } from '../../src/ui/json.ts';
import { render } from '../../src/ui/render.ts';
import { plainStyle, type Style } from '../../src/ui/style.ts';
import { width } from '../../src/ui/width.ts';
import { staleCache } from '../support/finding.ts';
import * as samples from '../support/results.ts';
import { tool } from '../support/world.ts';

const en = plainStyle('en');
const zh = plainStyle('zh-CN');
const result = (command: string, data: unknown, findings: readonly Finding[] = []): Result => ({
  command,
  exitCode: EXIT.done,
  findings,
  data,
});
const told = async (style: Style, ...args: Parameters<typeof result>): Promise<string[]> => {
  const words = await render(result(...args), style, false);
  expect(words.endsWith('\n')).toBe(true);
  return words.slice(0, -1).split('\n');
};

test('install ends with what was installed where, how long each stage took, and the next command', async () => {
  expect(await told(en, 'install', samples.installed)).toEqual([
    'Installed in /usr/local:',
    '  libzmq 4.3.5  built (before: 4.3.4), https://example.org/zeromq-4.3.5.tar.gz',
    '  czmq 4.2.1    from the cache',
    '  goczmq v4.2.1-0.20210413114303-4e50cfc0edc9  in /home/user/goczmq-example, which was made',
    '    > server received "Hello"',
    '88 files, 12 checks passed',
    'System packages: g++ make',
    '',
    'Time: 33 s',
    'Longest: libzmq: Build 31 s, libzmq: Fetch 1.2 s, Commit to the prefix 0.3 s',
    '  libzmq: Fetch         1.2 s',
    '  libzmq: Build          31 s',
    '  Commit to the prefix  0.3 s',
    'Logs: /home/user/.local/state/czmq-setup/logs/1',
    '',
    'Next: czmq-setup verify',
  ]);
});

test('a prefix that is not on a search path: the line that changes that', async () => {
  const data = {
    ...samples.installed,
    needed: { pkgConfigPath: '/opt/z/lib/pkgconfig', libraryPath: null },
    next: ['czmq-setup', 'env', '--prefix', '/opt/my z'],
  };
  expect((await told(en, 'install', data)).at(-1)).toBe(`  eval "$(czmq-setup env --prefix '/opt/my z')"`);
  const npx = plainStyle('en', { program: 'npx czmq-setup' });
  expect((await told(npx, 'install', data)).at(-1)).toBe(
    `  eval "$(npx czmq-setup env --prefix '/opt/my z')"`,
  );
});

test('a second install', async () => {
  const data = { ...samples.installed, nothingToDo: true };
  expect((await told(en, 'install', data))[0]).toBe('Nothing to do. Installed in /usr/local:');
});

test('plan shows every stage, command, folder, what needs root and roughly how long', async () => {
  const lines = await told(en, 'plan', samples.plan);
  expect(lines).toContain(' 1. Install system packages [needs root] ~20 s');
  expect(lines).toContain('    LC_ALL=C apt-get install -y make');
  expect(lines).toContain(' 2. libzmq: Configure ~7.0 s');
  expect(lines).toContain('    # only where there is no @work@/libzmq/Makefile');
  expect(lines).toContain("    mkdir -p '@work@/a b'");
  expect(lines).toContain('    # in @work@/libzmq');
  expect(lines).toContain("    nice -n 15 ./configure 'CFLAGS=-O2 -g'");
  expect(lines).toContain('    # bring the source of libzmq to @work@/libzmq, from the first that has it:');
  expect(lines).toContain('! master is not pinned');
  expect(lines.at(-1)).toBe(
    '@work@ stands for the folder of the run: /home/user/.cache/czmq-setup/build/<run>',
  );
  expect(lines.join('\n')).toContain('1.4 MB to download');
});

test('plan --format sh is the script and nothing else, in Actions too', async () => {
  const data = { ...samples.plan, script: '#!/bin/sh\n::x\n' };
  expect(await render(result('plan', data), en, true)).toBe('#!/bin/sh\n::x\n');
});

test('uninstall', async () => {
  expect(await told(en, 'uninstall', samples.uninstalled)).toEqual([
    'An interrupted run was undone first.',
    'Removed from /usr/local: libzmq 4.3.5 (40 files).',
    'Not installed by this tool: czmq.',
    'Removed pyzmq 27.3.0 from /home/user/venv.',
    'Put back: /usr/local/include/zmq.h',
    'The loader’s cache still knows the old files: sudo ldconfig',
  ]);
});

test('status says what is where, from whom, and who gets it', async () => {
  expect(await told(en, 'status', samples.status)).toEqual([
    'A run on /usr/local was cut off (czmq-setup install, mei, 42); the next install',
    'or uninstall puts it in order first.',
    '',
    'libzmq',
    '  /usr/local  4.3.5  czmq-setup; used by loader, compiler',
    '  /usr  4.3.4  apt: libzmq3-dev libzmq5; used by pkg-config',
    '  ! compiler: zmq.h: no compiler',
    'czmq    not installed',
  ]);
});

describe('doctor', () => {
  test('verdict, findings, trees, then the checks in short', async () => {
    const lines = await told(en, 'doctor', samples.doctor, [staleCache]);
    expect(lines[0]).toBe('1 error, 0 warnings; 2 checks passed.');
    expect(lines[2]).toBe('error: The loader cannot find libczmq.so.4');
    expect(lines.slice(-6)).toEqual([
      '/opt/app  (/lib64/ld-linux-x86-64.so.2)',
      '  libczmq.so.4 => not found',
      '  libzmq.so.5 => /usr/local/lib/libzmq.so.5  [cache <- libczmq.so.4]',
      '',
      'could not look: Title of origins: no network',
      'passed: path, space',
    ]);
  });

  test('the passed checks take one line, however many there are', async () => {
    const [known] = samples.doctor.checks.filter(({ status }) => status === 'pass');
    const checks = Array.from({ length: 40 }, (_, at) => ({ ...known!, id: `check-${at}` }));
    const line = (await told(en, 'doctor', { checks })).at(-1)!;
    expect(line).toMatch(/^passed: check-0, check-1, .* and (\d+) more \(-v\)$/);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line.split(', ').length + Number(/(\d+) more/.exec(line)?.[1])).toBe(40);
    expect((await told(zh, 'doctor', { checks })).at(-1)).toMatch(/^通过：check-0, .* 等 40 项（-v）$/);
  });

  test('-v shows every check', async () => {
    const lines = await told(plainStyle('en', { verbose: true }), 'doctor', {
      checks: samples.doctor.checks,
    });
    expect(lines).toContain('FAIL  loader-cache: Title of loader-cache (0.0 s)');
    expect(lines).toContain('skip  origins: Title of origins: no network (0.0 s)');
  });

  test('a healthy machine', async () => {
    const checks = samples.doctor.checks.filter(({ status }) => status === 'pass');
    expect((await told(en, 'doctor', { checks }))[0]).toBe('Healthy: 2 checks passed.');
  });
});

test('explain: the finding, or that the log shows no failure', async () => {
  expect((await told(en, 'explain', {}, [staleCache]))[0]).toContain('The loader cannot find');
  expect(await told(en, 'explain', {})).toEqual(['This log shows no failure.']);
});

test('cache', async () => {
  expect(await told(en, 'cache', samples.cache)).toEqual([
    '/home/user/.cache/czmq-setup: 1.5 MB',
    '  1.5 MB  source   zeromq-4.3.5.tar.gz',
    '   900 B  product  libzmq 4.3.5',
  ]);
  expect(await told(en, 'cache', { ...samples.cache, action: 'path' })).toEqual([
    '/home/user/.cache/czmq-setup',
  ]);
  const cleared = {
    ...samples.cache,
    action: 'clear',
    entries: [],
    totalBytes: 0,
    removed: samples.cache.entries,
    removedBytes: 1_462_900,
  };
  expect((await told(en, 'cache', cleared))[0]).toBe('Removed 2, 1.5 MB:');
});

describe('verify', () => {
  test('a block for each library: counts, the ways to link, what failed and what was skipped', async () => {
    expect(await told(en, 'verify', { ...samples.verified, deliveries: [], suites: [] })).toEqual([
      'libzmq: 2 passed, 1 FAILED, 1 skipped',
      '  links by: pkg-config, flags',
      '  FAILED  static: said no',
      '  skipped  pair tcp6: this machine has no ::1',
      'czmq: 1 passed',
    ]);
  });

  test('numbers of messages under faults, and what is promised', async () => {
    const lines = await told(en, 'verify', {
      checks: [],
      deliveries: samples.verified.deliveries,
      suites: [],
    });
    const [head, row, promise] = lines.slice(lines.indexOf('') + 1);
    const columns = (line: string | undefined): string[] => (line ?? '').trim().split(/ {2,}/);
    expect(columns(head).slice(1)).toEqual(['sent', 'received', 'lost', 'twice', 'reordered']);
    expect(columns(row)).toEqual(['link cut, PUB/SUB', '400', '300', '100', '0', '2', 'PROMISE BROKEN']);
    expect(promise).toBe('    one gap');
  });

  test("upstream's suites with what did not pass", async () => {
    const lines = await told(en, 'verify', { checks: [], deliveries: [], suites: samples.verified.suites });
    expect(lines.slice(lines.indexOf('') + 2)).toEqual([
      '  libzmq 4.3.5 tests: 1 passed, 1 failed, 1 skipped',
      '    FAILED  test_hwm: exit status 134',
      '    skipped  test_gssapi: built without it',
    ]);
  });
});

test('report is Markdown that can be pasted, whatever the words in it', async () => {
  const lines = await told(en, 'report', samples.report, [staleCache]);
  expect(lines[0]).toBe('## Report of czmq-setup');
  expect(lines).toContain('- cmake ?  (dangling)');
  expect(lines).toContain('  - ! libsodium');
  expect(lines).toContain('- loader-cache: fail');
  // A fence in a log cannot end ours.
  expect(lines.filter((line) => line === '```')).toHaveLength(6);
  expect(lines.join('\n')).not.toMatch(/[^\n]```/);
  expect(lines.join('\n')).toContain('library.cache-stale');
});

const SAMPLES: readonly (readonly [string, unknown])[] = [
  ['install', samples.installed],
  ['plan', samples.plan],
  ['uninstall', samples.uninstalled],
  ['verify', samples.verified],
  ['status', samples.status],
  ['doctor', samples.doctor],
  ['cache', samples.cache],
  ['report', samples.report],
];

test.each(SAMPLES)(
  '%s in Chinese is Chinese, and fits 80 columns where it is not to be copied',
  async (command, data) => {
    const lines = await told(plainStyle('zh-CN'), command, data);
    expect(lines.join('')).toMatch(/\p{Script=Han}/u);
    for (const line of lines.filter((one) => !/[/=]|configure|apt-get/.test(one)))
      expect(width(line)).toBeLessThanOrEqual(80);
  },
);

describe('documents', () => {
  const folder = new URL('../../schemas/', import.meta.url);
  const read = (path: string): object => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true });
  ajv.addSchema(read('document.schema.json'), 'schemas/document.schema.json');
  const check = (command: string) => {
    const schema = read(`commands/${command}.schema.json`);
    return (
      ajv.getSchema(`schemas/commands/${command}`) ??
      ajv.compile({ ...schema, $id: `schemas/commands/${command}` })
    );
  };
  const accepts = (command: string, document: unknown): void => {
    const valid = check(command);
    expect(valid(document) === true ? [] : valid.errors).toEqual([]);
  };
  const run = { version: '0.1.0', durationMs: 1, lang: 'en' as const };

  test('every schema is one that ajv takes', () => {
    for (const name of readdirSync(new URL('commands/', folder))) check(name.replace('.schema.json', ''));
  });

  test.each(SAMPLES)('of %s', (command, data) => {
    const platform = { os: 'linux', distro: 'debian', version: '12', arch: 'x64', libc: 'glibc 2.36' };
    const own = command === 'doctor' ? { ...(data as object), platform } : data;
    const document = JSON.parse(toJson(resultDocument(result(command, own), { ...run, command })));
    accepts(command, document);
    expect(check(command)({ ...document, durationMs: 'long' })).toBe(false);
    const { [Object.keys(own as object).at(-1)!]: _gone, ...less } = document;
    if (command !== 'doctor') expect(check(command)(less)).toBe(false);
  });

  test.each([
    ['env', ['env', '--prefix', '/opt/z', '--shell', 'bash']],
    ['completion', ['completion', 'zsh']],
    ['uninstall', ['uninstall', '--prefix', '/opt/z']],
    ['cache', ['cache', 'ls']],
    ['install', ['install', '--jobs', '0']],
  ])('of %s, as the tool prints it', async (command, argv) => {
    const files = { '/opt/czmq-setup/recipes/czmq.json': '', '/opt/z/lib/pkgconfig/x.pc': '' };
    const { stdout, stderr } = await tool([...argv, '--json'], { files });
    expect(stderr).toBe('');
    accepts(command, JSON.parse(stdout));
  });
});
