import { type ByteSource, stringFrom } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import { type ElfDynamic, readDynamic } from './dynamic.ts';
import { type ElfHeader, readElfHeader } from './header.ts';
import { missingBytes, PT, readSegments, type Segment } from './segments.ts';

/** What a loader must know of an ELF file; symbols, versions, notes and sections are read from it on demand. */
export interface Elf {
  readonly source: ByteSource;
  readonly header: ElfHeader;
  readonly segments: readonly Segment[];
  /** PT_INTERP; null for libraries and static programs. */
  readonly interpreter: string | null;
  /** Null for static programs and for objects (.o). */
  readonly dynamic: ElfDynamic | null;
  /** Bytes that must be loaded and that the file lacks: 0 unless it was cut off. */
  readonly missingBytes: number;
}

/** Reads an ELF file of any class and byte order: a few kilobytes of it, however large it is. */
export function readElf(source: ByteSource): Parsed<Elf> {
  const header = readElfHeader(source);
  if (!header.ok) return header;
  const segments = readSegments(source, header.value);
  if (!segments.ok) return segments;
  const interp = segments.value.find(({ type }) => type === PT.interp);
  const interpreter = interp ? stringFrom(source, interp.offset, interp.offset + interp.fileSize) : null;
  if (interp && interpreter === null) return damaged('truncated', 'the interpreter name is cut off');
  const dynamic = readDynamic(source, header.value, segments.value);
  if (!dynamic.ok) return dynamic;
  return parsed({
    source,
    header: header.value,
    segments: segments.value,
    interpreter,
    dynamic: dynamic.value,
    missingBytes: missingBytes(segments.value, source.size),
  });
}
