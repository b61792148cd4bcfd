import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type LoaderCacheFile, readLdSoCache } from '../../src/formats/ld-so-cache.ts';
import { fuzz } from './fuzz.ts';
import { ask, hasOracle, sample } from './machine-files.ts';

const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path)) ?? 'ldconfig';
const folder = mkdtempSync(join(tmpdir(), 'cache-'));
afterAll(() => rmSync(folder, { recursive: true }));

const read = (path: string): LoaderCacheFile => {
  const cache = readLdSoCache(new Uint8Array(readFileSync(path)));
  if (!cache.ok) throw new Error(cache.detail);
  return cache.value;
};

/** `soname path hwcaps` of each line that `ldconfig -p` prints. */
const printed = (path: string): string[] =>
  [...ask(ldconfig, '-p', '-C', path).matchAll(/^\t(\S+) \(([^)]*)\) => (.*)$/gm)].map(
    ([, soname, kind, file]) => `${soname} ${file} ${/hwcap: "([^"]*)"/.exec(kind as string)?.[1] ?? ''}`,
  );

const ours = ({ entries }: LoaderCacheFile): string[] =>
  entries.map(({ soname, path, hwcap }) => `${soname} ${path} ${hwcap ?? ''}`);

describe.skipIf(!hasOracle(ldconfig))('the loader cache, as ldconfig -p prints it', () => {
  it.skipIf(!existsSync('/etc/ld.so.cache'))('of this machine', () => {
    expect(ours(read('/etc/ld.so.cache'))).toEqual(printed('/etc/ld.so.cache'));
  });

  // A folder of its own, with a copy for newer CPUs, written by ldconfig in all its formats.
  const library = sample(400, '\x7fELF', '/usr/lib').find((path) =>
    /\/lib[^/]*\.so\.\d+[^/]*$/.test(path),
  ) as string;
  const libs = join(folder, 'lib');
  const fast = join(libs, 'glibc-hwcaps', 'x86-64-v3');
  mkdirSync(fast, { recursive: true });
  for (const to of [libs, fast]) copyFileSync(library, join(to, 'libcopy.so.1'));
  writeFileSync(join(folder, 'conf'), `${libs}\n`);

  for (const [option, format] of [
    ['new', 'new'],
    ['compat', 'combined'],
    ['old', 'old'],
  ] as const) {
    it(`in the ${format} format`, () => {
      const file = join(folder, format);
      ask(ldconfig, '-c', option, '-f', join(folder, 'conf'), '-C', file);
      const cache = read(file);
      expect(cache.format).toBe(format);
      expect(cache.entries.some(({ path }) => path.startsWith(libs))).toBe(true);
      expect(cache.entries.some(({ hwcap }) => hwcap !== null)).toBe(format !== 'old');
      if (format === 'new') expect(cache.entries.some(({ hwcap }) => hwcap === 'x86-64-v3')).toBe(true);
      expect(ours(cache)).toEqual(printed(file));
    });
  }

  it('names the glibc that wrote it', () => {
    expect(read(join(folder, 'new')).generator).toMatch(/^ldconfig \(.*\) .*\d+\.\d+/);
  });
});

/** The head of a new cache with `count` entries, all of them naming offset `key`. */
function cacheOf(count: number, claimed: number, little: boolean): Uint8Array {
  const bytes = new Uint8Array(48 + 24 * count + 16);
  bytes.set(new TextEncoder().encode('glibc-ld.so.cache1.1'));
  const view = new DataView(bytes.buffer);
  view.setUint32(20, claimed, little);
  view.setUint8(28, little ? 2 : 3);
  const strings = 48 + 24 * count;
  bytes.set(new TextEncoder().encode('libz.so\0/l/libz\0'), strings);
  for (let index = 0; index < count; index++) {
    view.setInt32(48 + 24 * index, 0x303, little);
    view.setUint32(52 + 24 * index, strings, little);
    view.setUint32(56 + 24 * index, strings + 8, little);
  }
  return bytes;
}

it('reads the cache of a big-endian machine', () => {
  expect(readLdSoCache(cacheOf(2, 2, false))).toMatchObject({
    ok: true,
    value: {
      format: 'new',
      entries: [{ soname: 'libz.so', path: '/l/libz', flags: 0x303, hwcap: null }, {}],
    },
  });
});

it('believes no count that the file has no room for', () => {
  expect(readLdSoCache(cacheOf(1, 0xffffffff, true))).toMatchObject({ ok: false, why: 'truncated' });
  expect(readLdSoCache(cacheOf(1, 1, true).subarray(0, 30))).toMatchObject({ ok: false, why: 'truncated' });
  expect(readLdSoCache(new TextEncoder().encode('ELF'))).toMatchObject({ ok: false, why: 'foreign' });
});

it('survives damaged and hostile caches', () => {
  const inputs = [cacheOf(40, 40, true), cacheOf(3, 3, false)];
  if (existsSync('/etc/ld.so.cache')) inputs.push(new Uint8Array(readFileSync('/etc/ld.so.cache')));
  if (existsSync(join(folder, 'combined')))
    inputs.push(new Uint8Array(readFileSync(join(folder, 'combined'))));
  expect(fuzz(inputs, 300, (bytes) => readLdSoCache(bytes))).toBeLessThan(500);
});
