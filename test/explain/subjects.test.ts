import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Recipe } from '../../src/core/recipe.ts';
import { libraryLikeSymbol } from '../../src/explain/link-line.ts';
import { libraryOfHeader } from '../../src/explain/subjects/headers.ts';
import { libraryOfFile, libraryOfProject } from '../../src/explain/subjects/libraries.ts';
import { libraryOfSymbol } from '../../src/explain/subjects/symbols.ts';

/** What the recipes say that their libraries bring must be what a log's words are mapped to. */
const folder = new URL('../../recipes/', import.meta.url);
const recipes = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Recipe)
  // A library is called by its file, whatever its project is called: malamute's is libmlm.
  .filter(({ provides }) => provides.staticLibraries.length > 0)
  .map(({ provides }) => ({ library: provides.staticLibraries[0]!.replace(/\.a$/, ''), ...provides }));

test('there are recipes to compare with', () => {
  expect(recipes.length).toBeGreaterThanOrEqual(3);
});

test.each(recipes)('symbols of $library', ({ library, symbolPrefixes }) => {
  // A prefix ends in `_`, or is a function itself (an actor such as `zauth`) beside those that it begins.
  const symbols = symbolPrefixes.flatMap((prefix) =>
    prefix.endsWith('_') ? [`${prefix}new`] : [prefix, `${prefix}_test`],
  );
  for (const symbol of symbols) {
    expect(libraryOfSymbol(symbol), symbol).toBe(library);
    expect(libraryOfSymbol(`_${symbol}`), `_${symbol} (Mach-O)`).toBe(library);
    expect(libraryOfSymbol(`__imp_${symbol}`), `__imp_${symbol}`).toBe(library);
  }
});

test.each(recipes)('headers of $library', ({ library, headers }) => {
  for (const header of headers) expect(libraryOfHeader(header), header).toBe(library);
});

test.each(recipes)(
  'files and modules of $library',
  ({ library, sonames, libraryFiles, staticLibraries, pkgConfig }) => {
    for (const file of [...sonames, ...libraryFiles, ...staticLibraries])
      expect(libraryOfFile(file), file).toBe(library);
    for (const module of pkgConfig) expect(libraryOfProject(module), module).toBe(library);
  },
);

// Close by name, and of others.
test.each([
  ['zlibVersion', 'libz'],
  ['ZSTD_compress', 'libzstd'],
  ['zyre_new', 'libzyre'],
  ['zip_open', 'libzip'],
  ['gzopen', 'libz'],
])('%s is not of czmq', (symbol, library) => {
  expect(libraryOfSymbol(symbol)).toBe(library);
});

// Other systems use such names for functions of their own; only a symbol wanted from a DLL tells.
test.each([
  ['__imp_BitBlt', 'gdi32'],
  ['__imp__SetupDiGetClassDevsA@16', 'setupapi'],
  ['__imp_timeGetTime', 'winmm'],
  ['BitBlt', null],
])('%s is of %s', (symbol, library) => {
  expect(libraryOfSymbol(symbol)).toBe(library);
});

test('a library of the link line explains symbols that are called after it', () => {
  const words = ['g++', '-o', 'app', 'app.o', '-lcapnp-0.8', '-lm'];
  expect(libraryLikeSymbol(words, 'capnp::MessageReader::MessageReader()')).toMatchObject({ place: 4 });
  expect(libraryLikeSymbol(words, 'mpz_init')).toBeNull();
  expect(libraryLikeSymbol(words, 'capnproto_init')).toBeNull();
});
