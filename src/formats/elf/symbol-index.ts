import { decode, namesOf } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { DynamicTable } from './dynamic.ts';
import type { Elf } from './elf.ts';
import { symbolSize } from './symbols.ts';
import { readVersionDefinitions, readVersionNeeds, type VersionNeed } from './versions.ts';

/** A symbol that a file must get from another. Its name stays in its table: thousands are looked up and few are shown. */
export interface WantedSymbol {
  table: Uint8Array;
  start: number;
  end: number;
  hash: number;
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

/** The GNU hash of a name (glibc, elf/dl-lookup.c, dl_new_hash). */
export function gnuHash(table: Uint8Array, start: number, end: number): number {
  let hash = 5381;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 33) + (table[at] as number)) | 0;
  return hash >>> 0;
}

const STB_LOCAL = 0;
const STB_WEAK = 2;
/** Chains have a handful of links; one that never ends would be walked for every lookup. */
const LONGEST_CHAIN = 1024;
const MOST_STEPS = 20_000_000;

/** Tables lie side by side: one read of them all is cheaper than one each. Larger spans are read piece by piece. */
const LARGEST_SPAN = 32 * 1024 * 1024;

function reader(elf: Elf, tables: readonly (DynamicTable | null | undefined)[]) {
  const present = tables.filter((table) => table != null);
  const from = Math.min(...present.map(({ offset }) => offset));
  const last = Math.max(...present.map(({ offset }) => offset));
  // The last table's length is not written down; a page has room for what usually follows.
  const span =
    last - from + 65536 <= LARGEST_SPAN ? elf.source.read(from, last - from + 65536) : new Uint8Array(0);
  return (offset: number, length: number): DataView => {
    const at = offset - from;
    const bytes =
      at >= 0 && at + length <= span.length
        ? span.subarray(at, at + length)
        : elf.source.read(offset, length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  };
}

/** The index; `unsupported` for a file without DT_GNU_HASH, whose symbols `readDynamicSymbols` lists all the same. */
export function readSymbolIndex(elf: Elf): Parsed<SymbolIndex> {
  const { dynamic, header } = elf;
  const { gnuHash: table, symbols, strings, versions } = dynamic ?? {};
  if (!table || !symbols || !strings) return damaged('unsupported', 'no GNU hash table');
  const { little, bits } = header;
  const size = symbolSize(bits);
  const wide = bits === 64;
  const read = reader(elf, [table, symbols, strings, versions]);
  const head = read(table.offset, 16);
  if (head.byteLength < 16) return damaged('truncated', 'the hash table is cut off');
  const [buckets, first, blooms, shift] = [0, 4, 8, 12].map((at) => head.getUint32(at, little)) as [
    number,
    number,
    number,
    number,
  ];
  const bloomWidth = bits / 8;
  const bloomBytes = blooms * bloomWidth;
  if (16 + bloomBytes + buckets * 4 > table.room)
    return damaged('malformed', 'the hash table ends past its segment');
  // The strings come next to the symbols, and the chains end where the next table begins.
  const nameBytes = read(strings.offset, Math.min(strings.count ?? strings.room, strings.room));
  const names = new Uint8Array(nameBytes.buffer, nameBytes.byteOffset, nameBytes.byteLength);
  const bloom = read(table.offset + 16, bloomBytes);
  const heads = read(table.offset + 16 + bloomBytes, buckets * 4);
  const chainsAt = table.offset + 16 + bloomBytes + buckets * 4;
  const end = [symbols.offset, strings.offset, versions?.offset ?? 0].filter((offset) => offset > chainsAt);
  const chains = read(chainsAt, Math.max(0, Math.min(table.offset + table.room, ...end) - chainsAt));
  // Padding may follow the chains; the strings follow the symbols.
  const most =
    strings.offset > symbols.offset ? (strings.offset - symbols.offset) / size : Number.POSITIVE_INFINITY;
  const count = Math.floor(Math.min(first + chains.byteLength / 4, most));
  const records = read(symbols.offset, Math.min(symbols.room, count * size));
  const indices = versions ? read(versions.offset, Math.min(versions.room, count * 2)) : null;
  const textOf = namesOf(names);
  const needs = readVersionNeeds(elf, textOf);
  const definitions = readVersionDefinitions(elf, textOf);
  if (!needs.ok) return needs;
  if (!definitions.ok) return definitions;
  const versionNames = new Map<number, { version: string; from: string | null }>();
  for (const { index, version, file } of needs.value) versionNames.set(index, { version, from: file });
  for (const { index, version, base } of definitions.value)
    if (!base) versionNames.set(index, { version, from: null });
  const versionOf = (symbol: number) =>
    indices && symbol * 2 + 2 <= indices.byteLength
      ? versionNames.get(indices.getUint16(symbol * 2, little) & 0x7fff)
      : undefined;
  const sectionAt = wide ? 6 : 14;
  const infoAt = wide ? 4 : 12;

  // Not only in front of those that the table covers: a program that takes a function's address has it covered too.
  const wanted: number[] = [];
  for (let symbol = 1; symbol < count && (symbol + 1) * size <= records.byteLength; symbol++) {
    const at = symbol * size;
    const binding = records.getUint8(at + infoAt) >> 4;
    if (records.getUint16(at + sectionAt, little) !== 0 || binding === STB_LOCAL || binding === STB_WEAK)
      continue;
    wanted.push(symbol);
  }
  const lastEnd = names.lastIndexOf(0);
  const lost = wanted.find((symbol) => records.getUint32(symbol * size, little) > lastEnd);
  if (lost !== undefined) return damaged('malformed', `dynamic symbol ${lost} has no name`);

  const mayHave = (hash: number): boolean => {
    if (blooms === 0 || bloom.byteLength < bloomBytes) return true;
    const at = (Math.floor(hash / bits) % blooms) * bloomWidth;
    const has = (bit: number): boolean => {
      const word = wide && bit >= 32 === little ? at + 4 : at;
      return ((bloom.getUint32(word, little) >>> (bit & 31)) & 1) === 1;
    };
    return has(hash % bits) && has((shift >= 32 ? 0 : hash >>> shift) % bits);
  };

  const isNamed = (at: number, { table: other, start, end }: WantedSymbol): boolean => {
    const length = end - start;
    if (at + length >= names.length || names[at + length] !== 0) return false;
    for (let index = 0; index < length; index++) if (names[at + index] !== other[start + index]) return false;
    return true;
  };

  let steps = 0;
  return parsed({
    eachWanted(visit) {
      const wish: WantedSymbol = { table: names, start: 0, end: 0, hash: 0, version: null, from: null };
      // Records of a hostile file may all point into one long string.
      let budget = names.length * 4 + 65536;
      for (const symbol of wanted) {
        if (budget < 0) return;
        const start = records.getUint32(symbol * size, little);
        let hash = 5381;
        let end = start;
        for (let byte = names[end]; byte; byte = names[++end]) hash = (Math.imul(hash, 33) + byte) | 0;
        budget -= end - start;
        if (end === start) continue;
        const version = versionOf(symbol);
        wish.start = start;
        wish.end = end;
        wish.hash = hash >>> 0;
        wish.version = version?.version ?? null;
        wish.from = version?.from ?? null;
        visit(wish);
      }
    },
    needs: needs.value,
    versions: new Set(definitions.value.map(({ version }) => version)),
    defines(wish) {
      const { hash, version } = wish;
      if (buckets === 0 || !mayHave(hash) || heads.byteLength < buckets * 4) return false;
      let symbol = heads.getUint32((hash % buckets) * 4, little);
      if (symbol < first) return false;
      for (let links = 0; links < LONGEST_CHAIN && steps < MOST_STEPS; links++, steps++, symbol++) {
        const link = (symbol - first) * 4;
        const at = symbol * size;
        if (link + 4 > chains.byteLength || at + size > records.byteLength) return false;
        const chained = chains.getUint32(link, little);
        if ((chained ^ hash) >>> 1 === 0 && isNamed(records.getUint32(at, little), wish)) {
          const defined = records.getUint16(at + sectionAt, little) !== 0;
          // Without version information a file's symbols answer any wish (elf/dl-lookup.c, check_match).
          if (defined && (version === null || !indices || versionOf(symbol)?.version === version))
            return true;
        }
        if (chained & 1) return false;
      }
      return false;
    },
  });
}

export const nameOf = ({ table, start, end }: WantedSymbol): string => decode(table.subarray(start, end));
