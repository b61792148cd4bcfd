import { namesOf } from './bytes.ts';
import { damaged, type Parsed, parsed } from './parsed.ts';

/** One library that ldconfig found. */
export interface CacheEntry {
  readonly soname: string;
  readonly path: string;
  /** Low byte: kind (1 ELF, 3 ELF for libc6); above: the ABI that the library is for. */
  readonly flags: number;
  /** The glibc-hwcaps subfolder it lies in (`x86-64-v3`), null for the baseline. */
  readonly hwcap: string | null;
  /** A hardware capability bit mask of before glibc 2.33 that today's loader ignores. */
  readonly legacyHwcap: boolean;
}

/** The loader's cache as ldconfig wrote it (glibc, sysdeps/generic/dl-cache.h). */
export interface LoaderCacheFile {
  readonly format: 'old' | 'new' | 'combined';
  readonly entries: readonly CacheEntry[];
  /** `ldconfig (GNU libc) stable release version 2.36`, where the extension section has it. */
  readonly generator: string | null;
}

const OLD_MAGIC = 'ld.so-1.7.0';
const NEW_MAGIC = 'glibc-ld.so.cache1.1';
const HEADER = 48;
const ENTRY = 24;
const OLD_HEADER = 16;
const OLD_ENTRY = 12;
const EXTENSION_MAGIC = 0xeaa42174;
const HWCAP_EXTENSION = 0x40000000;
/** Upper word of hwcap: the lowest ten bits are an ISA level, which does not make it another kind of entry. */
const ISA_LEVEL = 0x3ff;

const startsWith = (bytes: Uint8Array, at: number, magic: string): boolean =>
  at + magic.length <= bytes.length &&
  Array.from(magic).every((char, index) => bytes[at + index] === char.charCodeAt(0));

interface Extensions {
  readonly generator: string | null;
  readonly hwcaps: readonly (string | null)[];
}

/**
 * Sections lie at offsets of the file, and so do the strings of glibc-hwcaps: the loader (elf/dl-cache.c,
 * glibc_hwcaps_compare) reads them so even in a combined file, whose other strings lie at offsets of its new part.
 */
function readExtensions(bytes: Uint8Array, view: DataView, base: number, little: boolean): Extensions {
  let generator: string | null = null;
  let hwcaps: (string | null)[] = [];
  const at = view.getUint32(base + 32, little);
  const present = at !== 0 && at + 8 <= bytes.length && view.getUint32(at, little) === EXTENSION_MAGIC;
  if (!present) return { generator, hwcaps };
  const room = Math.floor((bytes.length - at - 8) / 16);
  const count = Math.min(view.getUint32(at + 4, little), room);
  for (let index = 0; index < count; index++) {
    const word = (place: number) => view.getUint32(at + 8 + index * 16 + place, little);
    const [tag, offset, size] = [word(0), word(8), word(12)];
    if (offset + size > bytes.length) continue;
    if (tag === 0)
      generator = new TextDecoder().decode(bytes.subarray(offset, offset + size)).replace(/\0+$/, '');
    if (tag === 1) {
      const names = namesOf(bytes);
      hwcaps = Array.from({ length: Math.floor(size / 4) }, (_, i) =>
        names(view.getUint32(offset + i * 4, little)),
      );
    }
  }
  return { generator, hwcaps };
}

function readNew(bytes: Uint8Array, view: DataView, base: number): Parsed<Omit<LoaderCacheFile, 'format'>> {
  if (base + HEADER > bytes.length) return damaged('truncated', 'the cache ends inside its header');
  // 0: written before the order was recorded, so the machine's own; 3: big.
  const order = view.getUint8(base + 28) & 3;
  const room = bytes.length - base - HEADER;
  const fits = (endian: boolean) => view.getUint32(base + 20, endian) * ENTRY <= room;
  const little = order === 0 ? fits(true) : order === 2;
  if (order === 1) return damaged('malformed', 'the cache is marked as invalid');
  const count = view.getUint32(base + 20, little);
  if (!fits(little)) return damaged('truncated', `a cache of ${count} entries in ${bytes.length} bytes`);
  const { generator, hwcaps } = readExtensions(bytes, view, base, little);
  const names = namesOf(bytes);
  const entries: CacheEntry[] = [];
  for (let index = 0; index < count; index++) {
    const at = base + HEADER + index * ENTRY;
    const soname = names(base + view.getUint32(at + 4, little));
    const path = names(base + view.getUint32(at + 8, little));
    if (soname === null || path === null) return damaged('malformed', `cache entry ${index} has no name`);
    const [low, high] = little ? [16, 20] : [20, 16];
    const [hwcap, kind] = [view.getUint32(at + low, little), view.getUint32(at + high, little)];
    const named = (kind & ~ISA_LEVEL) >>> 0 === HWCAP_EXTENSION;
    entries.push({
      soname,
      path,
      flags: view.getInt32(at, little),
      hwcap: named ? (hwcaps[hwcap] ?? `unknown-${hwcap}`) : null,
      legacyHwcap: !named && (hwcap !== 0 || kind !== 0),
    });
  }
  return parsed({ entries, generator });
}

/** Entries of before glibc 2.2; `null` where the count cannot be. */
function readOld(bytes: Uint8Array, view: DataView, little: boolean): { count: number; end: number } | null {
  const count = bytes.length >= OLD_HEADER ? view.getUint32(12, little) : Number.POSITIVE_INFINITY;
  const end = OLD_HEADER + count * OLD_ENTRY;
  return end <= bytes.length ? { count, end } : null;
}

/** Reads `/etc/ld.so.cache` whole: the format of glibc 2.32 and up, the old one, and the two in one file. */
export function readLdSoCache(bytes: Uint8Array): Parsed<LoaderCacheFile> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (startsWith(bytes, 0, NEW_MAGIC)) {
    const read = readNew(bytes, view, 0);
    return read.ok ? parsed({ format: 'new', ...read.value }) : read;
  }
  if (!startsWith(bytes, 0, OLD_MAGIC)) return damaged('foreign', 'no loader cache magic');
  const little = readOld(bytes, view, true) !== null;
  const old = readOld(bytes, view, little);
  if (!old) return damaged('truncated', `the old cache's entries end past ${bytes.length} bytes`);
  const base = Math.ceil(old.end / 8) * 8;
  if (startsWith(bytes, base, NEW_MAGIC)) {
    const read = readNew(bytes, view, base);
    return read.ok ? parsed({ format: 'combined', ...read.value }) : read;
  }
  const names = namesOf(bytes);
  const entries: CacheEntry[] = [];
  for (let at = OLD_HEADER; at < old.end; at += OLD_ENTRY) {
    const soname = names(old.end + view.getUint32(at + 4, little));
    const path = names(old.end + view.getUint32(at + 8, little));
    if (soname === null || path === null) return damaged('malformed', 'an old cache entry has no name');
    entries.push({ soname, path, flags: view.getInt32(at, little), hwcap: null, legacyHwcap: false });
  }
  return parsed({ format: 'old', entries, generator: null });
}
