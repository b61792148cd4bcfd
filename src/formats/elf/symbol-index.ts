import { type ByteSource, decode, namesOf } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import { words16, words32 } from '../words.ts';
import type { DynamicTable } from './dynamic.ts';
import type { Elf } from './elf.ts';
import {
  bindingOf,
  findSymbol,
  type GnuHash,
  gnuHash,
  nameAt,
  type Patience,
  type Records,
  type Sought,
  sectionOf,
} from './gnu-hash.ts';
import { symbolSize } from './symbols.ts';
import { readVersionDefinitions, readVersionNeeds, type VersionNeed } from './versions.ts';

/** A symbol that a file must get from another. */
export interface WantedSymbol extends Sought {
  version: string | null;
  /** The soname that the version is needed from. */
  from: string | null;
}

/** The dynamic symbols through the file's own hash table, as the loader reads them. */
export interface SymbolIndex {
  /**
   * Visits the undefined symbols, weak ones left out: the loader does not miss those. Each visit is handed the same
   * object, filled anew: a program of some hundred libraries wants a hundred thousand.
   */
  eachWanted(visit: (wanted: WantedSymbol) => void): void;
  readonly needs: readonly VersionNeed[];
  /** All versions that it defines, its own name among them. */
  readonly versions: ReadonlySet<string>;
  /** Whether the file defines the symbol under this version (null: any). */
  defines(wanted: WantedSymbol): boolean;
}

const STB_LOCAL = 0;
const STB_WEAK = 2;
const MOST_STEPS = 20_000_000;

/** What a table whose length is not written down usually has, at most. */
const USUAL = 4096;
/** Bytes between the tables that may be read along with them. */
const MOST_BETWEEN = 256 * 1024;
/** Larger ones are read piece by piece: only a hostile file has such. */
const LARGEST_SPAN = 32 * 1024 * 1024;

/** Tables lie side by side: one read of them all is cheaper than one each. Where they do not, it is one each. */
function together(
  { source }: Elf,
  tables: readonly (readonly [DynamicTable | null | undefined, length: number])[],
): ByteSource {
  const present = tables.flatMap(([table, length]) => (table ? [[table.offset, length] as const] : []));
  // Aligned, so that the tables in it are.
  const from = Math.floor(Math.min(...present.map(([offset]) => offset)) / 8) * 8;
  const end = Math.max(...present.map(([offset, length]) => offset + length));
  const wanted = present.reduce((sum, [, length]) => sum + length, 0);
  if (end - from > Math.min(wanted + MOST_BETWEEN, LARGEST_SPAN)) return source;
  const span = source.read(from, end - from);
  return {
    size: source.size,
    read: (offset, length) =>
      offset >= from && offset + length <= from + span.length
        ? span.subarray(offset - from, offset - from + length)
        : source.read(offset, length),
  };
}

function readRecords(
  source: ByteSource,
  { header: { bits, little } }: Elf,
  symbols: DynamicTable,
  most: number,
  names: Uint8Array,
): Records {
  const bytes = source.read(symbols.offset, Math.min(symbols.room, most * symbolSize(bits)));
  return {
    words: words32(bytes, little),
    step: symbolSize(bits) / 4,
    infoAt: bits === 64 ? 1 : 3,
    infoShift: little ? 0 : 24,
    sectionShift: little ? 16 : 0,
    names,
  };
}

/** The undefined symbols that are neither local nor weak, among the first `count`. */
function wantedOf(records: Records, count: number): readonly number[] {
  const wanted: number[] = [];
  for (let symbol = 1; symbol < count; symbol++) {
    if (sectionOf(records, symbol) !== 0) continue;
    const binding = bindingOf(records, symbol);
    if (binding !== STB_LOCAL && binding !== STB_WEAK) wanted.push(symbol);
  }
  return wanted;
}

/** The index; `unsupported` for a file without DT_GNU_HASH, whose symbols `readDynamicSymbols` lists all the same. */
export function readSymbolIndex(elf: Elf): Parsed<SymbolIndex> {
  const { dynamic, header } = elf;
  const { gnuHash: table, symbols, strings, versions, versionNeeds, versionDefinitions } = dynamic ?? {};
  if (!table || !symbols || !strings) return damaged('unsupported', 'no GNU hash table');
  const { little, bits } = header;
  const size = symbolSize(bits);
  const stringBytes = Math.min(strings.count ?? strings.room, strings.room);
  // The strings follow the symbols.
  const most =
    strings.offset > symbols.offset
      ? Math.floor((strings.offset - symbols.offset) / size)
      : Number.POSITIVE_INFINITY;
  const known = Number.isFinite(most) ? most : USUAL;
  const source = together(elf, [
    [table, USUAL],
    [symbols, known * size],
    [strings, stringBytes],
    [versions, known * 2],
    [versionNeeds, USUAL],
    [versionDefinitions, USUAL],
  ]);
  const head = words32(source.read(table.offset, 16), little);
  if (head.length < 4) return damaged('truncated', 'the hash table is cut off');
  const [buckets, first, blooms, shift] = head as unknown as [number, number, number, number];
  const bloomBytes = (blooms * bits) / 8;
  const chainsAt = table.offset + 16 + bloomBytes + buckets * 4;
  if (chainsAt > table.offset + table.room)
    return damaged('malformed', 'the hash table ends past its segment');
  // The chains end where the next table begins.
  const next = [symbols.offset, strings.offset, versions?.offset ?? 0].filter((offset) => offset > chainsAt);
  const chainsEnd = Math.min(table.offset + table.room, ...next);
  const part = (offset: number, length: number) => words32(source.read(offset, length), little);
  const bloom = part(table.offset + 16, bloomBytes);
  const heads = part(table.offset + 16 + bloomBytes, buckets * 4);
  const hash: GnuHash = {
    bits,
    low: little ? 0 : 1,
    blooms,
    shift,
    bloom: bloom.length * 4 < bloomBytes ? new Uint32Array(0) : bloom,
    heads: heads.length < buckets ? new Uint32Array(0) : heads,
    chains: part(chainsAt, Math.max(0, chainsEnd - chainsAt)),
    first,
  };
  const names = source.read(strings.offset, stringBytes);
  // Padding may follow the chains.
  const count = Math.min(first + hash.chains.length, most);
  const records = readRecords(source, elf, symbols, count, names);
  const indices = versions
    ? words16(source.read(versions.offset, Math.min(versions.room, count * 2)), little)
    : null;
  const textOf = namesOf(names);
  const needs = readVersionNeeds({ ...elf, source }, textOf);
  const definitions = readVersionDefinitions({ ...elf, source }, textOf);
  if (!needs.ok) return needs;
  if (!definitions.ok) return definitions;
  const versionNames = new Map<number, { version: string; from: string | null }>();
  for (const { index, version, file } of needs.value) versionNames.set(index, { version, from: file });
  for (const { index, version, base } of definitions.value)
    if (!base) versionNames.set(index, { version, from: null });
  const versionOf = (symbol: number) =>
    indices && symbol < indices.length ? versionNames.get((indices[symbol] as number) & 0x7fff) : undefined;

  // Not only in front of those that the table covers: a program that takes a function's address has it covered too.
  const isProgram = elf.interpreter !== null;
  const wanted = wantedOf(
    records,
    Math.min(isProgram ? count : Math.min(count, first), Math.floor(records.words.length / records.step)),
  );
  const lastEnd = names.lastIndexOf(0);
  const lost = wanted.find((symbol) => nameAt(records, symbol) > lastEnd);
  if (lost !== undefined) return damaged('malformed', `dynamic symbol ${lost} has no name`);

  const patience: Patience = { links: MOST_STEPS };
  return parsed({
    eachWanted(visit) {
      const wish: WantedSymbol = { table: names, start: 0, end: 0, hash: 0, version: null, from: null };
      // Records of a hostile file may all point into one long string.
      let budget = names.length * 4 + 65536;
      for (const symbol of wanted) {
        if (budget < 0) return;
        wish.start = nameAt(records, symbol);
        wish.end = names.indexOf(0, wish.start);
        budget -= wish.end - wish.start;
        if (wish.end === wish.start) continue;
        const version = versionOf(symbol);
        wish.hash = gnuHash(names, wish.start, wish.end);
        wish.version = version?.version ?? null;
        wish.from = version?.from ?? null;
        visit(wish);
      }
    },
    needs: needs.value,
    versions: new Set(definitions.value.map(({ version }) => version)),
    defines(wish) {
      let symbol = findSymbol(hash, records, wish, 0, patience);
      // Without version information a file's symbols answer any wish (elf/dl-lookup.c, check_match).
      if (symbol === 0 || wish.version === null || indices === null) return symbol !== 0;
      while (symbol !== 0 && versionOf(symbol)?.version !== wish.version)
        symbol = findSymbol(hash, records, wish, symbol, patience);
      return symbol !== 0;
    },
  });
}

export const nameOf = ({ table, start, end }: Sought): string => decode(table.subarray(start, end));
