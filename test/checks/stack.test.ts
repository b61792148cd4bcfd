import { describe, expect, test } from 'vitest';
import { CZMQ, cacheOf, LIBDIR, ubuntu2204, ZMQ } from '../../fixtures/machines/debian.ts';
import {
  elfLibrary,
  type Fault,
  headers,
  machine,
  modules,
  type System,
  together,
  withFault,
} from '../../fixtures/machines/kit.ts';
import { correlate } from '../../src/core/correlate.ts';
import type { Finding } from '../../src/core/finding.ts';
import { runChecks } from '../../src/doctor/run-checks.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import { CHECKS } from '../../src/generated/checks.ts';
import { makeElf } from '../formats/make-elf.ts';
import { keys, recipes } from '../support/judge.ts';

const OURS =
  /^(binary|env-(include|library|pkg-config)-path|headers|header-versions|library-|loader-|pkgconfig-)/;

async function look(
  system: System,
  wish: { targets?: readonly string[]; prefix?: string; binaries?: readonly string[] } = {},
): Promise<readonly Finding[]> {
  const scope = scopeOf(recipes, {
    targets: wish.targets ?? [],
    prefix: wish.prefix ?? '/usr/local',
    binaries: wish.binaries ?? [],
  });
  const reports = await runChecks(
    CHECKS.filter(({ id }) => OURS.test(id)),
    askOf(machine(system)),
    scope,
  );
  return correlate(reports.flatMap(({ findings }) => findings));
}

const own = (names: RegExp): string[] =>
  [...Object.keys(ubuntu2204.files), ...Object.keys(ubuntu2204.links)].filter((path) => names.test(path));
/** The distribution's libraries, headers and modules of the stack. */
const PACKAGED = own(/\/lib(c?zmq)\.|\/c?zmq\w*\.h$|\/libc?zmq\.pc$/);
const bare = withFault(ubuntu2204, {
  gone: PACKAGED,
  files: { '/etc/ld.so.cache': cacheOf(`/lib/x86_64-linux-gnu`, ['libsodium.so.23']) },
});

const stack = (prefix: string, libdir = `${prefix}/lib`) =>
  together(
    elfLibrary(libdir, { stem: 'libzmq', version: '5.2.5', wish: ZMQ }),
    elfLibrary(libdir, { stem: 'libczmq', version: '4.2.1', wish: CZMQ }),
    headers(`${prefix}/include`, '4.3.5', '4.2.1'),
    modules(`${libdir}/pkgconfig`, prefix, libdir, '4.3.5', '4.2.1'),
  );
const withCache = (libdir: string): Fault => ({
  files: {
    '/etc/ld.so.cache': cacheOf('/lib/x86_64-linux-gnu', ['libsodium.so.23'], {
      'libzmq.so.5': `${libdir}/libzmq.so.5`,
      'libczmq.so.4': `${libdir}/libczmq.so.4`,
    }),
  },
});
const local = withFault(withFault(bare, stack('/usr/local')), withCache('/usr/local/lib'));
const opt = withFault(bare, stack('/opt/zmq'));

const OLD = elfLibrary('/opt/old', {
  stem: 'libzmq',
  version: '5.1.5',
  wish: { soname: 'libzmq.so.5', needed: ['libgone.so.1'] },
});

interface Row {
  readonly name: string;
  readonly system: System;
  readonly found: readonly string[];
  readonly wish?: Parameters<typeof look>[1];
}

const BROKEN: readonly Row[] = [
  {
    name: 'nothing is there',
    system: bare,
    found: ['error library.not-installed libzmq', 'error library.not-installed libczmq'],
  },
  {
    name: 'the cache lists neither library',
    system: withFault(local, {
      files: { '/etc/ld.so.cache': cacheOf('/lib/x86_64-linux-gnu', ['libsodium.so.23']) },
    }),
    found: ['error library.cache-stale libzmq', 'error library.cache-stale libczmq'],
  },
  {
    name: 'a prefix that nobody was told of',
    system: opt,
    found: [
      'warning env.pkg-config-path PKG_CONFIG_PATH',
      'error library.dir-not-searched libzmq',
      'error library.dir-not-searched libczmq',
    ],
  },
  {
    name: 'a prefix that the loader alone was told of',
    system: withFault(withFault(opt, withCache('/opt/zmq/lib')), {
      files: { ...withCache('/opt/zmq/lib').files, '/etc/ld.so.conf.d/zmq.conf': '/opt/zmq/lib\n' },
    }),
    found: ['error env.pkg-config-path PKG_CONFIG_PATH'],
  },
  {
    name: 'LD_LIBRARY_PATH has a slip in it',
    system: withFault(opt, {
      env: { LD_LIBRARY_PATH: '/opt/zmq/lib64', PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
    }),
    found: ['error env.library-path LD_LIBRARY_PATH'],
  },
  {
    name: 'the name for linking leads to the static library',
    system: withFault(local, {
      links: { '/usr/local/lib/libczmq.so': 'libczmq.a' },
      files: { '/usr/local/lib/libczmq.a': '!<arch>\n' },
    }),
    found: ['error library.broken-link libczmq'],
  },
  {
    name: 'a folder that a variable names has lost the name that programs ask for',
    system: withFault(opt, {
      env: { LD_LIBRARY_PATH: '/opt/zmq/lib', PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
      gone: ['/opt/zmq/lib/libczmq.so.4'],
    }),
    found: ['error library.broken-link libczmq'],
  },
  {
    name: 'the name for linking is gone, and the static library that is taken instead needs more than the line has',
    system: withFault(local, {
      gone: ['/usr/local/lib/libczmq.so'],
      files: {
        '/usr/local/lib/libczmq.a': '!<arch>\n',
        '/usr/local/lib/pkgconfig/libczmq.pc':
          'Name: libczmq\nDescription: x\nVersion: 4.2.1\nLibs: -L/usr/local/lib -lczmq\nLibs.private: -lm\n',
      },
    }),
    found: ['error library.broken-link libczmq'],
  },
  {
    name: 'the soname link leads nowhere',
    system: withFault(local, { links: { '/usr/local/lib/libczmq.so.4': 'libczmq.so.4.1.0' } }),
    found: ['error library.broken-link libczmq'],
  },
  {
    name: 'the soname link is another library',
    system: withFault(local, { links: { '/usr/local/lib/libczmq.so.4': 'libzmq.so.5.2.5' } }),
    found: ['error library.broken-link libczmq'],
  },
  {
    name: 'the file is cut off',
    system: withFault(local, {
      files: { '/usr/local/lib/libzmq.so.5.2.5': makeElf({ soname: 'libzmq.so.5' }).slice(0, 300) },
    }),
    found: ['error library.corrupt libzmq'],
  },
  {
    name: 'a named program with a relative rpath was started from elsewhere',
    system: withFault(
      withFault(
        bare,
        together(
          elfLibrary('/srv/app/libs', { stem: 'libzmq', version: '5.2.5', wish: ZMQ }, false),
          elfLibrary('/srv/app/libs', { stem: 'libczmq', version: '4.2.1', wish: CZMQ }, false),
        ),
      ),
      {
        files: {
          '/srv/app/prog': {
            content: makeElf({
              interpreter: '/lib64/ld-linux-x86-64.so.2',
              needed: ['libczmq.so.4', 'libzmq.so.5', 'libc.so.6'],
              runpath: './libs',
            }),
            mode: 0o755,
          },
        },
      },
    ),
    wish: { binaries: ['/srv/app/prog'] },
    found: ['error library.dir-not-searched libzmq', 'error library.dir-not-searched libczmq'],
  },
  {
    name: 'the file has no section headers: it is loaded, and cannot be linked with',
    system: withFault(local, {
      files: {
        '/usr/local/lib/libzmq.so.5.2.5': makeElf({ ...ZMQ, soname: 'libzmq.so.5', sections: false }),
      },
      gone: ['/usr/local/lib/libzmq.a'],
    }),
    found: ['error library.corrupt libzmq'],
  },
  {
    name: 'a module that begins with a byte order mark does not know its prefix',
    system: withFault(withFault(opt, withCache('/opt/zmq/lib')), {
      files: {
        ...withCache('/opt/zmq/lib').files,
        '/etc/ld.so.conf.d/zmq.conf': '/opt/zmq/lib\n',
        '/opt/zmq/lib/pkgconfig/libzmq.pc':
          '\uFEFFprefix=/opt/zmq\nName: libzmq\nDescription: x\nVersion: 4.3.5\nLibs: -L${prefix}/lib -lzmq\nCflags: -I${prefix}/include\n',
      },
      env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
    }),
    found: ['error pkgconfig.stale libzmq'],
  },
  {
    name: 'a module of an installation that is gone stands before the one of the packages',
    system: withFault(ubuntu2204, {
      files: {
        '/usr/local/share/pkgconfig/libzmq.pc':
          'prefix=/usr/local\nName: libzmq\nDescription: x\nVersion: 4.0.9\nLibs: -L${prefix}/lib -lzmq\nCflags: -I${prefix}/include\n',
        '/usr/local/include': { kind: 'directory' },
      },
    }),
    found: ['error pkgconfig.stale libzmq'],
  },
  {
    name: 'the file is for another processor',
    system: withFault(local, {
      files: { '/usr/local/lib/libzmq.so.5.2.5': makeElf({ soname: 'libzmq.so.5', machine: 183 }) },
    }),
    found: ['error library.wrong-architecture libzmq'],
  },
  {
    name: 'the file is for musl',
    system: withFault(withFault(bare, stack('/usr/local')), {
      files: {
        '/usr/local/lib/libzmq.so.5.2.5': makeElf({
          soname: 'libzmq.so.5',
          needed: ['libc.musl-x86_64.so.1'],
        }),
      },
    }),
    found: ['error library.cache-stale libczmq', 'error library.wrong-architecture libzmq'],
  },
  {
    name: 'the folder shuts the user out',
    system: withFault(withFault(opt, withCache('/opt/zmq/lib')), {
      env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
      files: {
        '/opt/zmq/lib': { kind: 'directory', mode: 0o700 },
        '/etc/ld.so.conf.d/zmq.conf': '/opt/zmq/lib\n',
        ...withCache('/opt/zmq/lib').files,
      },
    }),
    found: ['error library.unreadable libzmq', 'error library.unreadable libczmq'],
  },
  {
    name: 'libsodium is gone',
    system: withFault(local, { gone: own(/libsodium\.so/) }),
    found: ['error library.dependency-missing libsodium'],
  },
  {
    name: 'LD_LIBRARY_PATH brings a copy that does not load',
    system: withFault(local, { ...OLD, env: { LD_LIBRARY_PATH: '/opt/other:/opt/old' } }),
    found: ['error env.library-path LD_LIBRARY_PATH'],
  },
  {
    name: 'LD_LIBRARY_PATH brings an older copy that does',
    system: withFault(local, {
      ...elfLibrary('/opt/old', { stem: 'libzmq', version: '5.1.5', wish: { needed: ['libc.so.6'] } }),
      env: { LD_LIBRARY_PATH: '/opt/old' },
    }),
    found: ['error env.library-path LD_LIBRARY_PATH'],
  },
  {
    name: 'LD_PRELOAD names nothing that is there',
    system: withFault(local, { env: { LD_PRELOAD: '/opt/gone.so' } }),
    found: ['warning env.library-path LD_PRELOAD'],
  },
  {
    name: 'CPATH puts old headers in front',
    system: withFault(local, {
      ...headers('/opt/include', '3.2.5', '4.2.1'),
      env: { CPATH: '/opt/include' },
    }),
    found: ['error env.compiler-flags CPATH'],
  },
  {
    name: 'the header is of another series than the library',
    system: withFault(local, headers('/usr/local/include', '4.1.8', '4.2.1')),
    found: ['error header.mismatch libzmq'],
  },
  {
    name: 'the header is of another patch only',
    system: withFault(local, headers('/usr/local/include', '4.3.4', '4.2.1')),
    found: ['warning header.mismatch libzmq'],
  },
  {
    name: 'the header is gone',
    system: withFault(local, { gone: ['/usr/local/include/zmq.h'] }),
    found: ['error header.missing zmq.h'],
  },
  {
    name: 'a header that czmq.h includes is gone',
    system: withFault(local, { gone: ['/usr/local/include/czmq_library.h'] }),
    found: ['error header.missing czmq_library.h'],
  },
  {
    name: 'the module is gone',
    system: withFault(local, { gone: ['/usr/local/lib/pkgconfig/libczmq.pc'] }),
    found: ['error pkgconfig.module-missing libczmq'],
  },
  {
    name: 'a required module is gone',
    system: withFault(local, { gone: own(/libsodium\.pc/).concat('/usr/local/lib/pkgconfig/libsodium.pc') }),
    found: ['error pkgconfig.dependency-missing libsodium'],
  },
  {
    name: 'the module names a prefix that is gone',
    system: withFault(
      local,
      modules('/usr/local/lib/pkgconfig', '/opt/gone', '/opt/gone/lib', '4.3.5', '4.2.1'),
    ),
    found: ['error pkgconfig.stale libzmq', 'error pkgconfig.stale libczmq'],
  },
  {
    name: 'PKG_CONFIG_LIBDIR hides the modules',
    system: withFault(local, { env: { PKG_CONFIG_LIBDIR: '/opt/none' } }),
    found: ['error env.pkg-config-path PKG_CONFIG_LIBDIR'],
  },
  {
    name: 'only the runtime packages are there, and somebody wants to build',
    system: withFault(ubuntu2204, { gone: own(/\/c?zmq\w*\.h$|\/libc?zmq\.(pc|so)$/) }),
    wish: { targets: ['czmq'] },
    found: ['error header.missing zmq.h', 'error header.missing czmq.h'],
  },
  {
    name: 'a program for musl',
    system: withFault(ubuntu2204, {
      files: { '/opt/app': makeElf({ interpreter: '/lib/ld-musl-x86_64.so.1' }) },
    }),
    wish: { binaries: ['/opt/app'] },
    found: ['error runtime.interpreter-missing /lib/ld-musl-x86_64.so.1'],
  },
  {
    name: 'a program for another processor',
    system: withFault(ubuntu2204, {
      files: { '/opt/app': makeElf({ machine: 183, interpreter: '/lib/ld-linux-aarch64.so.1' }) },
    }),
    wish: { binaries: ['/opt/app'] },
    found: ['error runtime.wrong-architecture app'],
  },
  {
    name: 'a program for a newer processor',
    system: withFault(ubuntu2204, {
      files: {
        '/opt/app': makeElf({ interpreter: '/lib64/ld-linux-x86-64.so.2', x86Level: 4 }),
        '/proc/cpuinfo': 'processor\t: 0\nflags\t\t: fpu lm sse sse2\n',
      },
    }),
    wish: { binaries: ['/opt/app'] },
    found: ['error runtime.cpu-unsupported /opt/app'],
  },
];

describe('broken stacks', () => {
  test.each(BROKEN)('$name', async ({ system, wish, found }) => {
    expect(keys(await look(system, wish)).sort()).toEqual([...found].sort());
  });
});

const program = (rpath: string): Fault => ({
  files: {
    '/home/user/app': {
      content: makeElf({
        interpreter: '/lib64/ld-linux-x86-64.so.2',
        needed: ['libczmq.so.4', 'libzmq.so.5', 'libc.so.6'],
        rpath,
      }),
      mode: 0o755,
    },
  },
});

const HEALTHY: readonly Row[] = [
  {
    name: 'a prefix whose module gives its programs an rpath',
    system: withFault(opt, {
      files: {
        '/opt/zmq/lib/pkgconfig/libczmq.pc':
          'prefix=/opt/zmq\nName: libczmq\nDescription: x\nVersion: 4.2.1\nRequires: libzmq\nLibs: -L${prefix}/lib -lczmq -Wl,-rpath,${prefix}/lib\nCflags: -I${prefix}/include\n',
      },
      env: { PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
    }),
    found: [],
  },
  { name: "the distribution's packages", system: ubuntu2204, found: [] },
  { name: 'a build in /usr/local', system: local, found: [] },
  {
    name: 'packages and a build in /usr/local that wins everywhere',
    system: withFault(withFault(ubuntu2204, stack('/usr/local')), {
      files: {
        ...stack('/usr/local').files,
        '/etc/ld.so.cache': cacheOf('/lib/x86_64-linux-gnu', ['libsodium.so.23'], {
          'libzmq.so.5': '/usr/local/lib/libzmq.so.5',
          'libczmq.so.4': '/usr/local/lib/libczmq.so.4',
        }),
      },
    }),
    found: ['info library.duplicate libzmq'],
  },
  {
    name: 'a prefix with its environment',
    system: withFault(opt, {
      env: { LD_LIBRARY_PATH: '/opt/zmq/lib', PKG_CONFIG_PATH: '/opt/zmq/lib/pkgconfig' },
    }),
    found: [],
  },
  {
    name: 'the runtime alone, where nobody builds',
    system: withFault(ubuntu2204, { gone: own(/\/c?zmq\w*\.h$|\/libc?zmq\.(pc|so)$/) }),
    found: [],
  },
  {
    name: 'a folder in LD_LIBRARY_PATH that is gone',
    system: withFault(local, { env: { LD_LIBRARY_PATH: '/opt/gone' } }),
    found: [],
  },
  {
    name: 'a 32-bit copy in front, which the loader passes over',
    system: withFault(local, {
      ...elfLibrary('/opt/lib32', { stem: 'libzmq', version: '5.2.5', wish: { bits: 32, machine: 3 } }),
      env: { LD_LIBRARY_PATH: '/opt/lib32' },
    }),
    found: [],
  },
  {
    name: 'a prefix that the programs carry in themselves',
    system: withFault(opt, program('/opt/zmq/lib')),
    found: [
      'warning env.pkg-config-path PKG_CONFIG_PATH',
      'warning library.dir-not-searched libzmq',
      'warning library.dir-not-searched libczmq',
    ],
  },
  {
    name: 'only libzmq is wanted and there',
    system: withFault(ubuntu2204, { gone: own(/czmq/) }),
    wish: { targets: ['libzmq'] },
    found: [],
  },
];

describe('stacks that work', () => {
  test.each(HEALTHY)('$name', async ({ system, wish, found }) => {
    expect(keys(await look(system, wish)).sort()).toEqual([...found].sort());
  });
});

describe('remedies', () => {
  const fixesOf = async (system: System) => (await look(system)).flatMap(({ fixes }) => fixes);

  test('a stale cache is refreshed by ldconfig, wherever it lies', async () => {
    const fixes = await fixesOf(
      withFault(local, {
        env: { PATH: '/usr/bin' },
        files: { '/etc/ld.so.cache': cacheOf('/lib/x86_64-linux-gnu', ['libsodium.so.23']) },
      }),
    );
    expect(fixes[0]).toMatchObject({
      commands: [['/usr/sbin/ldconfig']],
      needsRoot: true,
      automatic: true,
      risk: 'safe',
    });
  });

  test("a variable of the user's is never changed for him", async () => {
    const fixes = await fixesOf(
      withFault(local, { ...OLD, env: { LD_LIBRARY_PATH: '/opt/old:/usr/local/lib' } }),
    );
    expect(fixes).toEqual([
      expect.objectContaining({ automatic: false, commands: [['export', 'LD_LIBRARY_PATH=/usr/local/lib']] }),
    ]);
  });

  test("a package's file is put back by its package", async () => {
    const fixes = await fixesOf(
      withFault(ubuntu2204, { files: { [`${LIBDIR}/libzmq.so.5.2.4`]: new Uint8Array(0) } }),
    );
    expect(fixes[0]?.automatic).toBe(true);
    expect(fixes[0]?.commands.at(-1)).toEqual(expect.arrayContaining(['apt-get', '--reinstall', 'libzmq5']));
  });

  test('what was built by hand is built again at its place, in its version', async () => {
    const fixes = await fixesOf(
      withFault(local, { files: { '/usr/local/lib/libzmq.so.5.2.5': new Uint8Array(0) } }),
    );
    expect(fixes[0]?.commands[0]).toEqual(
      expect.arrayContaining(['install', 'libzmq@4.3.5', '--prefix', '/usr/local']),
    );
  });

  test('a link is mended with the file beside it', async () => {
    const fixes = await fixesOf(
      withFault(local, { links: { '/usr/local/lib/libczmq.so.4': 'libczmq.so.4.1.0' } }),
    );
    expect(fixes[0]?.commands[0]?.slice(-4)).toEqual([
      '__repair',
      'link',
      'libczmq.so.4.2.1',
      '/usr/local/lib/libczmq.so.4',
    ]);
  });
});
