/** Finds whether any of many words stands in a stretch of bytes: one table look-up a byte, whatever their number. */
export interface Scanner {
  /** How many words it knows: the length that `spent` must have. */
  readonly size: number;
  /**
   * Bits of the groups (see `scannerOf`) of which a word stands in `bytes[from, to)`; stops at one of group 1.
   * Each word found is counted in `spent`, and no longer looked for once it was found `limit` times: a word that stands
   * in every line of a log tells nothing.
   */
  scan(bytes: Uint8Array, from: number, to: number, spent: Uint32Array, limit: number): number;
}

/** Words shorter than this are not accepted: the table is keyed by four bytes. */
const KEY = 4;
/** Far more slots than words, so that nearly every hit is a true one. */
const SLOTS = 1 << 18;

const slotOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> 14;

interface Word {
  readonly bytes: Uint8Array;
  readonly group: number;
  readonly id: number;
}

/**
 * @param groups words by the bit that stands for their group (1, 2, 4 ...). Words are compared byte by byte as UTF-8.
 * The first four bytes of each are the key.
 */
export function scannerOf(groups: ReadonlyMap<number, readonly string[]>): Scanner {
  /** By the last two bytes of the key: refuses nearly every position at the price of one read. */
  const pairs = new Uint8Array(1 << 16);
  const known = new Uint8Array(SLOTS);
  const words = new Map<number, Word[]>();
  const encoder = new TextEncoder();
  let size = 0;
  for (const [group, list] of groups)
    for (const word of new Set(list)) {
      const bytes = encoder.encode(word);
      if (bytes.length < KEY) throw new RangeError(`trigger too short: ${word}`);
      const key = (bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!;
      pairs[key & 0xffff] = 1;
      known[slotOf(key)] = 1;
      const same = words.get(key);
      if (same) same.push({ bytes, group, id: size });
      else words.set(key, [{ bytes, group, id: size }]);
      size += 1;
    }
  const standsAt = (bytes: Uint8Array, at: number, to: number, word: Word): boolean => {
    if (at + word.bytes.length > to) return false;
    for (let index = KEY; index < word.bytes.length; index += 1)
      if (bytes[at + index] !== word.bytes[index]) return false;
    return true;
  };
  return {
    size,
    scan(bytes, from, to, spent, limit) {
      let found = 0;
      let key = 0;
      for (let at = from; at < to; at += 1) {
        key = (key << 8) | bytes[at]!;
        if (pairs[key & 0xffff] === 1 && known[slotOf(key)] === 1 && at - from >= KEY - 1) {
          const list = words.get(key);
          if (list)
            for (const word of list) {
              if ((found & word.group) !== 0 || spent[word.id]! >= limit) continue;
              if (!standsAt(bytes, at - KEY + 1, to, word)) continue;
              spent[word.id]! += 1;
              found |= word.group;
            }
          if ((found & 1) !== 0) return found;
        }
      }
      return found;
    },
  };
}
