import { expect, test } from 'vitest';
import { sourceOfBytes } from '../../src/formats/bytes.ts';
import { type Elf, readElf } from '../../src/formats/elf/elf.ts';
import { readLtoSymbols } from '../../src/formats/elf/lto-symbols.ts';
import { makeElf } from './make-elf.ts';

/** One entry by GCC's lto-streamer-out.cc: two names, kind, visibility, eight bytes of size, four of slot. */
const entry = (name: string, group: string, kind: number, visibility = 0): number[] => [
  ...new TextEncoder().encode(`${name}\0${group}\0`),
  kind,
  visibility,
  ...new Array<number>(12).fill(0),
];

function read(bytes: readonly number[], name = '.gnu.lto_.symtab.83efb670a80e6588') {
  const elf = readElf(sourceOfBytes(makeElf({ type: 1 })));
  if (!elf.ok) throw new Error(elf.detail);
  const source = sourceOfBytes(new Uint8Array(bytes));
  const section = { name, type: 1, flags: 0, offset: 0, size: bytes.length, link: 0, info: 0, entrySize: 0 };
  return readLtoSymbols({ ...elf.value, source } as Elf, [section]);
}

test('each kind as the plugin tells it to the linker', () => {
  const table = [
    ...entry('main', '', 0),
    ...entry('_ZN1aC1Ev', '_ZN1aC5Ev', 1),
    ...entry('zsock_new', '', 2),
    ...entry('maybe', '', 3),
    ...entry('shared', '', 4, 3),
  ];
  const symbols = read(table);
  expect(symbols.ok && symbols.value).toEqual([
    { name: 'main', linkage: 'defined', comdat: false, hidden: false },
    { name: '_ZN1aC1Ev', linkage: 'weak', comdat: true, hidden: false },
    { name: 'zsock_new', linkage: 'undefined', comdat: false, hidden: false },
    { name: 'maybe', linkage: 'weak-undefined', comdat: false, hidden: false },
    { name: 'shared', linkage: 'common', comdat: false, hidden: true },
  ]);
});

test('what one run wants and another of the same object defines is defined', () => {
  const both = [...entry('helper', '', 0), ...entry('helper', '', 2)];
  const symbols = read(both);
  expect(symbols.ok && symbols.value.map(({ linkage }) => linkage)).toEqual(['defined']);
});

test('other tables of the compiler are not read, and a damaged one is said to be', () => {
  const other = read([1, 1, 2, 1, 1], '.gnu.lto_.ext_symtab.83efb670a80e6588');
  expect(other.ok && other.value).toEqual([]);
  for (const bytes of [entry('main', '', 0).slice(0, -1), entry('main', '', 9), [0x6d, 0x61]])
    expect(read(bytes)).toMatchObject({ ok: false, why: 'malformed' });
});
