import { describe, expect, it } from 'vitest';
import { capabilitiesAbout } from '../../src/install/needs.ts';
import { resolve } from '../../src/recipes/resolve.ts';
import { type Case, DEBIAN, planFor, recipes } from '../support/plan.ts';

const keysOf = async (one: Case = {}): Promise<Readonly<Record<string, string | null>>> =>
  Object.fromEntries((await planFor(one)).libraries.map(({ name, key }) => [name, key]));

const toolchain = DEBIAN.toolchain!;
const compilers = (words: string): Case => ({
  machine: { toolchain: { ...toolchain, compilers: [toolchain.compilers[0]!, words] } },
});

describe("a product's name in the cache", () => {
  it('is the same again, whatever the number of jobs and the way that its dependencies come', async () => {
    const keys = await keysOf();
    expect(await keysOf({ wish: { jobs: 7 } })).toEqual(keys);
    expect(await keysOf({ products: [keys.libzmq!] })).toEqual(keys);
    expect(await keysOf({ machine: { power: 'none', prefixWritable: true } })).toEqual(keys);
  });

  it.each<[string, Case]>([
    ["the compiler's version", compilers('gcc 12.3.0 x86_64-linux-gnu libstdc++')],
    ["the compiler's target", compilers('gcc 12.2.0 i686-linux-gnu libstdc++')],
    ['the C++ library', compilers('clang 15.0.0 x86_64-linux-gnu libc++')],
    [
      'the C compiler',
      {
        machine: {
          toolchain: {
            ...toolchain,
            compilers: ['clang 15.0.0 x86_64-linux-gnu libstdc++', toolchain.compilers[1]!],
          },
        },
      },
    ],
    ['the C library', { machine: { platform: 'debian 12 glibc 2.37' } }],
    ['the processor', { machine: { arch: 'arm64' } }],
    ['flags', { machine: { flags: { CXXFLAGS: '-O2 -g', CFLAGS: '-O2 -g' } } }],
    [
      'a variable that compilers read',
      { machine: { toolchain: { ...toolchain, environment: { CPATH: '/opt/x/include' } } } },
    ],
    ['the prefix', { wish: { prefix: '/opt/zmq' } }],
    ['the linkage', { wish: { linkage: { static: false, shared: true } } }],
    ['the build system', { wish: { buildSystem: 'cmake' } }],
    ['a feature of the lowest', { features: ['-curve'] }],
    ["the lowest's release", { targets: ['libzmq@4.3.4', 'czmq'] }],
  ])('is another with another of these, for all libraries: %s', async (_, one) => {
    const [before, after] = [await keysOf(), await keysOf(one)];
    for (const name of ['libzmq', 'czmq']) {
      expect(before[name]).toMatch(/^[0-9a-f]{64}$/);
      expect(after[name]).toMatch(/^[0-9a-f]{64}$/);
      expect(after[name]).not.toBe(before[name]);
    }
  });

  it('hangs on what it is built on, and on nothing that is built on it', async () => {
    const before = await keysOf();
    const after = await keysOf({ features: ['-uuid'] });
    expect(after.libzmq).toBe(before.libzmq);
    expect(after.czmq).not.toBe(before.czmq);
  });

  it.each(['CFLAGS', 'CXXFLAGS', 'CXX'])('is none where %s makes it one for this processor', async (name) => {
    const keys = await keysOf({ machine: { flags: { [name]: 'c++ -O3 -march=native' } } });
    expect(Object.values(keys)).toEqual([null, null]);
  });

  it('is none where there is no compiler yet', async () => {
    expect(Object.values(await keysOf({ machine: { compiler: null, toolchain: null } }))).toEqual([
      null,
      null,
    ]);
  });
});

describe('a finished library', () => {
  it('is taken from the cache where only what is built on it changes', async () => {
    const { libzmq } = await keysOf();
    const plan = await planFor({ features: ['-uuid'], products: [libzmq!] });
    expect(plan.libraries.map(({ name, action }) => `${name} ${action}`)).toEqual([
      'libzmq restore',
      'czmq build',
    ]);
    expect(plan.stages.filter(({ library }) => library === 'libzmq').map(({ kind }) => kind)).toEqual([
      'restore',
    ]);
  });

  it('from the cache asks for the system libraries that it was built on, and for no build tools', async () => {
    const keys = await keysOf();
    const present = new Set(
      [...DEBIAN.present].filter((one) => !['libsodium', 'autoconf', 'make'].includes(one)),
    );
    const plan = await planFor({ products: Object.values(keys) as string[], machine: { present } });
    expect(plan.packages.missing.map(({ capability }) => capability)).toEqual(['libsodium']);
  });
});

describe('what the machine is asked for', () => {
  it.each([
    [['czmq'], []],
    [['czmq'], ['lz4', 'gssapi', '-curve']],
    [['libsodium', 'libzmq'], ['norm']],
  ])('is all that a plan for %j with %j can need', async (targets, features) => {
    const resolved = resolve(recipes, targets, features);
    const asked = capabilitiesAbout(resolved);
    for (const buildSystem of ['autotools', 'cmake', 'auto'] as const)
      for (const ownSodium of [true, false]) {
        const { packages } = await planFor({ targets, features, ownSodium, wish: { buildSystem } }).catch(
          () => ({ packages: { capabilities: [] } }),
        );
        for (const capability of packages.capabilities) expect(asked).toContain(capability);
      }
    expect(asked).not.toContain('libpgm');
  });
});
