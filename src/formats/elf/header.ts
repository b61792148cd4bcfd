import { type ByteSource, viewOf, word64 } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';

/** Where a header table lies in the file. */
export interface Table {
  readonly offset: number;
  readonly entrySize: number;
  readonly count: number;
}

/** The ELF header (gABI chapter 4, "ELF Header"), with the overflow rules for many sections and segments applied. */
export interface ElfHeader {
  readonly bits: 32 | 64;
  readonly little: boolean;
  /** EI_OSABI: 0 System V, 3 GNU, 9 FreeBSD. */
  readonly osAbi: number;
  readonly abiVersion: number;
  /** e_type, see `ET`. */
  readonly type: number;
  /** e_machine, see machines.ts. */
  readonly machine: number;
  readonly version: number;
  readonly flags: number;
  readonly segments: Table;
  readonly sections: Table;
  /** Index of the section that holds the sections' names. */
  readonly sectionNames: number;
}

export const ET = { rel: 1, exec: 2, dyn: 3, core: 4 } as const;

/** EI_MAG0 to EI_MAG3. */
const MAGIC = [0x7f, 0x45, 0x4c, 0x46];
const PN_XNUM = 0xffff;
const SHN_XINDEX = 0xffff;

/** Bytes of a section header. */
export const sectionHeaderSize = (bits: 32 | 64): number => (bits === 64 ? 64 : 40);

/** Counts that do not fit the header's 16 bits stand in section 0 (gABI, "Section Header Table"). */
function overflow(source: ByteSource, header: ElfHeader): ElfHeader {
  const { sections, segments, bits, little } = header;
  if (sections.offset === 0) return header;
  if (sections.count !== 0 && segments.count !== PN_XNUM && header.sectionNames !== SHN_XINDEX) return header;
  const view = viewOf(source, sections.offset, sectionHeaderSize(bits));
  if (!view) return header;
  const [size, link, info] =
    bits === 64
      ? [word64(view, 32, little), view.getUint32(40, little), view.getUint32(44, little)]
      : [view.getUint32(20, little), view.getUint32(24, little), view.getUint32(28, little)];
  return {
    ...header,
    sections: { ...sections, count: sections.count === 0 ? size : sections.count },
    segments: { ...segments, count: segments.count === PN_XNUM ? info : segments.count },
    sectionNames: header.sectionNames === SHN_XINDEX ? link : header.sectionNames,
  };
}

const cutInHeader = ({ size }: ByteSource): string =>
  `the file ends inside the ELF header, after ${size} bytes`;

/** Reads the header alone; where the tables really lie is for their readers to check. */
export function readElfHeader(source: ByteSource): Parsed<ElfHeader> {
  const start = viewOf(source, 0, Math.min(4, source.size));
  const isElf =
    start !== null &&
    start.byteLength > 1 &&
    MAGIC.every((byte, at) => at >= start.byteLength || start.getUint8(at) === byte);
  if (!isElf) return damaged('foreign', source.size === 0 ? 'the file is empty' : 'no ELF magic');
  const ident = viewOf(source, 0, 16);
  if (!ident) return damaged('truncated', cutInHeader(source));
  const [klass, data] = [ident.getUint8(4), ident.getUint8(5)];
  if (klass !== 1 && klass !== 2) return damaged('malformed', `ELF class ${klass}`);
  if (data !== 1 && data !== 2) return damaged('malformed', `ELF data encoding ${data}`);
  const bits = klass === 2 ? 64 : 32;
  const little = data === 1;
  const view = viewOf(source, 0, bits === 64 ? 64 : 52);
  if (!view) return damaged('truncated', cutInHeader(source));
  const address = (at: number) => (bits === 64 ? word64(view, at, little) : view.getUint32(at, little));
  const half = (at: number) => view.getUint16(at, little);
  // e_entry, e_phoff and e_shoff have the class's width; what follows is laid out alike.
  const tail = bits === 64 ? 48 : 36;
  return parsed(
    overflow(source, {
      bits,
      little,
      osAbi: view.getUint8(7),
      abiVersion: view.getUint8(8),
      type: half(16),
      machine: half(18),
      version: view.getUint32(20, little),
      flags: view.getUint32(tail, little),
      segments: { offset: address(bits === 64 ? 32 : 28), entrySize: half(tail + 6), count: half(tail + 8) },
      sections: {
        offset: address(bits === 64 ? 40 : 32),
        entrySize: half(tail + 10),
        count: half(tail + 12),
      },
      sectionNames: half(tail + 14),
    }),
  );
}
