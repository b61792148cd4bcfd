import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { satisfies } from 'semver';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { liveHost } from '../../src/host/live.ts';
import { loadRecipes } from '../../src/recipes/load.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const host = liveHost('');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'recipes test '));
  cpSync(join(root, 'recipes'), join(home, 'recipes'), { recursive: true });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = (name: string): string => join(home, 'recipes', `${name}.json`);
const read = (name: string): string => readFileSync(file(name), 'utf8');

/** Changes a recipe's text; gives the line (from 1) where the change lies. */
function change(name: string, from: string | RegExp, to: string): number {
  const words = read(name);
  const at = words.search(typeof from === 'string' ? from.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : from);
  if (at < 0) throw new Error(`${name} has no ${from}`);
  writeFileSync(file(name), words.replace(from, to));
  return words.slice(0, at).split('\n').length;
}

async function said(): Promise<string> {
  const error = await loadRecipes(host, home).then(
    () => new Error('it was taken'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof SetupError)) throw error;
  return `${error.exitCode} ${error.what.en.replace(`${home}/recipes/`, '')}`;
}

describe('a wrong recipe is exit 2 and named with its line', () => {
  it('bad JSON', async () => {
    const line = change('czmq', '"name": "czmq",', '"name": "czmq"');
    // The comma is missed where the next line begins.
    expect(await said()).toBe(`2 czmq.json:${line + 1}: this is not valid JSON`);
  });
  it('an unknown key', async () => {
    const line = change('czmq', '"homepage":', '"homepag":');
    expect(await said()).toBe(`2 czmq.json:${line}: unknown key "homepag"; did you mean "homepage"?`);
  });
  it('a missing key', async () => {
    change('libsodium', /"license": "ISC",\n/, '');
    expect(await said()).toBe('2 libsodium.json:1: "license" is missing');
  });
  it('a value of the wrong form', async () => {
    const line = change('libzmq', /"sha256": "[0-9a-f]{64}"/, '"sha256": "6653ef"');
    expect(await said()).toMatch(
      new RegExp(`^2 libzmq\\.json:${line}: versions\\.4\\.3\\.5\\.archives\\.0\\.sha256 `),
    );
  });
  it('a capability that nobody knows', async () => {
    const line = change('czmq', '"needs": ["libuuid"]', '"needs": ["libuuuid"]');
    expect(await said()).toContain(`2 czmq.json:${line}: `);
  });
  it('a version that is none', async () => {
    const line = change('libsodium', '"1.0.20": {', '"one": {');
    expect(await said()).toBe(`2 libsodium.json:${line}: "one" cannot be a name here`);
  });
  it('a default that is not there', async () => {
    const line = change('libsodium', '"default": "1.0.22"', '"default": "1.0.99"');
    expect(await said()).toBe(`2 libsodium.json:${line}: the default "1.0.99" is not among the versions`);
  });
  it('a range that is none', async () => {
    const line = change('czmq', '"range": ">=4.2.0"', '"range": "newer than 4"');
    expect(await said()).toBe(`2 czmq.json:${line}: "newer than 4" is no version range`);
  });
  it('a dependency on nothing', async () => {
    const line = change('czmq', '"recipe": "libzmq"', '"recipe": "libzmk"');
    expect(await said()).toBe(`2 czmq.json:${line}: there is no recipe "libzmk"`);
  });
  it('a condition on a feature that does not exist', async () => {
    const line = change('libzmq', '"feature": "curve",', '"feature": "curbe",');
    expect(await said()).toContain(`libzmq.json:${line}: there is no feature "curbe"`);
  });
  it('a file that is not named as its recipe', async () => {
    renameSync(file('czmq'), file('libczmq'));
    expect(await said()).toContain('the recipe "czmq" must lie in czmq.json');
  });
  it('a name that is taken', async () => {
    cpSync(file('czmq'), file('czmq2'));
    expect(await said()).toContain('the name "czmq" is already taken');
  });
  it('an alias that is another recipe', async () => {
    change('libsodium', '"aliases": ["sodium"]', '"aliases": ["czmq"]');
    expect(await said()).toContain('the alias "czmq" is already a name of czmq');
  });
  it('a cycle, with its ring', async () => {
    change('libsodium', '"dependencies": []', '"dependencies": [{ "recipe": "czmq", "range": "*" }]');
    expect(await said()).toMatch(
      /^2 \w+\.json:\d+: the recipes depend on each other in a circle: (\w+) -> \w+ -> \w+ -> \1$/,
    );
  });
});

it('recipes that are gone are exit 3', async () => {
  rmSync(join(home, 'recipes'), { recursive: true });
  expect(await said()).toContain('3 The recipes cannot be read');
});

describe('the recipes that ship', async () => {
  const recipes = await loadRecipes(host, root);
  it('name at least the versions that were promised', () => {
    expect(Object.keys(recipes.get('libzmq')!.versions)).toEqual(
      expect.arrayContaining(['4.3.5', '4.3.4', '4.2.5']),
    );
    expect(Object.keys(recipes.get('czmq')!.versions)).toEqual(
      expect.arrayContaining(['4.2.1', '4.2.0', '4.1.1']),
    );
  });
  it('pin no digest twice, and none under two names', () => {
    const digests = [...recipes.values()].flatMap(({ versions }) =>
      Object.values(versions).flatMap(({ archives }) => archives.map(({ sha256 }) => sha256)),
    );
    expect(new Set(digests).size).toBe(digests.length);
  });
  it('state drafts to both libraries in both build systems, on and off', () => {
    for (const name of ['libzmq', 'czmq']) {
      const { autotools, cmake } = recipes.get(name)!.features.drafts!;
      expect(autotools.on).toContain('--enable-drafts=yes');
      expect(autotools.off).toContain('--enable-drafts=no');
      expect(cmake?.on).toContain('-DENABLE_DRAFTS=ON');
      expect(cmake?.off).toContain('-DENABLE_DRAFTS=OFF');
    }
  });
  it('give every feature that can be left out in silence a proof', () => {
    for (const { features } of recipes.values()) {
      for (const feature of Object.values(features)) expect(feature.proof).toBeDefined();
    }
  });
  it('let every czmq be built on every libzmq that they name', () => {
    const { range } = recipes.get('czmq')!.dependencies[0]!;
    for (const version of Object.keys(recipes.get('libzmq')!.versions))
      expect(satisfies(version, range)).toBe(true);
  });
});
