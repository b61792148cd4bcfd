import { type ByteSource, viewOf, word64 } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import type { ElfHeader } from './header.ts';

/** A program header (gABI chapter 5, "Program Header"). Offsets and sizes in bytes. */
export interface Segment {
  readonly type: number;
  /** PF_X 1, PF_W 2, PF_R 4. */
  readonly flags: number;
  readonly offset: number;
  readonly address: number;
  readonly fileSize: number;
  readonly memorySize: number;
  readonly align: number;
}

export const PT = { load: 1, dynamic: 2, interp: 3, note: 4, property: 0x6474e553 } as const;

/** All program headers; an empty list for a file that has none. */
export function readSegments(source: ByteSource, header: ElfHeader): Parsed<readonly Segment[]> {
  const { offset, entrySize, count } = header.segments;
  if (count === 0 || offset === 0) return parsed([]);
  const wide = header.bits === 64;
  if (entrySize !== (wide ? 56 : 32))
    return damaged('malformed', `program header entries of ${entrySize} bytes`);
  const view = viewOf(source, offset, count * entrySize);
  if (!view) return damaged('truncated', `program headers end past the file's ${source.size} bytes`);
  const { little } = header;
  const segments: Segment[] = [];
  for (let at = 0; at < count * entrySize; at += entrySize) {
    const word = (place: number) => view.getUint32(at + place, little);
    const long = (place: number) => word64(view, at + place, little);
    segments.push(
      wide
        ? {
            type: word(0),
            flags: word(4),
            offset: long(8),
            address: long(16),
            fileSize: long(32),
            memorySize: long(40),
            align: long(48),
          }
        : {
            type: word(0),
            offset: word(4),
            address: word(8),
            fileSize: word(16),
            memorySize: word(20),
            flags: word(24),
            align: word(28),
          },
    );
  }
  return parsed(segments);
}

/** Where in the file a loaded address lies, and how many file bytes follow it in its segment; null where nowhere. */
export function placeOf(
  segments: readonly Segment[],
  address: number,
): { readonly offset: number; readonly room: number } | null {
  for (const segment of segments) {
    const into = address - segment.address;
    if (segment.type === PT.load && into >= 0 && into < segment.fileSize) {
      return { offset: segment.offset + into, room: segment.fileSize - into };
    }
  }
  return null;
}

/** Bytes that PT_LOAD segments claim beyond the end of the file: more than 0 means that the file was cut off. */
export const missingBytes = (segments: readonly Segment[], size: number): number =>
  segments.reduce(
    (most, { type, offset, fileSize }) =>
      type === PT.load && fileSize > 0 ? Math.max(most, offset + fileSize - size) : most,
    0,
  );
