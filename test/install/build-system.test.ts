import { describe, expect, it } from 'vitest';
import { chooserOf } from '../../src/install/build-system.ts';
import type { Manifest } from '../../src/install/manifest.ts';
import { resolve } from '../../src/recipes/resolve.ts';
import { type Case, DEBIAN, planFor, recipes, WISH } from '../support/plan.ts';

const AUTO = { wish: { buildSystem: 'auto' } } as const;
const chosen = async (one: Case = {}) => {
  const { libraries, notes } = await planFor({ ...AUTO, ...one });
  return {
    by: libraries.map(({ name, buildSystem }) => `${name} ${buildSystem}`),
    notes: notes.map(({ en }) => en).filter((line) => line.includes('autotools')),
  };
};
const tools = (more: Record<string, string>) => ({ machine: { tools: { ...DEBIAN.tools, ...more } } });

describe('--build-system auto', () => {
  it('takes CMake where its product has been proved to be the same', async () => {
    expect(await chosen()).toEqual({ by: ['libzmq cmake', 'czmq cmake'], notes: [] });
  });

  it('plans then what --build-system cmake plans', async () => {
    const stages = async (one: Case) => (await planFor(one)).stages;
    expect(await stages(AUTO)).toEqual(await stages({ wish: { buildSystem: 'cmake' } }));
  });

  const { cmake: _, ...withoutCmake } = DEBIAN.tools;
  it.each<[string, Case, RegExp]>([
    ['there is no cmake', { machine: { tools: withoutCmake } }, /cmake is not on this machine/],
    ['cmake is older', tools({ cmake: '3.16.3' }), /has not been proved with .*cmake 3\.16\.3/],
    ['cmake is newer', tools({ cmake: '4.0.1' }), /has not been proved with .*cmake 4\.0\.1/],
    ['the compiler is clang', { machine: { compiler: { family: 'clang', version: '15.0.0' } } }, /clang 15/],
    ['the C library is musl', { machine: { libc: 'musl' } }, /musl/],
    ['the processor is another', { machine: { arch: 'arm64' } }, /arm64/],
    ['the compiler is not here yet', { machine: { compiler: null } }, /not been proved/],
  ])('takes autotools, and says why, where %s', async (_, one, why) => {
    const { by, notes } = await chosen(one);
    expect(by).toEqual(['libzmq autotools', 'czmq autotools']);
    expect(notes).toHaveLength(2);
    for (const note of notes) expect(note).toMatch(why);
  });

  it('takes autotools for a release and for a feature that CMake does not make', async () => {
    const release = await chosen({ targets: ['libzmq@4.2.5', 'czmq'] });
    expect(release.by).toEqual(['libzmq autotools', 'czmq cmake']);
    expect(release.notes).toHaveLength(1);
    const feature = await chosen({ targets: ['libzmq'], features: ['gssapi'] });
    expect(feature.by).toEqual(['libzmq autotools']);
    expect(feature.notes[0]).toMatch(/does not know gssapi/);
  });

  it('leaves what is installed as asked as it was built', () => {
    const library = resolve(recipes, ['libzmq'], []).find(({ recipe }) => recipe.name === 'libzmq')!;
    const { version, features } = library;
    const manifest = {
      products: [{ name: 'libzmq', version, features, buildSystem: 'autotools' }],
    } as unknown as Manifest;
    const by = (wish: object, installed: Manifest | null = manifest) =>
      chooserOf({ ...WISH, buildSystem: 'auto', ...wish }, installed, DEBIAN)(library).buildSystem;
    expect(by({})).toBe('autotools');
    expect(by({ force: true })).toBe('cmake');
    const older = { products: [{ ...manifest.products[0], version: '4.3.2' }] } as unknown as Manifest;
    expect(by({}, older)).toBe('cmake');
  });
});

describe('-O2, and -g only where the user asks', () => {
  it.each(['autotools', 'cmake'] as const)('by %s', async (buildSystem) => {
    const words = async (one: Case) =>
      (await planFor({ wish: { buildSystem }, ...one })).stages
        .flatMap(({ steps }) => steps)
        .flatMap((step) => (step.act === 'run' ? step.argv : []))
        .filter((word) => /FLAGS/.test(word));
    const plain = await words({});
    expect(plain.some((word) => /C(XX)?_?FLAGS\w*=.*-O2/.test(word))).toBe(true);
    expect(plain.some((word) => /(=| )-g( |$)/.test(word))).toBe(false);
    const asked = await words({ machine: { flags: { CFLAGS: '-O2 -g', CXXFLAGS: '-O2 -g' } } });
    for (const language of ['C', 'CXX'])
      expect(asked.some((word) => new RegExp(`${language}_?FLAGS=.*-g\\b`).test(word))).toBe(true);
  });
});
