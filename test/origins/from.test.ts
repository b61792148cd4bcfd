import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { SetupError } from '../../src/core/error.ts';
import { liveHost } from '../../src/host/live.ts';
import { shown } from '../../src/origins/address.ts';
import { assignSources, parseFrom } from '../../src/origins/from.ts';
import { sourceOptions } from '../../src/origins/options.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const live = liveHost('');
const home = mkdtempSync(join(tmpdir(), 'from test '));
afterAll(() => rmSync(home, { recursive: true, force: true }));
mkdirSync(join(home, 'a tree#1'));
mkdirSync(join(home, 'bare.git/objects'), { recursive: true });
writeFileSync(join(home, 'bare.git/HEAD'), 'ref: refs/heads/master\n');
writeFileSync(join(home, 'x.tar.gz'), 'x');
writeFileSync(join(home, 'x.tar.xz'), 'x');
const host = { ...live, self: { ...live.self, cwd: home, home } };
const recipes = await loadRecipes(live, fileURLToPath(new URL('../..', import.meta.url)));

const failure = (action: () => unknown): SetupError => {
  try {
    action();
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('no failure');
};

describe('a source', () => {
  it.each([
    ['auto', { kind: 'auto' }],
    ['a tree#1', { kind: 'folder', path: join(home, 'a tree#1') }],
    ['~/x.tar.gz', { kind: 'file', path: join(home, 'x.tar.gz') }],
    ['https://h.example/a/b', { kind: 'repository', url: 'https://h.example/a/b', ref: null }],
    ['https://h.example/a/b.git#v1.0', { kind: 'repository', url: 'https://h.example/a/b.git', ref: 'v1.0' }],
    ['git+https://h.example/a.tar.gz#x', { kind: 'repository', url: 'https://h.example/a.tar.gz', ref: 'x' }],
    ['git@h.example:a/b.git#main', { kind: 'repository', url: 'git@h.example:a/b.git', ref: 'main' }],
    [
      'https://h.example/z-1.0.tar.gz?token=1',
      { kind: 'download', url: 'https://h.example/z-1.0.tar.gz?token=1' },
    ],
    ['file:///srv/z.tgz', { kind: 'download', url: 'file:///srv/z.tgz' }],
    ['file:///srv/z', { kind: 'repository', url: 'file:///srv/z', ref: null }],
  ])('%s', (word, from) => {
    expect(parseFrom(word, host)).toEqual(from);
  });
  it('that is a bare repository is read by git', () => {
    expect(parseFrom('bare.git', host)).toMatchObject({
      kind: 'repository',
      url: expect.stringMatching(/^file:\/\/.*bare\.git$/),
    });
  });
  it.each([
    'absent',
    './absent.tar.gz',
    '',
    'ext::sh -c id',
    'ext://sh',
    'https://h.example/a.zip',
    'x.tar.xz',
    'https://h.example/a#--upload-pack=x',
    'https://h.example/a#',
    'https://h.example/a#b c',
    'https://[bad',
  ])('%s is refused', (word) => {
    expect(failure(() => parseFrom(word, host)).exitCode).toBe(2);
  });
});

describe('the source of each library', () => {
  const libraries = resolve(recipes, ['czmq']);
  it("is the user's own for the one that he named, and auto for what that brings", () => {
    const sources = assignSources(libraries, 'x.tar.gz', [], host);
    expect([...sources].map(([name, { kind }]) => `${name} ${kind}`)).toEqual([
      'libsodium auto',
      'libzmq auto',
      'czmq file',
    ]);
  });
  it('is said one by one with --source', () => {
    const sources = assignSources(libraries, 'archive', ['zeromq=git', 'czmq=a tree#1'], host);
    expect(sources.get('libzmq')).toEqual({ kind: 'git' });
    expect(sources.get('czmq')).toEqual({ kind: 'folder', path: join(home, 'a tree#1') });
    expect(sources.get('libsodium')).toEqual({ kind: 'archive' });
  });
  it('cannot be one folder for two, or that of a stranger', () => {
    const both = resolve(recipes, ['czmq', 'libzmq']);
    expect(failure(() => assignSources(both, 'x.tar.gz', [], host)).hint?.en).toContain('--source');
    expect(failure(() => assignSources(libraries, 'auto', ['czqm=git'], host)).hint?.en).toBe(
      'Did you mean czmq?',
    );
    expect(failure(() => assignSources(libraries, 'auto', ['git'], host)).exitCode).toBe(2);
  });
});

describe('what will be tried', () => {
  const libzmq = recipes.get('libzmq')!;
  const plan = (more: Partial<Parameters<typeof sourceOptions>[0]> = {}) =>
    sourceOptions({
      recipe: libzmq,
      version: '4.3.5',
      from: { kind: 'auto' },
      mirrors: [],
      git: true,
      ...more,
    });
  it('is git, then the release from each place, then the tag', () => {
    expect(plan().map((option) => `${option.kind} ${option.configure}`)).toEqual([
      'git false',
      'url true',
      'url true',
      'url false',
      'pool false',
    ]);
    expect(plan()[0]).toMatchObject({ ref: 'v4.3.5', commit: '622fc6dde99ee172ebaa9c8628d85a7a1995a21d' });
  });
  it('has no git where there is none, unless it was asked for', () => {
    expect(plan({ git: false }).map(({ kind }) => kind)).not.toContain('git');
    expect(plan({ git: false, from: { kind: 'git' } }).map(({ kind }) => kind)).toEqual(['git']);
    expect(plan({ from: { kind: 'archive' } }).map(({ kind }) => kind)).not.toContain('git');
  });
  it('begins with the mirrors, under every name that they may keep it by', () => {
    const urls = plan({ mirrors: ['http://m.example/x/', '/srv/a b'] }).flatMap((option) =>
      'url' in option ? [option.url] : [],
    );
    expect(urls.slice(0, 2)).toEqual([
      'http://m.example/x/zeromq-4.3.5.tar.gz',
      'http://m.example/x/zeromq/libzmq/releases/download/v4.3.5/zeromq-4.3.5.tar.gz',
    ]);
    expect(urls).toContain('http://m.example/x/pool/universe/z/zeromq3/zeromq3_4.3.5.orig.tar.gz');
    expect(urls).toContain('file:///srv/a%20b/zeromq-4.3.5.tar.gz');
    expect(urls).toContain('http://m.example/x/zeromq/libzmq');
    expect(urls.findLastIndex((url) => url.includes('m.example'))).toBeLessThan(
      urls.findIndex((url) => url.startsWith('https://github.com')),
    );
  });
  it('of a git ref is git alone', () => {
    expect(plan({ version: 'master' })).toEqual([
      { kind: 'git', url: 'https://github.com/zeromq/libzmq', ref: 'master', commit: null, configure: false },
    ]);
  });
});

it('an address is shown without its secrets', () => {
  expect(shown('https://me:pass@h.example/a?token=x#f')).toBe('https://***@h.example/a?***#f');
  expect(shown('me:pass@h.example:a/b')).toBe('***@h.example:a/b');
  expect(shown('git@h.example:a/b')).toBe('git@h.example:a/b');
});
