import { type ByteSource, stringFrom, viewOf, word64 } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { ElfHeader } from './header.ts';
import { PT, placeOf, type Segment } from './segments.ts';

/** A table that the dynamic section points to: where in the file, and how far its segment's bytes reach. */
export interface DynamicTable {
  readonly offset: number;
  readonly room: number;
  /** What the section says of it (DT_STRSZ, DT_VERNEEDNUM ...), else null. */
  readonly count: number | null;
}

export interface Dependency {
  /** `filter` and `auxiliary` are loaded in place (gABI, DT_FILTER, DT_AUXILIARY); an auxiliary one may be missing. */
  readonly kind: 'needed' | 'filter' | 'auxiliary';
  readonly name: string;
}

/** What the loader takes from the dynamic section (gABI chapter 5, "Dynamic Section"; GNU extensions in elf.h). */
export interface ElfDynamic {
  readonly soname: string | null;
  /** DT_NEEDED in file order. */
  readonly needed: readonly string[];
  /** DT_NEEDED, DT_FILTER and DT_AUXILIARY in file order. */
  readonly dependencies: readonly Dependency[];
  /** Unexpanded, colon-separated. The loader ignores it where `runpath` is there. */
  readonly rpath: string | null;
  readonly runpath: string | null;
  /** DT_FLAGS. */
  readonly flags: number;
  /** DT_FLAGS_1, see `DF_1`. */
  readonly flags1: number;
  readonly symbols: DynamicTable | null;
  readonly strings: DynamicTable | null;
  readonly hash: DynamicTable | null;
  readonly gnuHash: DynamicTable | null;
  readonly versions: DynamicTable | null;
  readonly versionNeeds: DynamicTable | null;
  readonly versionDefinitions: DynamicTable | null;
}

export const DF_1 = { nodelete: 0x8, nodeflib: 0x800, pie: 0x8000000 } as const;

const DT = {
  needed: 1,
  hash: 4,
  strtab: 5,
  symtab: 6,
  strsz: 10,
  soname: 14,
  rpath: 15,
  runpath: 29,
  flags: 30,
  gnuHash: 0x6ffffef5,
  versym: 0x6ffffff0,
  flags1: 0x6ffffffb,
  verdef: 0x6ffffffc,
  verdefnum: 0x6ffffffd,
  verneed: 0x6ffffffe,
  verneednum: 0x6fffffff,
  auxiliary: 0x7ffffffd,
  filter: 0x7fffffff,
} as const;

const KINDS: Readonly<Record<number, Dependency['kind']>> = {
  [DT.needed]: 'needed',
  [DT.auxiliary]: 'auxiliary',
  [DT.filter]: 'filter',
};

/** The largest real dynamic sections have some hundred entries; a hostile one may claim the whole file. */
const MOST_ENTRIES = 16384;
const MOST_NAME_BYTES = 1024 * 1024;

type Entry = readonly [tag: number, value: number];

function readEntries(source: ByteSource, header: ElfHeader, segment: Segment): Parsed<readonly Entry[]> {
  const wide = header.bits === 64;
  const size = wide ? 16 : 8;
  const count = Math.min(Math.floor(segment.fileSize / size), MOST_ENTRIES);
  const view = viewOf(source, segment.offset, count * size);
  if (!view) return damaged('truncated', `the dynamic section ends past the file's ${source.size} bytes`);
  const entries: Entry[] = [];
  for (let at = 0; at < count * size; at += size) {
    const tag = wide ? word64(view, at, header.little) : view.getUint32(at, header.little);
    if (tag === 0) break;
    entries.push([tag, wide ? word64(view, at + 8, header.little) : view.getUint32(at + 4, header.little)]);
  }
  return parsed(entries);
}

/** The dynamic section; null for a file that has none (static programs, objects). */
export function readDynamic(
  source: ByteSource,
  header: ElfHeader,
  segments: readonly Segment[],
): Parsed<ElfDynamic | null> {
  const segment = segments.find(({ type }) => type === PT.dynamic);
  if (!segment || segment.fileSize === 0) return parsed(null);
  const read = readEntries(source, header, segment);
  if (!read.ok) return read;
  const last = new Map(read.value);
  const table = (tag: number, countTag?: number): DynamicTable | null => {
    const address = last.get(tag);
    const place = address === undefined ? null : placeOf(segments, address);
    return place && { ...place, count: countTag === undefined ? null : (last.get(countTag) ?? null) };
  };
  const strings = table(DT.strtab, DT.strsz);
  const end = strings ? strings.offset + Math.min(strings.count ?? strings.room, strings.room) : 0;
  let lost: number | null = null;
  let budget = MOST_NAME_BYTES;
  const named = (value: number | undefined): string | null => {
    if (value === undefined) return null;
    const name = strings && budget > 0 ? stringFrom(source, strings.offset + value, end) : null;
    if (name === null) lost = value;
    budget -= name?.length ?? 0;
    return name;
  };
  const dependencies: Dependency[] = [];
  for (const [tag, value] of read.value) {
    const kind = KINDS[tag];
    const name = kind === undefined ? null : named(value);
    if (kind !== undefined && name !== null) dependencies.push({ kind, name });
  }
  const dynamic: ElfDynamic = {
    soname: named(last.get(DT.soname)),
    needed: dependencies.filter(({ kind }) => kind === 'needed').map(({ name }) => name),
    dependencies,
    rpath: named(last.get(DT.rpath)),
    runpath: named(last.get(DT.runpath)),
    flags: last.get(DT.flags) ?? 0,
    flags1: last.get(DT.flags1) ?? 0,
    symbols: table(DT.symtab),
    strings,
    hash: table(DT.hash),
    gnuHash: table(DT.gnuHash),
    versions: table(DT.versym),
    versionNeeds: table(DT.verneed, DT.verneednum),
    versionDefinitions: table(DT.verdef, DT.verdefnum),
  };
  if (lost === null) return parsed(dynamic);
  return end > source.size
    ? damaged('truncated', `the dynamic string table ends past the file's ${source.size} bytes`)
    : damaged('malformed', `no string at ${lost} of the dynamic string table`);
}
