/** A file's bytes, read where they are needed: a library of 100 MB is known by a few kilobytes. */
export interface ByteSource {
  readonly size: number;
  /** At most `length` bytes from `offset`; fewer (or none) past the end. Never throws. */
  read(offset: number, length: number): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/** A source over bytes that are already in memory. */
export const sourceOfBytes = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (offset, length) =>
    offset < 0 || length <= 0 || offset >= bytes.length
      ? NOTHING
      : bytes.subarray(offset, Math.min(bytes.length, offset + length)),
});

/** A part of a source, such as an archive's member or one architecture of a fat file. */
export const slice = (source: ByteSource, start: number, size: number): ByteSource => {
  const whole = Math.max(0, Math.min(size, source.size - start));
  return {
    size: whole,
    read: (offset, length) =>
      offset < 0 || offset >= whole ? NOTHING : source.read(start + offset, Math.min(length, whole - offset)),
  };
};

const PAGE = 16 * 1024;
const MOST_PAGES = 64;

/**
 * A source that fetches whole pages and remembers the last 64 (1 MiB), since a format's records lie close together
 * and every fetch is an open, a read and a close. `fetch` may answer fewer bytes than asked.
 */
export function pagedSource(size: number, fetch: (offset: number, length: number) => Uint8Array): ByteSource {
  const pages = new Map<number, Uint8Array>();
  const page = (index: number): Uint8Array => {
    const known = pages.get(index);
    if (known) return known;
    const bytes = fetch(index * PAGE, Math.min(PAGE, size - index * PAGE));
    if (pages.size >= MOST_PAGES) pages.delete(pages.keys().next().value as number);
    pages.set(index, bytes);
    return bytes;
  };
  return {
    size,
    read(offset, length) {
      if (!(offset >= 0) || !(length > 0) || offset >= size) return NOTHING;
      const end = Math.min(size, offset + length);
      const first = Math.floor(offset / PAGE);
      const last = Math.floor((end - 1) / PAGE);
      if (first === last) return page(first).subarray(offset - first * PAGE, end - first * PAGE);
      return fetch(offset, end - offset);
    },
  };
}

/** Exactly `length` bytes as a view, or null where the source has fewer. */
export function viewOf(source: ByteSource, offset: number, length: number): DataView | null {
  const bytes = source.read(offset, length);
  return bytes.length === length ? new DataView(bytes.buffer, bytes.byteOffset, length) : null;
}

/** An unsigned 64-bit word. Above 2^53 it loses low bits, which no offset in a real file needs. */
export const word64 = (view: DataView, at: number, little: boolean): number =>
  view.getUint32(at + (little ? 4 : 0), little) * 2 ** 32 + view.getUint32(at + (little ? 0 : 4), little);

const decoder = new TextDecoder();

export const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

/** The NUL-terminated string at `offset` of `bytes`; null where it starts or runs past the end. */
export function stringAt(bytes: Uint8Array, offset: number): string | null {
  if (!(offset >= 0) || offset >= bytes.length) return null;
  const end = bytes.indexOf(0, offset);
  return end < 0 ? null : decode(bytes.subarray(offset, end));
}

/** Names of a string table by their offset; null where there is none. */
export type Names = (offset: number) => string | null;

/**
 * Reads names from a string table. Records of a hostile file may all point into one long string: all different names
 * together are therefore allowed four times the table, then there are no more.
 */
export function namesOf(table: Uint8Array): Names {
  const known = new Map<number, string>();
  let budget = table.length * 4 + LONGEST_STRING;
  return (offset) => {
    const old = known.get(offset);
    if (old !== undefined) return old;
    const name = budget > 0 ? stringAt(table, offset) : null;
    if (name === null) return null;
    budget -= name.length + 1;
    known.set(offset, name);
    return name;
  };
}

/** A path, soname or symbol longer than this is damage: no linker writes one. */
const LONGEST_STRING = 64 * 1024;

/** As `stringAt`, from a source, below `limit` (an offset in the source). */
export function stringFrom(source: ByteSource, offset: number, limit: number): string | null {
  for (let length = 256; ; length *= 8) {
    const room = Math.min(length, limit - offset);
    const bytes = source.read(offset, room);
    const text = stringAt(bytes, 0);
    if (text !== null || length >= LONGEST_STRING || bytes.length < length) return text;
  }
}
