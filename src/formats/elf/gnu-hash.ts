/** A symbol name that stays in its string table: thousands are looked up and few are shown. */
export interface Sought {
  table: Uint8Array;
  start: number;
  /** Exclusive: the NUL. */
  end: number;
  hash: number;
}

/** The GNU hash of a name (glibc, elf/dl-lookup.c, dl_new_hash). */
export function gnuHash(table: Uint8Array, start: number, end: number): number {
  let hash = 5381;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 33) + (table[at] as number)) | 0;
  return hash >>> 0;
}

/** DT_GNU_HASH, taken apart: each part as words in the machine's order. */
export interface GnuHash {
  readonly bits: 32 | 64;
  /** Where in a pair of bloom words the lower bits stand: 0, or 1 in a big-endian file. */
  readonly low: 0 | 1;
  readonly blooms: number;
  readonly shift: number;
  readonly bloom: Uint32Array;
  readonly heads: Uint32Array;
  readonly chains: Uint32Array;
  /** Index of the first symbol that the table covers. */
  readonly first: number;
}

/** The dynamic symbols' records, as far as looking one up needs them. */
export interface Records {
  readonly words: Uint32Array;
  /** Words a record, and which of them holds info, visibility and section. */
  readonly step: number;
  readonly infoAt: number;
  /** Where in that word st_info and st_shndx stand. */
  readonly infoShift: number;
  readonly sectionShift: number;
  readonly names: Uint8Array;
}

// Small functions with nothing around them: what runs ten thousand times in a run of some milliseconds is translated to
// machine code meanwhile, and a large one costs more than it gives.

const hasBit = ({ bits, low, bloom }: GnuHash, word: number, bit: number): boolean => {
  const at = bits === 64 ? word * 2 + (bit >= 32 ? 1 - low : low) : word;
  return (((bloom[at] as number) >>> (bit & 31)) & 1) === 1;
};

/** False where the bloom filter says that no symbol has this hash. */
function mayHave(table: GnuHash, hash: number): boolean {
  const { bits, blooms, shift } = table;
  if (table.bloom.length === 0) return true;
  const word = (hash >>> (bits === 64 ? 6 : 5)) % blooms;
  return (
    hasBit(table, word, hash & (bits - 1)) &&
    hasBit(table, word, (shift >= 32 ? 0 : hash >>> shift) & (bits - 1))
  );
}

function isNamed(names: Uint8Array, at: number, { table, start, end }: Sought): boolean {
  const length = end - start;
  if (at + length >= names.length || names[at + length] !== 0) return false;
  for (let index = 0; index < length; index++) if (names[at + index] !== table[start + index]) return false;
  return true;
}

export const sectionOf = ({ words, step, infoAt, sectionShift }: Records, symbol: number): number =>
  ((words[symbol * step + infoAt] as number) >>> sectionShift) & 0xffff;

export const bindingOf = ({ words, step, infoAt, infoShift }: Records, symbol: number): number =>
  ((words[symbol * step + infoAt] as number) >>> (infoShift + 4)) & 15;

export const nameAt = ({ words, step }: Records, symbol: number): number => words[symbol * step] as number;

/** Chains have a handful of links; one that never ends would be walked for every lookup. */
const LONGEST_CHAIN = 1024;

/** A hostile file's lookups altogether end here. */
export interface Patience {
  links: number;
}

/**
 * The next defined symbol of this name from `symbol` on in its chain, or from the chain's head for 0; 0 where there is
 * none (glibc, elf/dl-lookup.c, do_lookup_x).
 */
export function findSymbol(
  table: GnuHash,
  records: Records,
  sought: Sought,
  after: number,
  patience: Patience,
): number {
  const { heads, chains, first } = table;
  const { hash } = sought;
  if (heads.length === 0 || (after === 0 && !mayHave(table, hash))) return 0;
  let symbol = after === 0 ? (heads[hash % heads.length] as number) : after + 1;
  if (symbol < first || (after !== 0 && ((chains[after - first] as number) & 1) === 1)) return 0;
  for (let links = 0; links < LONGEST_CHAIN && patience.links > 0; links++, patience.links--, symbol++) {
    if (symbol - first >= chains.length || (symbol + 1) * records.step > records.words.length) return 0;
    const chained = chains[symbol - first] as number;
    const same = (chained ^ hash) >>> 1 === 0;
    if (same && isNamed(records.names, nameAt(records, symbol), sought) && sectionOf(records, symbol) !== 0)
      return symbol;
    if ((chained & 1) === 1) return 0;
  }
  return 0;
}
