import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import check from '../../src/checks/compiler.ts';
import { judge, keys } from '../support/judge.ts';

const isTrial = (args: readonly string[]): boolean => args.includes('/dev/null');
const failing = (stderr: string) => ({ code: 1, stderr });

describe('variables', () => {
  test('the one that breaks every program is named, others are left alone', async () => {
    const system = withFault(ubuntu2204, {
      env: { CFLAGS: '-march=pentium9', LDFLAGS: '-Wl,-z,now', CPATH: '/opt/include' },
      answers: (_, args) =>
        isTrial(args) && args.includes('-march=pentium9')
          ? failing("cc1: error: bad value ('pentium9') for '-march=' switch\n")
          : null,
    });
    const findings = await judge(check, system);
    expect(keys(findings)).toEqual(['error env.compiler-flags CFLAGS']);
    expect(findings[0]?.fixes.every(({ automatic }) => !automatic)).toBe(true);
  });

  test('one that compilers read by themselves, too', async () => {
    const system = withFault(ubuntu2204, {
      env: { LD_LIBRARY_PATH: '/opt/junk', GCC_EXEC_PREFIX: '/usr/lib/gcc/' },
      answers: (_, args, { env }) =>
        isTrial(args) && env?.LD_LIBRARY_PATH
          ? failing('as: error while loading shared libraries: libz.so.1')
          : null,
    });
    expect(keys(await judge(check, system))).toEqual(['error env.library-path LD_LIBRARY_PATH']);
  });

  test('CC of a compiler that does not exist', async () => {
    const system = withFault(ubuntu2204, { env: { CC: 'gcc-99' } });
    expect(keys(await judge(check, system))).toEqual(['error env.compiler-flags CC']);
  });

  test('two of which only both together break it', async () => {
    const system = withFault(ubuntu2204, {
      env: { CFLAGS: '-a', LDFLAGS: '-b' },
      answers: (_, args) =>
        isTrial(args) && args.includes('-a') && args.includes('-b') ? failing('x') : null,
    });
    const named = keys(await judge(check, system));
    expect(named).toContain('error env.compiler-flags CFLAGS');
    expect(named).toContain('error env.compiler-flags LDFLAGS');
  });
});

describe('the compiler itself', () => {
  const broken = withFault(ubuntu2204, {
    answers: (_, args) => (isTrial(args) ? failing("cc: fatal error: cannot execute 'cc1': execvp\n") : null),
  });

  test('is an error for who builds, and a warning where the libraries work', async () => {
    expect(keys(await judge(check, broken, { building: true }))).toEqual(['error tool.broken gcc']);
    expect(keys(await judge(check, broken))).toEqual(['warning tool.broken gcc']);
  });

  test('packages whose files are gone are put back', async () => {
    const system = withFault(broken, {
      files: {
        '/var/lib/dpkg/info/gcc.list':
          '/.\n/usr\n/usr/bin\n/usr/lib/gcc/x/cc1\n/usr/share/doc/gcc/copyright\n',
      },
    });
    const [finding] = await judge(check, system, { building: true });
    expect(finding?.fixes[0]?.commands.at(-1)?.slice(-2)).toEqual(['--reinstall', 'gcc']);
  });

  test('a script of its name in front of one that works is moved aside', async () => {
    const system = withFault(ubuntu2204, {
      ...programs('/usr/local/bin', 'cc'),
      answers: (name, args) => (name === '/usr/local/bin/cc' && isTrial(args) ? failing('no') : null),
    });
    const [finding] = await judge(check, system, { building: true });
    expect(finding).toMatchObject({ code: 'tool.shadowed', subject: 'gcc', severity: 'error' });
    expect(finding?.fixes[0]?.commands[0]?.slice(-3)).toEqual([
      '__repair',
      'move-aside',
      '/usr/local/bin/cc',
    ]);
  });

  test('a stray linker in front on PATH is the fault, not the compiler', async () => {
    const system = withFault(ubuntu2204, {
      files: { ...programs('/usr/local/bin', 'ld').files, ...programs('/usr/bin', 'ld').files },
      answers: (_, args, { env }) =>
        isTrial(args) && env?.PATH?.includes('/usr/local/bin') ? failing('ld: not today') : null,
    });
    expect(keys(await judge(check, system, { building: true }))).toEqual(['error tool.shadowed ld']);
  });

  test('nobody compiles on a machine without headers: it is not looked at', async () => {
    const system = withFault(broken, { gone: ['/usr/include'] });
    expect(await judge(check, system)).toEqual([]);
  });
});
