import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import type { Recipe } from '../../src/core/recipe.ts';
import { liveHost } from '../../src/host/live.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const recipes = await loadRecipes(liveHost(''), root);

const names = (targets: string[], switches: string[] = []) =>
  resolve(recipes, targets, switches).map(({ recipe, version }) => `${recipe.name}@${version}`);

const failure = (action: () => unknown): SetupError => {
  try {
    action();
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('no failure');
};

const said = (action: () => unknown): string => {
  const { what, hint, exitCode } = failure(action);
  return `${exitCode} ${what.en} | ${hint?.en ?? ''}`;
};

/** A recipe with nothing in it but what a test is about. */
const small = (name: string, more: Partial<Recipe>): Recipe => ({
  ...recipes.get('libsodium')!,
  name,
  aliases: [],
  ...more,
});
const book = (...list: Recipe[]) => new Map(list.map((recipe) => [recipe.name, recipe]));

describe('what a target brings', () => {
  it('is czmq with all it is built on, those first, where none is named', () => {
    expect(names([])).toEqual(['libsodium@1.0.22', 'libzmq@4.3.5', 'czmq@4.2.1']);
  });
  it('leaves libsodium out without CURVE', () => {
    expect(names(['czmq'], ['-curve'])).toEqual(['libzmq@4.3.5', 'czmq@4.2.1']);
  });
  it('takes the system package for libsodium unless the user names it', () => {
    expect(resolve(recipes, ['czmq'])[0]?.system).toBe('libsodium');
    expect(resolve(recipes, ['czmq', 'libsodium'])[0]?.system).toBeNull();
  });
});

describe('a version', () => {
  it.each([
    ['czmq@4.2.0', 'czmq@4.2.0'],
    ['czmq@v4.2.0', 'czmq@4.2.0'],
    ['zeromq@4.3.4', 'libzmq@4.3.4'],
    ['zmq', 'libzmq@4.3.5'],
    ['libzmq@4.3', 'libzmq@4.3.5'],
    ['libzmq@4.2', 'libzmq@4.2.5'],
    ['libzmq@~4.3.2 <4.3.5', 'libzmq@4.3.4'],
    ['czmq@latest', 'czmq@4.2.1'],
  ])('%s is %s', (target, version) => {
    expect(names([target])).toContain(version);
  });
  it('that the user names as a git ref is not pinned and not refused', () => {
    const [, libzmq] = resolve(recipes, ['libzmq@master']);
    expect(libzmq).toMatchObject({ version: 'master', pinned: false, release: null, semver: null });
    expect(resolve(recipes, ['libzmq@4097855ddaaa65ed'])[1]).toMatchObject({ pinned: false });
    expect(resolve(recipes, ['libzmq@refs/tags/v4.2.2'])[1]).toMatchObject({
      pinned: false,
      semver: '4.2.2',
    });
  });
  it('of a dependency is the one that the user named', () => {
    expect(names(['czmq', 'libzmq@4.3.4'])).toContain('libzmq@4.3.4');
  });
  it('that is unknown is a usage error which lists the known ones', () => {
    expect(said(() => resolve(recipes, ['czmq@9']))).toMatch(
      /^2 Unknown version: czmq@9 .*4\.2\.1, 4\.2\.0, 4\.1\.1/,
    );
    expect(said(() => resolve(recipes, ['libzmq@4.3.6']))).toContain('Did you mean 4.3.5?');
  });
  it.each(['czmq@', 'czmq@-x', 'czmq@a..b', 'czmq@--upload-pack=x', 'czmq@a b', 'czmq@x.lock'])(
    '%s is refused',
    (target) => {
      expect(failure(() => resolve(recipes, [target])).exitCode).toBe(2);
    },
  );
  it('named twice differently is a conflict', () => {
    expect(said(() => resolve(recipes, ['zmq@4.3.4', 'libzmq@4.3.5']))).toContain(
      'zmq@4.3.4 and libzmq@4.3.5 cannot both be installed',
    );
    expect(names(['libzmq@4.3.5', 'zmq@4.3'])).toContain('libzmq@4.3.5');
  });
});

describe('ranges', () => {
  const lib = small('lib', {
    default: '2.0.0',
    versions: {
      '2.0.0': recipes.get('libsodium')!.versions['1.0.22']!,
      '1.5.0': recipes.get('libsodium')!.versions['1.0.22']!,
      '1.2.0': recipes.get('libsodium')!.versions['1.0.22']!,
    },
  });
  const user = (name: string, range: string) => small(name, { dependencies: [{ recipe: 'lib', range }] });
  it('choose the newest version below the default that all take', () => {
    const all = book(lib, user('a', '<2'), user('b', '<1.5'));
    expect(resolve(all, ['a', 'b'])[0]?.version).toBe('1.2.0');
    expect(resolve(all, ['a'])[0]?.version).toBe('1.5.0');
  });
  it('that exclude each other are reported by name', () => {
    const all = book(lib, user('a', '>=2'), user('b', '<2'));
    expect(said(() => resolve(all, ['a', 'b']))).toMatch(
      /No version of lib suits.*b .*<2.*a .*>=2|a .*>=2.*b .*<2/,
    );
  });
  it('that exclude what the user named are reported by name', () => {
    expect(said(() => resolve(book(lib, user('a', '<2')), ['a', 'lib@2.0.0']))).toContain(
      'needs lib <2, and lib@2.0.0 was asked for',
    );
  });
  it('take a ref whose version nobody knows', () => {
    expect(resolve(book(lib, user('a', '<2')), ['a', 'lib@master'])[0]?.version).toBe('master');
  });
  it('in a circle are reported with the ring', () => {
    const a = small('a', { dependencies: [{ recipe: 'b', range: '*' }] });
    const b = small('b', { dependencies: [{ recipe: 'a', range: '*' }] });
    expect(said(() => resolve(book(a, b), ['a']))).toContain('a -> b -> a');
  });
});

describe('a target', () => {
  it('that is mistyped gets the nearest name', () => {
    expect(said(() => resolve(recipes, ['czqm']))).toBe(
      '2 Unknown target: czqm | Did you mean czmq? Known targets: cppzmq, czmq, libsodium, libzmq, malamute, zyre, goczmq, pyzmq',
    );
  });
});

describe('features', () => {
  const featuresOf = (name: string, targets: string[], switches: string[]) =>
    resolve(recipes, targets, switches).find(({ recipe }) => recipe.name === name)?.features;
  it('have sensible defaults', () => {
    expect(featuresOf('libzmq', ['czmq'], [])).toMatchObject({ curve: true, drafts: false, ws: false });
    expect(featuresOf('czmq', ['czmq'], [])).toMatchObject({ uuid: true, drafts: false, lz4: false });
  });
  it('go to every library that knows them, or to the one named', () => {
    expect(featuresOf('libzmq', ['czmq'], ['drafts'])?.drafts).toBe(true);
    expect(featuresOf('czmq', ['czmq'], ['drafts'])?.drafts).toBe(true);
    expect(featuresOf('czmq', ['czmq'], ['zmq:drafts'])?.drafts).toBe(false);
    expect(featuresOf('czmq', ['czmq'], ['drafts', '-czmq:drafts'])?.drafts).toBe(false);
    expect(featuresOf('czmq', ['czmq'], ['drafts,czmq:-drafts'])?.drafts).toBe(false);
  });
  it('that do not exist get the nearest name', () => {
    expect(said(() => resolve(recipes, ['czmq'], ['draft']))).toContain('Did you mean drafts?');
    expect(said(() => resolve(recipes, ['czmq'], ['toString']))).toContain('Unknown feature: toString');
    expect(said(() => resolve(recipes, ['libzmq'], ['lz4']))).toContain('lz4 is a feature of czmq');
  });
  it('that came later than the version are refused, not left out', () => {
    expect(said(() => resolve(recipes, ['libzmq@4.2.5'], ['ws']))).toContain('does not know the feature ws');
    expect(featuresOf('libzmq', ['libzmq@4.2.5'], ['-ws'])).not.toHaveProperty('ws');
  });
  it('that have no effect alone are refused with what is missing', () => {
    expect(said(() => resolve(recipes, ['czmq'], ['curl']))).toBe(
      "2 czmq's feature curl has no effect without drafts | --features drafts,curl",
    );
    expect(featuresOf('czmq', ['czmq'], ['curl', 'drafts'])?.curl).toBe(true);
  });
  it('bring the system libraries and files that belong to them', () => {
    const [, libzmq, czmq] = resolve(recipes, ['czmq'], ['lz4,drafts']);
    expect(czmq?.needs).toEqual(['libuuid', 'liblz4']);
    expect(czmq?.provides.headers).toContain('ztrie.h');
    expect(libzmq?.provides.programs).toEqual(['curve_keygen']);
    expect(resolve(recipes, ['libzmq'], ['-curve'])[0]?.provides.programs).toEqual([]);
    expect(resolve(recipes, ['libzmq@4.2.5'])[1]?.provides.libraryFiles).toEqual(['libzmq.so.5.1.5']);
  });
});
