import { type ByteSource, namesOf, viewOf, word64 } from '../bytes.ts';
import { damaged, type Parsed, parsed } from '../parsed.ts';
import { type ElfHeader, sectionHeaderSize } from './header.ts';

/** A section header (gABI chapter 4, "Section Header Table"). */
export interface Section {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly size: number;
  readonly link: number;
  readonly info: number;
  readonly entrySize: number;
}

export const SHT = { symtab: 2, strtab: 3, nobits: 8, dynsym: 11, group: 17, symtabShndx: 18 } as const;

/** All sections, the null one included (their numbers matter); none for a file without a section table. */
export function readSections(source: ByteSource, header: ElfHeader): Parsed<readonly Section[]> {
  const { offset, entrySize, count } = header.sections;
  if (offset === 0 || count === 0) return parsed([]);
  const wide = header.bits === 64;
  if (entrySize !== sectionHeaderSize(header.bits)) {
    return damaged('malformed', `section header entries of ${entrySize} bytes`);
  }
  const view = offset + count * entrySize > source.size ? null : viewOf(source, offset, count * entrySize);
  if (!view) return damaged('truncated', `section headers end past the file's ${source.size} bytes`);
  const { little } = header;
  const bare = Array.from({ length: count }, (_, index) => {
    const at = index * entrySize;
    const word = (place: number) => view.getUint32(at + place, little);
    const long = (place: number) => word64(view, at + place, little);
    return wide
      ? {
          nameAt: word(0),
          type: word(4),
          flags: long(8),
          offset: long(24),
          size: long(32),
          link: word(40),
          info: word(44),
          entrySize: long(56),
        }
      : {
          nameAt: word(0),
          type: word(4),
          flags: word(8),
          offset: word(16),
          size: word(20),
          link: word(24),
          info: word(28),
          entrySize: word(36),
        };
  });
  const table = bare[header.sectionNames];
  const names = namesOf(table ? source.read(table.offset, table.size) : new Uint8Array(0));
  return parsed(bare.map(({ nameAt, ...section }) => ({ name: names(nameAt) ?? '', ...section })));
}

/** A section's bytes; fewer than its size where the file ends. Empty for one that has none (.bss). */
export const sectionBytes = (source: ByteSource, section: Section): Uint8Array =>
  section.type === SHT.nobits ? new Uint8Array(0) : source.read(section.offset, section.size);
