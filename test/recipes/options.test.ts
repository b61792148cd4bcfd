import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { configurationOf, type Machine } from '../../src/recipes/options.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const recipes = await loadRecipes(liveHost(''), fileURLToPath(new URL('../..', import.meta.url)));
const machine: Machine = {
  os: 'linux',
  arch: 'x64',
  libc: 'glibc',
  compiler: { family: 'gcc', version: '12.2.0' },
  tools: { cmake: '3.25.1' },
  buildSystem: 'autotools',
  shared: true,
  static: true,
};
const tell = (name: string, targets: string[], more: Partial<Machine> = {}, switches: string[] = []) =>
  configurationOf(resolve(recipes, targets, switches).find(({ recipe }) => recipe.name === name)!, {
    ...machine,
    ...more,
  });

describe('what configure is told', () => {
  it('states drafts, CURVE, both forms of the library and no -Werror', () => {
    const { options } = tell('libzmq', ['czmq']);
    expect(options).toEqual(
      expect.arrayContaining([
        '--enable-drafts=no',
        '--with-libsodium',
        '--disable-Werror',
        '--disable-perf',
        '--without-docs',
        '--enable-shared',
        '--enable-static',
      ]),
    );
    expect(tell('czmq', ['czmq'], {}, ['drafts']).options).toContain('--enable-drafts=yes');
    expect(tell('libzmq', ['czmq'], { static: false }).options).toContain('--disable-static');
  });
  it('never says both yes and no of the same thing', () => {
    for (const buildSystem of ['autotools', 'cmake'] as const) {
      for (const name of recipes.keys()) {
        const { options } = tell(name, [name], {
          buildSystem,
          compiler: { family: 'gcc', version: '15.1.0' },
        });
        const things = options.map((option) =>
          option.replace(/^--(enable|disable|with|without)-/, '').replace(/=.*$/, ''),
        );
        expect(things.filter((thing, index) => things.indexOf(thing) !== index)).toEqual([]);
      }
    }
  });
  it('answers the questions of CMake only where the answers are known', () => {
    const answered = (libc: 'glibc' | 'musl') =>
      tell('libzmq', ['libzmq'], { buildSystem: 'cmake', libc }).options.includes('-DHAVE_EPOLL=ON');
    expect([answered('glibc'), answered('musl')]).toEqual([true, false]);
  });
  it('is left to autotools for a release of which CMake makes another product', () => {
    const systemOf = (target: string) => tell('libzmq', [target], { buildSystem: 'cmake' }).buildSystem;
    expect(systemOf('libzmq@4.3.5')).toBe('cmake');
    expect(systemOf('libzmq@4.2.5')).toBe('autotools');
    expect(systemOf('libzmq@master')).toBe('cmake');
  });
  it('is for CMake its own words and targets', () => {
    const { options, targets } = tell('czmq', ['czmq'], { buildSystem: 'cmake', static: false });
    expect(options).toEqual(expect.arrayContaining(['-DENABLE_DRAFTS=OFF', '-DCZMQ_BUILD_STATIC=OFF']));
    expect(targets).toEqual(['czmq', 'zmakecert']);
  });
  it('is for autotools where a recipe has no CMake build', () => {
    expect(tell('libsodium', ['libsodium'], { buildSystem: 'cmake' }).buildSystem).toBe('autotools');
  });
  it('leaves out nothing in silence', () => {
    expect(tell('libzmq', ['libzmq'], { buildSystem: 'cmake' }, ['gssapi']).unsupported).toEqual(['gssapi']);
    expect(tell('libzmq', ['libzmq'], {}, ['gssapi']).unsupported).toEqual([]);
  });
});

describe('a breakage is cured exactly where it applies', () => {
  const ids = (target: string, more: Partial<Machine>, switches: string[] = []) =>
    tell(target.split('@')[0]!, [target], more, switches).breakages.map(({ id }) => id);
  const gcc = (version: string): Partial<Machine> => ({ compiler: { family: 'gcc', version } });
  const clang = (version: string): Partial<Machine> => ({ compiler: { family: 'clang', version } });

  it('posix_memalign under -std=c11: 4.3.5 by configure, GCC from 14, clang from 16', () => {
    expect(ids('libzmq@4.3.5', gcc('13.3.0'))).not.toContain('posix-memalign-probe-gcc');
    expect(ids('libzmq@4.3.5', gcc('14.1.0'))).toContain('posix-memalign-probe-gcc');
    expect(ids('libzmq@4.3.5', clang('16.0.6'))).toContain('posix-memalign-probe-clang');
    expect(ids('libzmq@4.3.5', { ...gcc('14.1.0'), buildSystem: 'cmake' })).toEqual([]);
    expect(ids('libzmq@4.3.4', gcc('14.1.0'))).not.toContain('posix-memalign-probe-gcc');
    expect(tell('libzmq', ['libzmq'], gcc('14')).env).toEqual({ CPPFLAGS: '-D_DEFAULT_SOURCE' });
  });
  it('CMake from 4', () => {
    const cmake = (version: string) => ({ buildSystem: 'cmake', tools: { cmake: version } }) as const;
    expect(ids('czmq', cmake('3.31.0'))).not.toContain('cmake-4-policy');
    expect(tell('czmq', ['czmq'], cmake('4.0.1')).options).toContain('-DCMAKE_POLICY_VERSION_MINIMUM=3.5');
    expect(ids('czmq', { tools: { cmake: '4.0.1' } })).not.toContain('cmake-4-policy');
  });
  it("tweetnacl's allocator: 4.3.3 and 4.3.4 with CURVE, GCC from 13", () => {
    expect(ids('libzmq@4.3.4', gcc('13.2.0'))).toContain('secure-allocator-rebind-autotools');
    expect(ids('libzmq@4.3.4', gcc('12.2.0'))).not.toContain('secure-allocator-rebind-autotools');
    expect(ids('libzmq@4.3.4', gcc('13.2.0'), ['-curve'])).not.toContain('secure-allocator-rebind-autotools');
    expect(ids('libzmq@4.3.2', gcc('13.2.0'))).not.toContain('secure-allocator-rebind-autotools');
  });
  it('macOS and czmq 4.2.1', () => {
    expect(ids('czmq', { os: 'darwin' })).toContain('macos-zsys-init-abort');
    expect(ids('czmq', {})).not.toContain('macos-zsys-init-abort');
  });
  it('czmq before 4.1.1 on libzmq from 4.2.4', () => {
    expect(ids('czmq@4.1.0', {})).toContain('atexit-order');
    expect(ids('czmq@4.1.1', {})).not.toContain('atexit-order');
  });
  it('only a static libzmq', () => {
    expect(tell('czmq', ['czmq'], { shared: false }).env).toEqual({ LIBS: '-lstdc++ -lm' });
    expect(tell('czmq', ['czmq']).env).toEqual({});
  });
});
