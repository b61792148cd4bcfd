import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SetupError } from '../../../src/core/error.ts';
import { productCard, restoreProduct } from '../../../src/install/products.ts';
import { exportStore } from '../../../src/install/store/export.ts';
import { importStore } from '../../../src/install/store/import.ts';
import { formatList, LIST, parseList, productFile, type StoreList } from '../../../src/install/store/list.ts';
import { treeOf } from '../../lab/support/tree.ts';
import { failureOf } from '../../support/plan.ts';
import {
  aboutOf,
  archiveOf,
  type Entry,
  fillCache,
  HOSTILE_PRODUCTS,
  host,
  KEYS,
  never,
  pathsIn,
} from './kit.ts';

let home: string;
let there: string;
const at = (...parts: string[]): string => join(home, ...parts);
const source = Buffer.from('a source');
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'carry-'));
  there = at('there');
  await fillCache(home);
  mkdirSync(pathsIn(home).sources, { recursive: true });
  writeFileSync(join(pathsIn(home).sources, digest(source)), source);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const exported = (to: string, sources = false) =>
  exportStore(host, pathsIn(home), { to, sources, sign: null });
const imported = (from: string) => importStore(host, pathsIn(there), from, null, never);
const listIn = (folder: string): StoreList => {
  const parsed = parseList(readFileSync(join(folder, LIST), 'utf8'));
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed.list;
};

describe('what was exported', () => {
  it.each([
    ['as one archive', () => at('cache.tar.gz')],
    ['as a folder', () => `${at('store')}/`],
  ])('%s is imported elsewhere: the same products and sources', async (_, to) => {
    await exported(to(), true);
    const { products, sources } = await imported(to());
    expect(products.map(({ name }) => name).sort()).toEqual(['czmq', 'libzmq']);
    expect(sources.map(({ file }) => file)).toEqual([digest(source)]);
    for (const name of ['libzmq', 'czmq'] as const) {
      const card = await restoreProduct(
        host,
        pathsIn(there).products,
        KEYS[name],
        aboutOf(name),
        at('back', name),
        never,
      );
      expect(card).toMatchObject(aboutOf(name));
      expect(treeOf(at('back', name))).toEqual(treeOf(at('stages', name)));
    }
    expect(readFileSync(join(pathsIn(there).sources, digest(source)))).toEqual(source);
  });

  it('has sources only where they are asked for, and never what is damaged', async () => {
    const { products } = pathsIn(home);
    const card = productCard(host, products, KEYS.czmq)!;
    const path = join(products, `${card.sha256}.tar.gz`);
    const bytes = readFileSync(path);
    bytes[30] = bytes[30]! ^ 1;
    writeFileSync(path, bytes);
    const { products: gone, sources } = await exported(`${at('store')}/`);
    expect(gone.map(({ name }) => name)).toEqual(['libzmq']);
    expect(sources).toEqual([]);
  });

  it('leaves what the other cache has already', async () => {
    await exported(at('cache.tar.gz'));
    await imported(at('cache.tar.gz'));
    expect(await imported(at('cache.tar.gz'))).toMatchObject({ products: [], sources: [], skipped: 2 });
  });

  it('is refused with exit 3 where there is nothing', async () => {
    const error = await failureOf(
      exportStore(host, pathsIn(at('empty')), { to: at('x.tar.gz'), sources: true, sign: null }),
    );
    expect(error.exitCode).toBe(3);
    expect(host.stat(at('x.tar.gz')).ok).toBe(false);
  });
});

/** Nothing of it is in the cache, not even for a moment that a crash could make last. */
async function refused(from: string): Promise<SetupError> {
  const error = await failureOf(imported(from));
  expect(error.exitCode).toBe(5);
  expect(error.findings[0]?.code).toMatch(/^source\./);
  const { cache } = pathsIn(there);
  expect(treeOf(cache).filter((line) => !/^\.\/((products|sources)\/)? /.test(line))).toEqual([]);
  return error;
}

/** The entries of an honest archive. */
function honest(): { entries: Entry[]; store: string } {
  const store = at('store');
  const list = listIn(store);
  return {
    store,
    entries: [LIST, ...list.products.map(productFile)].map((file) => ({
      path: `czmq-setup-cache/${file}`,
      body: readFileSync(join(store, file)),
    })),
  };
}

const put = (entries: readonly Entry[]): string => {
  writeFileSync(at('hostile.tar.gz'), archiveOf(entries));
  return at('hostile.tar.gz');
};

describe('a hostile archive is refused as a whole', () => {
  beforeEach(() => exported(`${at('store')}/`));

  it('but the honest one that these are made of is not', async () => {
    expect((await imported(put(honest().entries))).products).toHaveLength(2);
  });

  it.each<[string, (entries: Entry[]) => Entry[]]>([
    ['a name that leaves', (entries) => [...entries, { path: '../../.bashrc', body: 'x' }]],
    ['an absolute name', (entries) => [...entries, { path: '/etc/cron.d/x', body: 'x' }]],
    [
      'a name beside the store',
      (entries) => [...entries, { path: 'czmq-setup-cache/products/../../x', body: 'x' }],
    ],
    [
      'a link',
      (entries) => [...entries, { path: 'products/link', type: 'SymbolicLink', linkpath: '/etc/passwd' }],
    ],
    [
      'a hard link',
      (entries) => [...entries, { path: 'products/link', type: 'Link', linkpath: entries[0]!.path }],
    ],
    ['a device', (entries) => [...entries, { path: 'products/null', type: 'CharacterDevice' }]],
    ['an entry twice', (entries) => [...entries, entries[1]!]],
    ['the list twice', (entries) => [...entries, entries[0]!]],
    [
      'a file that is not listed',
      (entries) => [...entries, { path: `products/${'c'.repeat(64)}.tar.gz`, body: 'x' }],
    ],
    ['a file of another kind', (entries) => [...entries, { path: 'README', body: 'x' }]],
    ['no list', (entries) => entries.slice(1)],
    ['a file that is missing', (entries) => entries.slice(0, 2)],
    [
      'bytes exchanged',
      ([list, one, other]) => [list!, { ...one!, body: other!.body! }, { ...other!, body: one!.body! }],
    ],
    [
      'a byte that is another',
      ([list, one, other]) => [
        list!,
        one!,
        {
          ...other!,
          body: Buffer.concat([Buffer.from(other!.body as Uint8Array).subarray(0, -1), Buffer.from('x')]),
        },
      ],
    ],
    ['an enormous list', ([_, ...rest]) => [{ path: LIST, size: 1024 ** 3 }, ...rest]],
  ])('%s', async (_, change) => {
    await refused(put(change(honest().entries)));
  });

  it('cut short anywhere', async () => {
    const bytes = archiveOf(honest().entries);
    for (const part of [0, 10, 0.3, 0.6, 0.9]) {
      writeFileSync(at('cut.tar.gz'), bytes.subarray(0, part < 1 ? Math.floor(bytes.length * part) : part));
      await refused(at('cut.tar.gz'));
    }
  });

  it('no archive at all', async () => {
    writeFileSync(at('text'), 'this is a text\n'.repeat(100));
    await refused(at('text'));
    writeFileSync(at('plain.tar'), gunzipSync(archiveOf(honest().entries)).subarray(0, 700));
    await refused(at('plain.tar'));
  });

  it.each<[string, (list: StoreList) => unknown]>([
    [
      'a key that is none',
      (list) => ({ ...list, products: list.products.map((one) => ({ ...one, key: '../x' })) }),
    ],
    [
      'a prefix that leaves',
      (list) => ({ ...list, products: list.products.map((one) => ({ ...one, prefix: '/usr/../..' })) }),
    ],
    [
      'a source whose name leaves',
      (list) => ({ ...list, sources: [{ file: '../../x', sha256: 'a'.repeat(64), size: 1 }] }),
    ],
    ['a field that is unknown', (list) => ({ ...list, more: true })],
    ['a product twice', (list) => ({ ...list, products: [...list.products, list.products[0]] })],
    ['another form', (list) => ({ ...list, schemaVersion: 2 })],
    [
      'a size that is no number',
      (list) => ({ ...list, products: list.products.map((one) => ({ ...one, size: '1' })) }),
    ],
  ])('a list with %s', async (_, change) => {
    const { entries, store } = honest();
    const list = change(listIn(store));
    await refused(put([{ path: LIST, body: JSON.stringify(list) }, ...entries.slice(1)]));
  });

  it.each(HOSTILE_PRODUCTS)('a product with %s, rightly listed', async (_, contents) => {
    const { entries, store } = honest();
    const bytes = archiveOf(contents);
    const list = listIn(store);
    const product = { ...list.products[0]!, sha256: digest(bytes), size: bytes.length };
    await refused(
      put([
        { path: LIST, body: formatList({ ...list, products: [product, list.products[1]!] }) },
        { path: productFile(product), body: bytes },
        ...entries.slice(1).filter(({ path }) => path.endsWith(productFile(list.products[1]!))),
      ]),
    );
  });
});

describe('a hostile folder is refused as a whole', () => {
  beforeEach(() => exported(`${at('store')}/`));

  it.each<[string, (file: string, other: string) => void]>([
    [
      'a file that is a link',
      (file) => {
        renameSync(file, at('elsewhere'));
        symlinkSync(at('elsewhere'), file);
      },
    ],
    ['a file that is missing', (file) => rmSync(file)],
    [
      'a file that is a folder',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
    ['a file cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 40))],
    ["another file's bytes", (file, other) => cpSync(other, file)],
  ])('%s', async (_, change) => {
    const [one, other] = listIn(at('store')).products.map((product) => at('store', productFile(product)));
    change(one!, other!);
    await refused(at('store'));
  });
});
