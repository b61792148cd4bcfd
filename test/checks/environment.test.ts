import { describe, expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import { alpine } from '../../fixtures/machines/linux.ts';
import crossCompile from '../../src/checks/cross-compile.ts';
import envLocale from '../../src/checks/env-locale.ts';
import envPath from '../../src/checks/env-path.ts';
import envPrograms from '../../src/checks/env-programs.ts';
import pythonBinding from '../../src/checks/python-binding.ts';
import tooNew from '../../src/checks/tools-too-new.ts';
import tooOld from '../../src/checks/tools-too-old.ts';
import { makeElf } from '../formats/make-elf.ts';
import { judge, keys } from '../support/judge.ts';
import type { FileSpec } from '../support/tree.ts';

describe('locale', () => {
  const set = (env: Record<string, string>) => withFault(ubuntu2204, { env });

  test('one that is installed, however it is spelt, and those that are built in', async () => {
    for (const LC_ALL of ['en_US.UTF-8', 'en_US.utf8', 'C.UTF-8', 'POSIX', 'C'])
      expect(await judge(envLocale, set({ LC_ALL }))).toEqual([]);
  });

  test('one that is not is a warning, named by the variable that says it', async () => {
    expect(keys(await judge(envLocale, set({ LANG: 'zh_CN.UTF-8' })))).toEqual(['warning env.locale LANG']);
    expect(keys(await judge(envLocale, set({ LANG: 'C', LC_ALL: 'xx_XX' })))).toEqual([
      'warning env.locale LC_ALL',
    ]);
  });

  test('musl knows every locale', async () => {
    expect(await judge(envLocale, withFault(alpine, { env: { LANG: 'zh_CN.UTF-8' } }))).toEqual([]);
  });
});

describe('variables that name programs', () => {
  test('one that cannot be run', async () => {
    const system = withFault(ubuntu2204, { env: { PKG_CONFIG: '/opt/no/pkg-config', AR: 'ar-99 --flag' } });
    expect(keys(await judge(envPrograms, system))).toEqual([
      'error env.compiler-flags PKG_CONFIG',
      'error env.compiler-flags AR',
    ]);
  });

  test('those that can, by name and by path', async () => {
    const system = withFault(ubuntu2204, {
      env: { PKG_CONFIG: '/usr/bin/pkg-config', M4: 'm4 -P', MAKE: '' },
    });
    expect(await judge(envPrograms, system)).toEqual([]);
  });
});

describe('cross compilers', () => {
  const CROSS = 'aarch64-linux-gnu-gcc';
  const installed = {
    ...programs('/usr/bin', CROSS),
    answers: (name: string, args: readonly string[]) =>
      name === CROSS
        ? args[0] === '-v'
          ? { stderr: 'Target: aarch64-linux-gnu\ngcc version 11.4.0 (Ubuntu)\n' }
          : ''
        : null,
  };

  test('in CC, with nothing else set up', async () => {
    const system = withFault(ubuntu2204, { ...installed, env: { CC: CROSS } });
    expect(keys(await judge(crossCompile, system))).toEqual(['error env.cross-compile --host']);
  });

  test('in CC, with a pkg-config of the target', async () => {
    const env = { CC: CROSS, PKG_CONFIG_LIBDIR: '/usr/lib/aarch64-linux-gnu/pkgconfig' };
    expect(await judge(crossCompile, withFault(ubuntu2204, { ...installed, env }))).toEqual([]);
  });

  test('merely installed', async () => {
    expect(await judge(crossCompile, withFault(ubuntu2204, installed))).toEqual([]);
  });

  test('in front on PATH under the name of the compiler', async () => {
    const system = withFault(ubuntu2204, {
      ...programs('/opt/sdk/bin', 'gcc', 'cc'),
      env: { PATH: `/opt/sdk/bin:${ubuntu2204.env.PATH}` },
      answers: (name, args) =>
        name.startsWith('/opt/sdk') && args[0] === '-v'
          ? { stderr: 'Target: arm-none-eabi\ngcc version 10.3.1\n' }
          : null,
    });
    expect(keys(await judge(crossCompile, system, { building: true }))).toEqual(['error tool.shadowed gcc']);
  });
});

describe('PATH', () => {
  test('one folder that holds several tools is named once', async () => {
    const findings = await judge(envPath, withFault(ubuntu2204, { env: { PATH: '/usr/local/bin' } }));
    expect(keys(findings)).toEqual(['error env.path /usr/bin']);
    expect(findings[0]?.title.en).toContain('cc, c++, make, pkg-config');
  });

  test('a tool that is nowhere is no question of PATH', async () => {
    expect(await judge(envPath, withFault(ubuntu2204, { gone: ['/usr/bin/make'] }))).toEqual([]);
  });
});

describe('versions', () => {
  const answering = (name: string, words: string) =>
    withFault(ubuntu2204, {
      ...programs('/usr/bin', 'cmake'),
      answers: (asked, args) => (asked === name && args[0] === '--version' ? words : null),
    });

  test('older than the recipe’s minimum, and than what it recommends', async () => {
    const building = { building: true };
    expect(
      keys(await judge(tooOld, answering('autoconf', 'autoconf (GNU Autoconf) 2.59\n'), building)),
    ).toEqual(['error tool.too-old autoconf']);
    const gpp = 'g++ (Ubuntu 7.5.0-3ubuntu1) 7.5.0\n';
    expect(keys(await judge(tooOld, answering('g++', gpp), building))).toEqual(['info tool.too-old g++']);
  });

  test('CMake 4 is a warning for who builds, and nothing for who does not', async () => {
    const four = answering('cmake', 'cmake version 4.0.1\n');
    expect(keys(await judge(tooNew, four, { building: true }))).toEqual(['warning tool.too-new cmake']);
    expect(await judge(tooNew, four)).toEqual([]);
    expect(await judge(tooNew, answering('cmake', 'cmake version 3.31.6\n'), { building: true })).toEqual([]);
  });
});

describe('pyzmq', () => {
  const home = '/usr/lib/python3/dist-packages/zmq';
  const module = `${home}/backend/cython/_zmq.cpython-310-x86_64-linux-gnu.so`;
  const built = (needed: string) => ({
    files: {
      [module]: makeElf({ needed: [needed, 'libc.so.6'] }),
      [`${home}/__init__.py`]: 'from .sugar import Context\n',
    },
  });

  test('built against what is there', async () => {
    expect(await judge(pythonBinding, withFault(ubuntu2204, built('libzmq.so.5')))).toEqual([]);
  });

  test('whose first file was emptied', async () => {
    const empty = withFault(withFault(ubuntu2204, built('libzmq.so.5')), {
      files: { [`${home}/__init__.py`]: '' },
    });
    const [finding] = await judge(pythonBinding, empty);
    expect(finding).toMatchObject({ code: 'python.binding-missing', severity: 'error' });
    expect(finding?.evidence[0]).toMatchObject({ where: `${home}/__init__.py`, text: 'empty' });
  });

  test("the distribution's, by its records, and not on the disk", async () => {
    const record = {
      '/var/lib/dpkg/status':
        'Package: python3-zmq\nStatus: install ok installed\nArchitecture: amd64\nVersion: 24.0.1-4+b1\n\n',
      '/var/lib/dpkg/info/python3-zmq.list': `/.\n/usr\n/usr/lib\n${home}\n${home}/__init__.py\n`,
    };
    const gone = withFault(ubuntu2204, { files: record });
    expect(keys(await judge(pythonBinding, gone))).toEqual(['error python.binding-missing pyzmq']);
    const whole = withFault(withFault(ubuntu2204, built('libzmq.so.5')), { files: record });
    expect(await judge(pythonBinding, whole)).toEqual([]);
  });

  test('built against a libzmq that is gone', async () => {
    const findings = await judge(pythonBinding, withFault(ubuntu2204, built('libzmq.so.3')));
    expect(keys(findings)).toEqual(['error python.binding-missing pyzmq']);
    expect(findings[0]?.evidence[0]).toMatchObject({ where: module, text: 'needs libzmq.so.3 => not found' });
  });

  const python = {
    files: { '/usr/bin/python3.10': { content: 'x', mode: 0o755 } },
    links: { '/usr/bin/python3': 'python3.10' },
  };
  const at = (folder: string, tag?: string) => ({
    [`${folder}/zmq/__init__.py`]: 'from .sugar import Context\n',
    [`${folder}/zmq/backend/__init__.py`]: '',
    ...(tag && {
      [`${folder}/zmq/backend/cython/_zmq.${tag}.so`]: makeElf({ needed: ['libzmq.so.5'] }),
    }),
  });
  const whole = at('/usr/lib/python3/dist-packages', 'cpython-310-x86_64-linux-gnu');
  const found = async (files: Record<string, FileSpec>, env: Record<string, string> = {}) => {
    const [first] = await judge(
      pythonBinding,
      withFault(ubuntu2204, { files: { ...python.files, ...files }, links: python.links, env }),
    );
    return first?.evidence.at(-1)?.where;
  };

  test('without its compiled modules it hides the whole one behind it', async () => {
    const half = '/home/user/.local/lib/python3.10/site-packages';
    expect(await found({ ...whole, ...at(half) })).toBe(`${half}/zmq/backend`);
    expect(await found({ ...whole, ...at('/usr/local/lib/python3.10/dist-packages') })).toBeDefined();
  });

  test('half of one for a Python that is not here is nothing', async () => {
    expect(await found({ ...whole, ...at('/usr/local/lib/python3.9/dist-packages') })).toBeUndefined();
  });

  test('modules for another Python, by PYTHONPATH, and those for every Python', async () => {
    const other = '/opt/py39/lib/python3.9/site-packages';
    const files = { ...whole, ...at(other, 'cpython-39-x86_64-linux-gnu') };
    expect(await found(files)).toBeUndefined();
    expect(await found(files, { PYTHONPATH: other })).toContain('cpython-39');
    const abi3 = { ...whole, ...at(other, 'abi3') };
    expect(await found(abi3, { PYTHONPATH: other })).toBeUndefined();
  });

  test('none at all', async () => {
    expect(await judge(pythonBinding, ubuntu2204)).toEqual([]);
  });
});
