import { expect, test } from 'vitest';
import { CZMQ, cacheOf, ubuntu2204, ZMQ } from '../../fixtures/machines/debian.ts';
import {
  elfLibrary,
  type Fault,
  headers,
  machine,
  modules,
  together,
  withFault,
} from '../../fixtures/machines/kit.ts';
import dynamicLinker from '../../src/checks/env-dynamic-linker.ts';
import includePath from '../../src/checks/env-include-path.ts';
import libraryPath from '../../src/checks/env-library-path.ts';
import pkgConfigPath from '../../src/checks/env-pkg-config-path.ts';
import headerVersions from '../../src/checks/header-versions.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import { runViews } from '../../src/facts/stack/run.ts';
import { makeElf } from '../formats/make-elf.ts';
import { judge, keys, recipes } from '../support/judge.ts';

const MULTIARCH = '/usr/lib/x86_64-linux-gnu';
const damaged = makeElf({ ...ZMQ, soname: 'libzmq.so.5' }).slice(0, 300);

test('LIBRARY_PATH/../lib is searched before the system, as `gcc -print-search-dirs` has it: a damaged copy there ends the link', async () => {
  const beside = (entry: string) =>
    withFault(ubuntu2204, { files: { '/srv/sdk/lib/libzmq.so': damaged }, env: { LIBRARY_PATH: entry } });
  const findings = await judge(libraryPath, beside('/srv/sdk/lib'));
  expect(keys(findings)).toEqual(['error env.library-path LIBRARY_PATH']);
  expect(findings[0]?.consequences).toEqual([{ code: 'library.corrupt', subject: 'libzmq' }]);
  // A folder with nothing beside it comes after the system's own, which has the library.
  const alone = withFault(ubuntu2204, {
    files: { '/srv/sdk/libzmq.so': damaged },
    env: { LIBRARY_PATH: '/srv/sdk' },
  });
  expect(await judge(libraryPath, alone)).toEqual([]);
});

test('LDFLAGS with a damaged copy', async () => {
  const system = withFault(ubuntu2204, {
    files: { '/srv/sdk/lib/libzmq.so': damaged },
    env: { LDFLAGS: '-L/srv/sdk/lib' },
  });
  expect(keys(await judge(includePath, system))).toEqual(['error env.compiler-flags LDFLAGS']);
});

/** A header that declares what no library here has, under the number of the one that is here. */
const boastful = (folder: string): Fault => {
  const { files = {} } = headers(folder, '4.3.4', '4.2.1');
  const path = `${folder}/czmq_library.h`;
  return { files: { ...files, [path]: `${files[path]}CZMQ_EXPORT int\n    zstr_later (int);\n` } };
};

test('of two headers of one number the one is blamed that promises more than the library has', async () => {
  const system = withFault(ubuntu2204, boastful('/usr/local/include'));
  expect(keys(await judge(headerVersions, system))).toEqual(['error header.mismatch libczmq']);
});

test('where it is the only header, the library is not what its name says', async () => {
  const system = withFault(ubuntu2204, boastful('/usr/include'));
  expect(keys(await judge(headerVersions, system))).toEqual(['error runtime.symbol-missing libczmq']);
});

test('a sysroot that is not there spoils only what lies in a folder of its own', async () => {
  const env = { PKG_CONFIG_SYSROOT_DIR: '/opt/sysroot' };
  const told = async (system: typeof ubuntu2204) =>
    keys(await judge(pkgConfigPath, withFault(system, { env })));
  const files = {
    '/usr/lib/x86_64-linux-gnu/pkgconfig/libzmq.pc':
      'prefix=/usr\nName: libzmq\nDescription: x\nVersion: 4.3.4\nLibs: -L${prefix}/lib/zmq -lzmq\nCflags: -I${prefix}/include/zmq\n',
  };
  const folders: Fault = {
    files: { ...files, '/usr/include/zmq': { kind: 'directory' }, '/usr/lib/zmq': { kind: 'directory' } },
  };
  expect(await told(withFault(ubuntu2204, folders))).toEqual([
    'warning env.pkg-config-path PKG_CONFIG_SYSROOT_DIR',
  ]);
  const opt = withFault(ubuntu2204, {
    ...together(
      elfLibrary('/opt/zmq/lib', { stem: 'libzmq', version: '5.2.5', wish: ZMQ }),
      elfLibrary('/opt/zmq/lib', { stem: 'libczmq', version: '4.2.1', wish: CZMQ }),
      headers('/opt/zmq/include', '4.3.5', '4.2.1'),
      modules('/opt/zmq/lib/pkgconfig', '/opt/zmq', '/opt/zmq/lib', '4.3.5', '4.2.1'),
    ),
    gone: Object.keys(ubuntu2204.files).filter((path) => /\/c?zmq\w*\.h$|\/libc?zmq\./.test(path)),
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
  });
  expect(await told(opt)).toEqual(['error env.pkg-config-path PKG_CONFIG_SYSROOT_DIR']);
});

/** A prefix that programs are linked with and that nobody else was told of, and a stranger's libzmq. */
const linked = (env: Readonly<Record<string, string>>) =>
  withFault(ubuntu2204, {
    files: {
      ...elfLibrary('/opt/zmq/lib', { stem: 'libzmq', version: '5.2.5', wish: ZMQ }).files,
      ...elfLibrary('/opt/zmq/lib', { stem: 'libczmq', version: '4.2.1', wish: CZMQ }).files,
      ...headers('/opt/zmq/include', '4.3.5', '4.2.1').files,
      ...modules('/opt/zmq/lib/pkgconfig', '/opt/zmq', '/opt/zmq/lib', '4.3.5', '4.2.1').files,
      '/opt/bad/libzmq.so.5': makeElf({ soname: 'libzmq.so.5', needed: ['libgone.so.1'] }),
      '/etc/ld.so.cache': cacheOf('/lib/x86_64-linux-gnu', ['libsodium.so.23']),
    },
    links: {
      ...elfLibrary('/opt/zmq/lib', { stem: 'libzmq', version: '5.2.5', wish: ZMQ }).links,
      ...elfLibrary('/opt/zmq/lib', { stem: 'libczmq', version: '4.2.1', wish: CZMQ }).links,
    },
    gone: [...Object.keys(ubuntu2204.files), ...Object.keys(ubuntu2204.links)].filter(
      (path) => path.startsWith(MULTIARCH) && /\/libc?zmq\./.test(path),
    ),
    env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig', LD_LIBRARY_PATH: '/opt/bad', ...env },
  });

test('what LD_RUN_PATH writes into programs is RUNPATH, behind LD_LIBRARY_PATH, unless RPATH is asked for (ld.so(8), ld(1))', async () => {
  const told = async (env: Readonly<Record<string, string>>) =>
    keys(await judge(libraryPath, linked({ LD_RUN_PATH: '/opt/zmq/lib', ...env })));
  expect(await told({})).toContain('error env.library-path LD_LIBRARY_PATH');
  expect(await told({ LDFLAGS: '-Wl,--disable-new-dtags' })).toEqual([]);
});

test('PKG_CONFIG_SYSTEM_LIBRARY_PATH takes away the only folder that holds the library', async () => {
  const hidden = (folder: string) =>
    linked({ LD_LIBRARY_PATH: '/opt/zmq/lib', PKG_CONFIG_SYSTEM_LIBRARY_PATH: folder });
  expect(keys(await judge(pkgConfigPath, hidden('/usr/lib:/opt/zmq/lib')))).toEqual([
    'error env.pkg-config-path PKG_CONFIG_SYSTEM_LIBRARY_PATH',
  ]);
  expect(await judge(pkgConfigPath, hidden('/usr/lib:/opt/other'))).toEqual([]);
});

test('a loader that LDFLAGS writes into programs must be here', async () => {
  const told = async (words: string) =>
    keys(await judge(dynamicLinker, withFault(ubuntu2204, { env: { LDFLAGS: words } })));
  expect(await told('-Wl,-O1,--dynamic-linker=/lib/ld-gone.so.1')).toEqual([
    'error env.compiler-flags LDFLAGS',
  ]);
  expect(await told('-Wl,-dynamic-linker,/lib/ld-gone.so.1')).toEqual(['error env.compiler-flags LDFLAGS']);
  expect(await told('-Wl,--dynamic-linker=/lib64/ld-linux-x86-64.so.2 -Wl,-rpath,/opt')).toEqual([]);
});

test('LIBRARY_PATH with a linker script for what is gone', async () => {
  const system = withFault(ubuntu2204, {
    files: { '/srv/sdk/lib/libzmq.so': 'INPUT(/srv/sdk/lib/libzmq.so.3)\n' },
    env: { LIBRARY_PATH: '/srv/sdk/lib' },
  });
  const [finding] = await judge(libraryPath, system);
  expect(finding).toMatchObject({ code: 'env.library-path', subject: 'LIBRARY_PATH' });
  expect(finding?.consequences).toEqual([{ code: 'library.broken-link', subject: 'libzmq' }]);
});

test('a preloaded file stands for whoever asks for its soname', () => {
  const file = makeElf({ ...CZMQ, soname: 'libczmq.so.4', needed: ['libc.so.6'] });
  const system = withFault(ubuntu2204, {
    files: { '/opt/prof/other-name.so': file },
    env: { LD_PRELOAD: '/opt/prof/other-name.so' },
  });
  const scope = scopeOf(recipes, { targets: [], prefix: '/usr/local' });
  const view = runViews(askOf(machine(system)), scope).find(({ library }) => library === 'libczmq');
  expect(view).toMatchObject({ path: '/opt/prof/other-name.so', reason: 'preload' });
});
