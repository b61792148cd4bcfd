import { type ByteSource, type Names, word64 } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { Elf } from './elf.ts';
import { dynamicNames, readVersionDefinitions, readVersionNeeds } from './versions.ts';

export type Binding = 'local' | 'global' | 'weak' | 'unique' | 'other';

/** A symbol table entry (gABI chapter 4, "Symbol Table"). */
export interface ElfSymbol {
  readonly name: string;
  readonly binding: Binding;
  /** STT_*: 0 none, 1 object, 2 function, 3 section, 4 file, 6 thread-local, 10 indirect function. */
  readonly type: number;
  /** STV_*: 0 default, 1 internal, 2 hidden, 3 protected. */
  readonly visibility: number;
  /** st_shndx: 0 undefined, 0xfff1 absolute, 0xfff2 common, 0xffff in SHT_SYMTAB_SHNDX. */
  readonly section: number;
  readonly value: number;
  readonly size: number;
}

export interface DynamicSymbol extends ElfSymbol {
  /** The version it has (defined) or wants (undefined); null for an unversioned one. */
  readonly version: string | null;
  /** Defined under an older version that only already linked programs get (`name@VERSION`, not `name@@VERSION`). */
  readonly hidden: boolean;
}

export const SHN = { undefined: 0, absolute: 0xfff1, common: 0xfff2, extended: 0xffff } as const;

const BINDINGS: Readonly<Record<number, Binding>> = { 0: 'local', 1: 'global', 2: 'weak', 10: 'unique' };

export const symbolSize = (bits: 32 | 64): number => (bits === 64 ? 24 : 16);

/** Decodes symbol `index` of a table's bytes; null where its name lies outside the string table. */
export function symbolAt(
  table: DataView,
  index: number,
  { bits, little }: { bits: 32 | 64; little: boolean },
  names: Names,
): ElfSymbol | null {
  const at = index * symbolSize(bits);
  const wide = bits === 64;
  const name = names(table.getUint32(at, little));
  if (name === null) return null;
  const info = table.getUint8(at + (wide ? 4 : 12));
  return {
    name,
    binding: BINDINGS[info >> 4] ?? 'other',
    type: info & 15,
    visibility: table.getUint8(at + (wide ? 5 : 13)) & 3,
    section: table.getUint16(at + (wide ? 6 : 14), little),
    value: wide ? word64(table, at + 8, little) : table.getUint32(at + 4, little),
    size: wide ? word64(table, at + 16, little) : table.getUint32(at + 8, little),
  };
}

const viewAll = (source: ByteSource, offset: number, length: number): DataView => {
  const bytes = source.read(offset, length);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
};

/**
 * How many symbols a DT_GNU_HASH table covers: the highest bucket's chain, walked to its end
 * (binutils, bfd/elflink.c; there is no written standard). Null where the table is damaged or covers none.
 */
function gnuHashCount(elf: Elf, table: { offset: number; room: number }): number | null {
  const { little, bits } = elf.header;
  const head = viewAll(elf.source, table.offset, Math.min(16, table.room));
  if (head.byteLength < 16) return null;
  const [buckets, first, bloom] = [0, 4, 8].map((at) => head.getUint32(at, little)) as [
    number,
    number,
    number,
  ];
  const bucketsAt = 16 + bloom * (bits / 8);
  const chainsAt = bucketsAt + buckets * 4;
  if (chainsAt > table.room) return null;
  const heads = viewAll(elf.source, table.offset + bucketsAt, buckets * 4);
  let last = 0;
  for (let at = 0; at + 4 <= heads.byteLength; at += 4) last = Math.max(last, heads.getUint32(at, little));
  // Without exported symbols the table says only where they would begin.
  if (last < first) return first;
  const from = chainsAt + (last - first) * 4;
  const chain = viewAll(elf.source, table.offset + from, Math.max(0, table.room - from));
  for (let at = 0; at + 4 <= chain.byteLength; at += 4) {
    if (chain.getUint32(at, little) & 1) return last + at / 4 + 1;
  }
  return null;
}

/** The number of dynamic symbols: no entry of the dynamic section says it, the hash tables do. */
function countSymbols(elf: Elf): number | null {
  const { hash, gnuHash, symbols, strings } = elf.dynamic ?? {};
  if (hash) {
    // Alpha and s390x have 64-bit words here.
    const wide = elf.header.bits === 64 && (elf.header.machine === 0x9026 || elf.header.machine === 22);
    const view = viewAll(elf.source, hash.offset, 16);
    if (view.byteLength < 16) return null;
    return wide ? word64(view, 8, elf.header.little) : view.getUint32(4, elf.header.little);
  }
  const covered = gnuHash ? gnuHashCount(elf, gnuHash) : null;
  // Linkers put the strings right behind the symbols; a table that covers none leaves the undefined ones uncounted.
  const between =
    symbols && strings && strings.offset > symbols.offset
      ? Math.floor((strings.offset - symbols.offset) / symbolSize(elf.header.bits))
      : null;
  return covered === null || covered <= 1 ? (between ?? covered) : covered;
}

/** All dynamic symbols but the null one, with their versions. A file without a dynamic section has none. */
export function readDynamicSymbols(elf: Elf): Parsed<readonly DynamicSymbol[]> {
  const table = elf.dynamic?.symbols;
  if (!table) return parsed([]);
  const count = countSymbols(elf);
  if (count === null) return damaged('malformed', 'no hash table tells how many dynamic symbols there are');
  const size = symbolSize(elf.header.bits);
  const symbols = viewAll(elf.source, table.offset, Math.min(count * size, table.room));
  if (symbols.byteLength < count * size) return damaged('truncated', 'the dynamic symbols are cut off');
  const strings = dynamicNames(elf);
  const needs = readVersionNeeds(elf, strings);
  if (!needs.ok) return needs;
  const definitions = readVersionDefinitions(elf, strings);
  if (!definitions.ok) return definitions;
  const names = new Map<number, string>();
  for (const { index, version } of needs.value) names.set(index, version);
  for (const { index, version, base } of definitions.value) if (!base) names.set(index, version);
  const versions = elf.dynamic?.versions;
  const indices = versions ? viewAll(elf.source, versions.offset, Math.min(count * 2, versions.room)) : null;
  const read: DynamicSymbol[] = [];
  for (let index = 1; index < count; index++) {
    const symbol = symbolAt(symbols, index, elf.header, strings);
    if (!symbol) return damaged('malformed', `dynamic symbol ${index} has no name`);
    const word =
      indices && index * 2 + 2 <= indices.byteLength ? indices.getUint16(index * 2, elf.header.little) : 1;
    read.push({ ...symbol, version: names.get(word & 0x7fff) ?? null, hidden: (word & 0x8000) !== 0 });
  }
  return parsed(read);
}
