import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { type Resolution, resolveElf } from '../../src/facts/loader/resolve.ts';
import { unresolved } from '../../src/facts/loader/symbols.ts';
import { liveHost } from '../../src/host/live.ts';
import { listedByLoader, listedByUs } from '../facts/loader-oracle.ts';

const base = mkdtempSync(join(tmpdir(), 'loader-'));
afterAll(() => rmSync(base, { recursive: true }));
let count = 0;
let dir = base;
beforeEach(() => {
  dir = join(base, String(++count));
  mkdirSync(dir);
});

const at = (...parts: string[]) => join(dir, ...parts);
const cc = (compiler: string, ...args: string[]) =>
  execFileSync(compiler, args, { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'] });

/** A library of that name, answering `value` for its function, linked with the flags given. */
function library(path: string, needs: string[] = [], flags: string[] = [], compiler = 'gcc'): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  const name = /lib(\w+)\.so/.exec(path)?.[1] as string;
  writeFileSync(
    at(`${name}.c`),
    `${needs.map((need) => `int ${need}(void);`).join('\n')}\nint ${name}(void) { return ${['1', ...needs.map((need) => `${need}()`)].join(' + ')}; }\n`,
  );
  const soname = /lib\w+\.so(\.\d+)?/.exec(path)?.[0] as string;
  const links = needs.map((need) => at('link', `lib${need}.so`));
  cc(
    compiler,
    '-shared',
    '-fPIC',
    '-o',
    path,
    `${name}.c`,
    `-Wl,-soname,${soname}`,
    '-Wl,--allow-shlib-undefined',
    ...links,
    ...flags,
  );
  mkdirSync(at('link'), { recursive: true });
  if (!existsSync(at('link', `lib${name}.so`))) copyFileSync(at(path), at('link', `lib${name}.so`));
}

function program(path: string, needs: string[], flags: string[] = [], compiler = 'gcc'): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(
    at('main.c'),
    `${needs.map((need) => `int ${need}(void);`).join('\n')}\nint main(void) { return ${needs.map((need) => `${need}()`).join(' + ')}; }\n`,
  );
  const links = needs.map((need) => at('link', `lib${need}.so`));
  cc(compiler, '-o', path, 'main.c', '-Wl,--allow-shlib-undefined', '-Wl,--no-as-needed', ...links, ...flags);
}

const rpath = (value: string) => [`-Wl,-rpath,${value}`, '-Wl,--disable-new-dtags'];
const runpath = (value: string) => [`-Wl,-rpath,${value}`, '-Wl,--enable-new-dtags'];

function resolve(path: string, env: Record<string, string> = {}, cwd = dir): Resolution {
  const host = liveHost('test');
  const resolved = resolveElf(askOf({ ...host, env, self: { ...host.self, cwd } }), at(path));
  if (!resolved.ok) throw new Error(`${resolved.fault} ${resolved.detail}`);
  return resolved.resolution;
}

/** Our answer, after it has been found equal to ld.so's. */
function agreed(path: string, env: Record<string, string> = {}): Record<string, string> {
  const resolution = resolve(path, env);
  const theirs = listedByLoader(at(path), env, dir);
  const whole = (line: string) => line.replace(/ => (?=\w)(?!not found)/, ` => ${dir}/`);
  expect(listedByUs(resolution)).toEqual(typeof theirs === 'string' ? theirs : theirs.map(whole));
  return Object.fromEntries(
    resolution.libraries.map(({ name, reason, path: file }) => [name, file === null ? 'missing' : reason]),
  );
}

describe('glibc, compared with ld.so', () => {
  it('RPATH of the program serves what its libraries need; RUNPATH does not', () => {
    library('lib/libb.so.1');
    library('lib/liba.so.1', ['b']);
    program('old', ['a'], rpath(at('lib')));
    program('new', ['a'], runpath(at('lib')));
    expect(agreed('old')).toMatchObject({ 'liba.so.1': 'rpath', 'libb.so.1': 'rpath' });
    expect(agreed('new')).toMatchObject({ 'liba.so.1': 'runpath', 'libb.so.1': 'missing' });
  });

  it('RUNPATH in the library that needs it switches the RPATH of the program off', () => {
    library('lib/libb.so.1');
    library('lib/liba.so.1', ['b'], runpath('/nowhere'));
    program('main', ['a'], rpath(at('lib')));
    expect(agreed('main')).toMatchObject({ 'liba.so.1': 'rpath', 'libb.so.1': 'missing' });
  });

  it('LD_LIBRARY_PATH stands between RPATH and RUNPATH', () => {
    for (const folder of ['one', 'two']) library(`${folder}/liba.so.1`);
    program('old', ['a'], rpath(at('one')));
    program('new', ['a'], runpath(at('one')));
    const env = { LD_LIBRARY_PATH: at('two') };
    expect(agreed('old', env)).toMatchObject({ 'liba.so.1': 'rpath' });
    expect(agreed('new', env)).toMatchObject({ 'liba.so.1': 'LD_LIBRARY_PATH' });
  });

  it('$ORIGIN, $LIB and $PLATFORM, with and without braces', () => {
    library('lib/liba.so.1');
    program('bin/main', ['a'], runpath('$ORIGIN/../lib'));
    program('bin/braces', ['a'], rpath('${ORIGIN}/../lib/'));
    expect(agreed('bin/main')).toMatchObject({ 'liba.so.1': 'runpath' });
    expect(agreed('bin/braces')).toMatchObject({ 'liba.so.1': 'rpath' });
    library('tok/lib/x86_64-linux-gnu/libc1.so.1');
    program('bin/lib', ['c1'], runpath('$ORIGIN/../tok/$LIB:$ORIGINAL'));
    agreed('bin/lib');
    for (const platform of ['x86_64', 'haswell', 'xeon_phi']) library(`plat/${platform}/libd1.so.1`);
    program('bin/plat', ['d1'], runpath('$ORIGIN/../plat/$PLATFORM'));
    agreed('bin/plat');
  });

  it('LD_LIBRARY_PATH with empty, relative, doubled and missing folders and both separators', () => {
    library('here/liba.so.1');
    copyFileSync(at('here/liba.so.1'), at('libhere.so.1'));
    program('main', ['a']);
    expect(agreed('main', { LD_LIBRARY_PATH: `/nowhere;${at('here')}//` })).toMatchObject({
      'liba.so.1': 'LD_LIBRARY_PATH',
    });
    agreed('main', { LD_LIBRARY_PATH: 'here' });
    copyFileSync(at('here/liba.so.1'), at('liba.so.1'));
    const empty = resolve('main', { LD_LIBRARY_PATH: '/nowhere:' });
    expect(empty.libraries[0]).toMatchObject({ path: at('liba.so.1'), reason: 'LD_LIBRARY_PATH' });
    expect(listedByLoader(at('main'), { LD_LIBRARY_PATH: '/nowhere:' }, dir)).toContain(
      'liba.so.1 => liba.so.1',
    );
    expect(agreed('main', { LD_LIBRARY_PATH: '' })).toMatchObject({ 'liba.so.1': 'missing' });
  });

  it('glibc-hwcaps and the older subfolders of every folder', () => {
    library('lib/liba.so.1');
    program('main', ['a']);
    const env = { LD_LIBRARY_PATH: at('lib') };
    for (const folder of [
      'x86_64',
      'tls',
      'tls/x86_64',
      'haswell',
      'glibc-hwcaps/x86-64-v2',
      'glibc-hwcaps/x86-64-v3',
      'glibc-hwcaps/x86-64-v4',
      'glibc-hwcaps/x86-64-v9',
    ]) {
      mkdirSync(at('lib', folder), { recursive: true });
      copyFileSync(at('lib/liba.so.1'), at('lib', folder, 'liba.so.1'));
      expect(agreed('main', env)).toMatchObject({ 'liba.so.1': 'LD_LIBRARY_PATH' });
    }
  });

  it('passes over other classes and machines, and stops at a damaged file', () => {
    for (const folder of ['bad', 'good']) library(`${folder}/liba.so.1`);
    program('main', ['a']);
    const env = { LD_LIBRARY_PATH: `${at('bad')}:${at('good')}` };
    const patch = (offset: number, ...bytes: number[]) => {
      const file = readFileSync(at('good/liba.so.1'));
      file.set(bytes, offset);
      writeFileSync(at('bad/liba.so.1'), file);
    };
    patch(4, 1);
    expect(agreed('main', env)).toMatchObject({ 'liba.so.1': 'LD_LIBRARY_PATH' });
    expect(resolve('main', env).libraries[0]?.tried).toMatchObject([
      { path: at('bad/liba.so.1'), why: 'wrong-class' },
    ]);
    patch(18, 183, 0);
    expect(agreed('main', env)).toMatchObject({ 'liba.so.1': 'LD_LIBRARY_PATH' });
    writeFileSync(at('bad/liba.so.1'), 'nonsense');
    expect(listedByLoader(at('main'), env)).toMatch(/file too short|invalid ELF header/);
    expect(resolve('main', env).libraries[0]).toMatchObject({ path: null, tried: [{ why: 'foreign' }] });
    writeFileSync(at('bad/liba.so.1'), readFileSync(at('good/liba.so.1')).subarray(0, 4096));
    expect(resolve('main', env).libraries[0]).toMatchObject({ path: null, tried: [{ why: 'truncated' }] });
    mkdirSync(at('dirs/liba.so.1'), { recursive: true });
    expect(listedByLoader(at('main'), { LD_LIBRARY_PATH: at('dirs') })).toMatch(/cannot read file data/);
    expect(resolve('main', { LD_LIBRARY_PATH: at('dirs') }).libraries[0]).toMatchObject({ path: null });
  });

  it('loads one file once, whatever its names; DT_NEEDED may have a slash', () => {
    library('lib/liba.so.1');
    symlinkSync('liba.so.1', at('lib/libalias.so.1'));
    linkSync(at('lib/liba.so.1'), at('lib/libhard.so.1'));
    for (const alias of ['alias', 'hard']) {
      writeFileSync(at(`${alias}.c`), '');
      cc('gcc', '-shared', '-o', at('link', `lib${alias}.so`), `${alias}.c`, `-Wl,-soname,lib${alias}.so.1`);
    }
    writeFileSync(at('main.c'), 'int main(void) { return 0; }');
    cc(
      'gcc',
      '-o',
      'main',
      'main.c',
      '-Wl,--no-as-needed',
      ...['alias', 'a', 'hard'].map((name) => at('link', `lib${name}.so`)),
      ...runpath(at('lib')),
    );
    agreed('main');
    expect(
      resolve('main')
        .libraries.map(({ name }) => name)
        .filter((name) => !/^(libc|ld)/.test(name)),
    ).toEqual(['libalias.so.1']);
    writeFileSync(at('none.c'), '');
    cc('gcc', '-shared', '-o', at('lib/libplain.so'), 'none.c');
    cc('gcc', '-o', 'slash', 'main.c', '-Wl,--no-as-needed', at('lib/libplain.so'));
    expect(agreed('slash')).toMatchObject({ [at('lib/libplain.so')]: 'absolute' });
  });

  it('-z nodeflib keeps the cache and the system folders out', () => {
    writeFileSync(at('main.c'), 'int main(void) { return 0; }');
    cc('gcc', '-o', 'main', 'main.c', '-Wl,-z,nodefaultlib', '-Wl,--no-as-needed', '-lz');
    expect(agreed('main')).toMatchObject({ 'libc.so.6': 'missing' });
  });

  it('LD_PRELOAD loads first, by path and by name', () => {
    library('lib/liba.so.1');
    library('pre/libp.so.1');
    program('main', ['a'], runpath(at('lib')));
    expect(agreed('main', { LD_PRELOAD: `${at('pre/libp.so.1')} libm.so.6` })).toMatchObject({
      [at('pre/libp.so.1')]: 'preload',
      'libm.so.6': 'preload',
    });
    expect(resolve('main', { LD_PRELOAD: 'libnone.so' }).libraries[0]).toMatchObject({
      path: null,
      reason: 'preload',
      neededBy: 'LD_PRELOAD',
    });
  });

  it('what a filter stands for is loaded in front of it', () => {
    library('lib/libf.so.1');
    library('lib/liba.so.1', [], ['-Wl,-f,libf.so.1']);
    program('main', ['a'], rpath(at('lib')));
    agreed('main');
    library('lib/liba.so.1', [], ['-Wl,-F,libf.so.1']);
    agreed('main');
  });

  it('a set-id program believes neither LD_LIBRARY_PATH nor $ORIGIN', () => {
    library('lib/liba.so.1');
    for (const folder of ['lib', 'env']) {
      mkdirSync(at(folder), { recursive: true });
      if (folder !== 'lib') copyFileSync(at('lib/liba.so.1'), at(folder, 'liba.so.1'));
    }
    writeFileSync(
      at('main.c'),
      `#include <stdio.h>
      int a(void); int main(void) { char line[4096]; FILE *maps = fopen("/proc/self/maps", "r");
      while (fgets(line, sizeof line, maps)) fputs(line, stdout); return a() - 1; }`,
    );
    const build = (name: string, ...flags: string[]) => {
      cc('gcc', '-o', name, 'main.c', at('link/liba.so'), ...flags);
      chownSync(at(name), 0, 0);
      chmodSync(at(name), 0o4755);
    };
    for (const folder of [base, dir]) chmodSync(folder, 0o755);
    build('origin', ...runpath('$ORIGIN/lib'));
    build('fixed', ...runpath(at('lib')));
    const env = { LD_LIBRARY_PATH: at('env') };
    const host = liveHost('test');
    for (const [name, expected] of [
      ['origin', null],
      ['fixed', at('lib/liba.so.1')],
    ] as const) {
      const probe = { ...host, env, self: { ...host.self, uid: 65534, gid: 65534 } };
      const resolved = resolveElf(askOf(probe), at(name));
      expect(resolved.ok && resolved.resolution.libraries[0]?.path).toBe(expected);
      const { stdout, status } = spawnSync(at(name), { uid: 65534, gid: 65534, env, encoding: 'utf8' });
      expect(/\S*liba\.so\S*/.exec(stdout)?.[0] ?? null).toBe(expected);
      expect(status === 0).toBe(expected !== null);
    }
  });

  it('says which symbols and versions are not there, as ldd -r does', () => {
    library('lib/libb.so.1');
    library('lib/liba.so.1', ['b']);
    program('main', ['a', 'b'], rpath(at('lib')));
    expect(unresolved(resolve('main'))).toEqual({ symbols: [], versions: [], unreadable: [] });
    library('lib/libb.so.1', [], ['-Db=renamed']);
    expect(unresolved(resolve('main')).symbols).toMatchObject([
      { name: 'b', neededBy: at('main') },
      { name: 'b', neededBy: at('lib/liba.so.1') },
    ]);
    writeFileSync(at('map'), 'V1 { global: v; };\nV2 { global: w; };\n');
    writeFileSync(at('v.c'), 'int v(void) { return 1; }\nint w(void) { return 2; }');
    cc(
      'gcc',
      '-shared',
      '-fPIC',
      '-o',
      'lib/libv.so.1',
      'v.c',
      '-Wl,-soname,libv.so.1',
      '-Wl,--version-script,map',
    );
    copyFileSync(at('lib/libv.so.1'), at('link/libv.so'));
    writeFileSync(at('main.c'), 'int v(void); int w(void); int main(void) { return v() + w(); }');
    cc('gcc', '-o', 'versioned', 'main.c', at('link/libv.so'), ...runpath(at('lib')));
    writeFileSync(at('map'), 'V1 { global: v; w; };\n');
    cc(
      'gcc',
      '-shared',
      '-fPIC',
      '-o',
      'lib/libv.so.1',
      'v.c',
      '-Wl,-soname,libv.so.1',
      '-Wl,--version-script,map',
    );
    expect(unresolved(resolve('versioned'))).toMatchObject({
      symbols: [{ name: 'w', version: 'V2', neededBy: at('versioned') }],
      versions: [
        { version: 'V2', library: 'libv.so.1', path: at('lib/libv.so.1'), neededBy: at('versioned') },
      ],
    });
  });
});

const MUSL = '/lib/ld-musl-x86_64.so.1';

describe.skipIf(!existsSync(MUSL))('musl, compared with its own --list', () => {
  beforeAll(() => expect(existsSync('/usr/bin/musl-gcc')).toBe(true));

  function agreedMusl(path: string, env: Record<string, string> = {}): Record<string, string> {
    const { stdout, stderr } = spawnSync(MUSL, ['--list', at(path)], { cwd: dir, env, encoding: 'utf8' });
    const theirs = [...stdout.matchAll(/^\t(\S+) => (\S+) \(/gm)]
      .map(([, name, file]) => `${name} => ${file}`)
      .filter((line) => !/ld-musl/.test(line));
    const lost = [...stderr.matchAll(/Error loading shared library (\S+):/g)].map(
      ([, name]) => `${name} => not found`,
    );
    const { libraries, system } = resolve(path, env);
    const ours = libraries
      .filter(({ object }) => object === null || object !== system.object)
      .map(({ name, path: file }) => `${name} => ${file ?? 'not found'}`);
    expect([...ours].sort()).toEqual([...theirs, ...lost].sort());
    return Object.fromEntries(
      libraries.map(({ name, reason, path: file }) => [name, file === null ? 'missing' : reason]),
    );
  }

  it('RPATH and RUNPATH are alike, inherited, and come after LD_LIBRARY_PATH', () => {
    for (const folder of ['lib', 'env']) library(`${folder}/libb.so.1`, [], [], 'musl-gcc');
    library('lib/liba.so.1', ['b'], [], 'musl-gcc');
    program('old', ['a'], rpath(at('lib')), 'musl-gcc');
    program('new', ['a'], runpath('$ORIGIN/lib'), 'musl-gcc');
    expect(agreedMusl('old')).toMatchObject({ 'liba.so.1': 'rpath', 'libb.so.1': 'rpath' });
    expect(agreedMusl('new')).toMatchObject({ 'liba.so.1': 'runpath', 'libb.so.1': 'runpath' });
    expect(agreedMusl('new', { LD_LIBRARY_PATH: `:${at('env')}` })).toMatchObject({
      'libb.so.1': 'LD_LIBRARY_PATH',
    });
  });

  it('an unknown token makes the whole list void, and the C library has many names', () => {
    library('lib/liba.so.1', [], [], 'musl-gcc');
    program('main', ['a'], runpath(`$LIB:${at('lib')}`), 'musl-gcc');
    expect(agreedMusl('main')).toMatchObject({ 'liba.so.1': 'missing', 'libc.so': 'absolute' });
  });

  it('takes the first file of the name, whatever it is', () => {
    for (const folder of ['bad', 'good']) library(`${folder}/liba.so.1`, [], [], 'musl-gcc');
    program('main', ['a'], [], 'musl-gcc');
    writeFileSync(at('bad/liba.so.1'), 'nonsense');
    expect(agreedMusl('main', { LD_LIBRARY_PATH: `${at('bad')}:${at('good')}` })).toMatchObject({
      'liba.so.1': 'missing',
    });
  });
});
