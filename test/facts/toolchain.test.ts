import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { programs } from '../../src/facts/programs.ts';
import { toolchain } from '../../src/facts/toolchain.ts';
import type { ToolName } from '../../src/facts/tools.ts';
import { fakeMachine, type MachineSpec, program } from '../support/machine.ts';

const tool = (name: ToolName, spec: MachineSpec) => askOf(fakeMachine(spec)).of(toolchain).tool(name);
const one = (name: ToolName, path: string, answer: string) =>
  tool(name, { files: { [path]: program }, commands: { [`${path} --version`]: answer } });

test.each<[ToolName, string, string, string]>([
  ['gcc', '/usr/bin/gcc', 'gcc (Debian 12.2.0-14+deb12u1) 12.2.0\nCopyright (C) 2022', '12.2.0'],
  ['gcc', '/usr/bin/gcc', 'gcc (GCC) 4.8.5 20150623 (Red Hat 4.8.5-44)\n', '4.8.5'],
  ['gcc', '/usr/bin/gcc', 'gcc (Alpine 13.2.1_git20240309) 13.2.1 20240309\n', '13.2.1'],
  ['gcc', '/usr/bin/gcc', 'x86_64-conda-linux-gnu-gcc (conda-forge gcc 12.3.0-3) 12.3.0\n', '12.3.0'],
  ['clang', '/usr/bin/clang', 'Debian clang version 14.0.6\nTarget: x86_64-pc-linux-gnu\n', '14.0.6'],
  ['clang', '/usr/bin/clang', 'Apple clang version 15.0.0 (clang-1500.3.9.4)\n', '15.0.0'],
  ['clang', '/usr/bin/clang', 'clang version 17.0.6 (Fedora 17.0.6-1.fc39)\n', '17.0.6'],
  ['make', '/usr/bin/make', 'GNU Make 4.4.1\nBuilt for x86_64-pc-linux-gnu\n', '4.4.1'],
  ['cmake', '/usr/bin/cmake', 'cmake version 3.25.1\n\nCMake suite maintained by Kitware\n', '3.25.1'],
  ['cmake', '/usr/bin/cmake', 'cmake version 4.1.0-rc2\n', '4.1.0'],
  ['ninja', '/usr/bin/ninja', '1.11.1\n', '1.11.1'],
  ['ninja', '/usr/bin/samu', '1.9.0\n', '1.9.0'],
  ['git', '/usr/bin/git', 'git version 2.39.5 (Apple Git-154)\n', '2.39.5'],
  ['git', '/usr/bin/git', 'git version 2.43.0.windows.1\n', '2.43.0'],
  ['autoconf', '/usr/bin/autoconf', 'autoconf (GNU Autoconf) 2.71\n', '2.71.0'],
  ['automake', '/usr/bin/automake', 'automake (GNU automake) 1.16.5\n', '1.16.5'],
  ['libtool', '/usr/bin/libtoolize', 'libtoolize (GNU libtool) 2.4.7\n', '2.4.7'],
  ['libtool', '/usr/bin/glibtoolize', 'glibtoolize (GNU libtool) 2.5.4\n', '2.5.4'],
  ['m4', '/usr/bin/m4', 'm4 (GNU M4) 1.4.19\n', '1.4.19'],
  ['pkg-config', '/usr/bin/pkg-config', '0.29.2\n', '0.29.2'],
  ['pkg-config', '/usr/bin/pkgconf', '1.8.1\n', '1.8.1'],
  ['tar', '/usr/bin/tar', 'bsdtar 3.5.3 - libarchive 3.5.3 zlib/1.2.12\n', '3.5.3'],
  ['curl', '/usr/bin/curl', 'curl 7.88.1 (x86_64-pc-linux-gnu) libcurl/7.88.1\n', '7.88.1'],
])('%s at %s: %s', async (name, path, answer, version) => {
  expect(await one(name, path, answer)).toMatchObject({ path, version, problem: null });
});

test('perl, go and python tell their versions in their own ways', async () => {
  const perl = await tool('perl', {
    files: { '/usr/bin/perl': program },
    commands: {
      'perl -v':
        '\nThis is perl 5, version 36, subversion 0 (v5.36.0) built for x86_64-linux-gnu-thread-multi\n',
    },
  });
  expect(perl.version).toBe('5.36.0');
  const python = await tool('python3', {
    files: { '/usr/bin/python3': program },
    commands: {
      // As Python 3.11 prints it: its own formatting of its own version.
      'python3 -c import sys; print("Python %d.%d.%d" % sys.version_info[:3])': 'Python 3.11.2\n',
    },
  });
  expect(python.version).toBe('3.11.2');
  let asked = {};
  const go = await tool('go', {
    files: { '/usr/local/go/bin/go': program },
    commands: {
      'go version': (options) => {
        asked = options.env ?? {};
        return 'go version go1.22.2 linux/amd64\n';
      },
    },
  });
  expect(go).toMatchObject({ path: null, version: '1.22.2' });
  expect(go.offPath[0]?.path).toBe('/usr/local/go/bin/go');
  expect(asked).toMatchObject({ GOTOOLCHAIN: 'local', LC_ALL: 'C' });
});

test('ldconfig beside PATH is found and never run', async () => {
  const machine = fakeMachine({ files: { '/usr/sbin/ldconfig': program }, links: { '/sbin': 'usr/sbin' } });
  const ldconfig = await askOf(machine).of(toolchain).tool('ldconfig');
  expect(ldconfig).toMatchObject({ path: null, version: null, problem: null });
  expect(ldconfig.offPath.map(({ path }) => path)).toEqual(['/usr/sbin/ldconfig']);
  expect(machine.ran).toEqual([]);
});

test('PATH’s first copy wins, the others are listed, and one folder under two names counts once', async () => {
  const spec: MachineSpec = {
    env: { PATH: '/home/user/anaconda3/bin:/usr/bin:/bin' },
    files: { '/home/user/anaconda3/bin/gcc': program, '/usr/bin/x86_64-linux-gnu-gcc-12': program },
    links: { '/bin': 'usr/bin', '/usr/bin/gcc': 'gcc-12', '/usr/bin/gcc-12': 'x86_64-linux-gnu-gcc-12' },
    commands: { '/home/user/anaconda3/bin/gcc --version': 'gcc (Anaconda gcc) 11.2.0\n' },
  };
  const gcc = await tool('gcc', spec);
  expect(gcc).toMatchObject({ path: '/home/user/anaconda3/bin/gcc', version: '11.2.0' });
  expect(gcc.allPaths.map(({ path, real }) => [path, real])).toEqual([
    ['/home/user/anaconda3/bin/gcc', '/home/user/anaconda3/bin/gcc'],
    ['/usr/bin/gcc', '/usr/bin/x86_64-linux-gnu-gcc-12'],
  ]);
});

test('a file that cannot be executed is passed over, as execvp does', async () => {
  const gcc = await tool('gcc', {
    env: { PATH: '/opt/a:/usr/bin' },
    files: { '/opt/a/gcc': 'not executable', '/usr/bin/gcc': program },
    commands: { '/usr/bin/gcc --version': 'gcc (GCC) 13.1.0\n' },
  });
  expect(gcc).toMatchObject({ path: '/usr/bin/gcc', version: '13.1.0', problem: null });
  expect(gcc.allPaths[0]).toMatchObject({ path: '/opt/a/gcc', problem: 'not-executable' });
});

test('a dangling alternative alone is the problem', async () => {
  const cxx = await tool('c++', { links: { '/usr/bin/c++': '/etc/alternatives/c++' } });
  expect(cxx).toMatchObject({ path: null, problem: { kind: 'dangling', path: '/usr/bin/c++' } });
});

test.each([
  [
    { code: null, spawnError: 'ENOEXEC' },
    { kind: 'cannot-start', error: 'ENOEXEC' },
  ],
  [
    { code: null, spawnError: 'ENOENT' },
    { kind: 'cannot-start', error: 'ENOENT' },
  ],
  [
    { code: 127, stderr: 'gcc: error while loading shared libraries: libmpfr.so.6: cannot open' },
    { kind: 'fails', words: 'gcc: error while loading shared libraries: libmpfr.so.6: cannot open' },
  ],
  [{ code: null, timedOut: true, signal: 'SIGTERM' }, { kind: 'hangs' }],
])('a compiler that answers %j', async (answer, problem) => {
  const gcc = await tool('gcc', {
    files: { '/usr/bin/gcc': program },
    commands: { 'gcc --version': answer },
  });
  expect(gcc).toMatchObject({
    path: '/usr/bin/gcc',
    version: null,
    problem: { path: '/usr/bin/gcc', ...problem },
  });
});

test('BSD make and BusyBox wget have no version and no problem', async () => {
  const bsd = { code: 2, stderr: 'make: illegal option -- -\nusage: make [-BeikNnqrSstWwX]\n' };
  const busybox = {
    code: 1,
    stderr: 'wget: unrecognized option: version\nBusyBox v1.36.1 multi-call\n\nUsage: wget\n',
  };
  const files = { '/usr/bin/make': program, '/usr/bin/wget': program };
  const commands = { 'make --version': bsd, 'wget --version': busybox };
  expect(await tool('make', { files, commands })).toMatchObject({ version: null, problem: null });
  expect(await tool('wget', { files, commands })).toMatchObject({ version: null, problem: null });
});

test('macOS: a shim without the command line tools is not run; with them it is', async () => {
  const spec: MachineSpec = { self: { os: 'darwin' }, files: { '/usr/bin/gcc': program } };
  expect(await tool('gcc', spec)).toMatchObject({ version: null, problem: { kind: 'apple-shim' } });
  const installed = await tool('gcc', {
    ...spec,
    files: { ...spec.files, '/Library/Developer/CommandLineTools/usr/bin/gcc': program },
    commands: { 'gcc --version': 'Apple clang version 15.0.0 (clang-1500.3.9.4)\n' },
  });
  expect(installed).toMatchObject({ version: '15.0.0', problem: null });
});

test('a tool is asked once, and only the tools that are wanted', async () => {
  const machine = fakeMachine({
    files: { '/usr/bin/gcc': program, '/usr/bin/git': program },
    commands: { 'gcc --version': 'gcc (GCC) 13.1.0\n' },
  });
  const chain = askOf(machine).of(toolchain);
  await Promise.all([chain.tool('gcc'), chain.tools(['gcc', 'cmake'])]);
  expect(machine.ran).toEqual(['/usr/bin/gcc --version']);
});

test('PATH: relative and empty entries start at the current folder; no PATH is no folder', () => {
  const spec: MachineSpec = { self: { cwd: '/desk' }, files: { '/desk/bin/x': program, '/desk/y': program } };
  const found = askOf(fakeMachine({ ...spec, env: { PATH: 'bin::/nowhere' } })).of(programs);
  expect(found.onPath('x')).toBe('/desk/bin/x');
  expect(found.onPath('y')).toBe('/desk/y');
  expect(askOf(fakeMachine({ ...spec, env: { PATH: '' } })).of(programs).folders).toEqual([]);
});

test('a tool is no better than the programs that come with it', async () => {
  const files = { '/usr/bin/autoconf': program, '/usr/bin/autom4te': program, '/usr/bin/autoreconf': {} };
  const asked = { 'autoconf --version': 'autoconf (GNU Autoconf) 2.71\n' };
  const lost = { code: 2, stderr: "Can't locate Autom4te/General.pm in @INC\n" };
  expect(await tool('autoconf', { files, commands: { ...asked, 'autom4te --version': lost } })).toMatchObject(
    { version: '2.71.0', problem: { kind: 'fails', path: '/usr/bin/autom4te' } },
  );
  expect(
    await tool('autoconf', { files, commands: { ...asked, 'autom4te --version': 'autom4te 2.71\n' } }),
  ).toMatchObject({ problem: { kind: 'not-executable', path: '/usr/bin/autoreconf' } });
});

test('a second name that works does not help those who call the first', async () => {
  const spec = {
    files: { '/usr/bin/pkgconf': program },
    links: { '/usr/bin/pkg-config': 'pkgconf2' },
    commands: { 'pkgconf --version': '1.8.1\n' },
  };
  expect((await tool('pkg-config', spec)).problem).toEqual({ kind: 'dangling', path: '/usr/bin/pkg-config' });
  expect((await tool('pkg-config', { ...spec, links: {} })).problem).toBeNull();
});
