import { stringAt } from '../bytes.ts';
import type { Elf } from './elf.ts';
import { PT } from './segments.ts';

/** What the GNU notes tell (LSB "Note Sections"; Linux Extensions to gABI, ".note.gnu.property"). */
export interface ElfNotes {
  /** NT_GNU_ABI_TAG: the system, and the oldest kernel that will do (`3.2.0`). */
  readonly abi: { readonly system: string; readonly kernel: string } | null;
  /** NT_GNU_BUILD_ID in hex. */
  readonly buildId: string | null;
  /** GNU_PROPERTY_X86_ISA_1_NEEDED as a level: 1 baseline, 2, 3, 4; null where nothing is asked for. */
  readonly x86Level: number | null;
}

const SYSTEMS = ['linux', 'hurd', 'solaris', 'freebsd', 'netbsd', 'syllable', 'nacl'];
const NT_GNU = { abiTag: 1, buildId: 3, property: 5 } as const;
const X86_ISA_1_NEEDED = 0xc0008002;
/** Notes are some hundred bytes; core files and hostile ones are not read whole. */
const MOST_BYTES = 64 * 1024;

const aligned = (at: number, align: number): number => Math.ceil(at / align) * align;

function x86Level(view: DataView, from: number, to: number, align: number, little: boolean): number | null {
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at + 4, little);
    if (view.getUint32(at, little) === X86_ISA_1_NEEDED && size >= 4 && at + 12 <= to) {
      const bits = view.getUint32(at + 8, little);
      return bits === 0 ? null : 32 - Math.clz32(bits);
    }
    at = aligned(at + 8 + size, align);
  }
  return null;
}

/** Reads all note segments; damaged ones say nothing. */
export function readNotes({ source, header, segments }: Elf): ElfNotes {
  let notes: ElfNotes = { abi: null, buildId: null, x86Level: null };
  const { little } = header;
  for (const segment of segments) {
    if (segment.type !== PT.note) continue;
    const bytes = source.read(segment.offset, Math.min(segment.fileSize, MOST_BYTES));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const align = segment.align === 8 ? 8 : 4;
    for (let at = 0; at + 12 <= bytes.length; ) {
      const [nameSize, size, type] = [0, 4, 8].map((place) => view.getUint32(at + place, little)) as [
        number,
        number,
        number,
      ];
      const from = aligned(at + 12 + nameSize, align);
      const to = from + size;
      if (to > bytes.length) break;
      if (nameSize === 4 && stringAt(bytes, at + 12) === 'GNU') {
        if (type === NT_GNU.abiTag && size >= 16) {
          const word = (index: number) => view.getUint32(from + index * 4, little);
          notes = {
            ...notes,
            abi: { system: SYSTEMS[word(0)] ?? `${word(0)}`, kernel: `${word(1)}.${word(2)}.${word(3)}` },
          };
        } else if (type === NT_GNU.buildId) {
          const id = Array.from(bytes.subarray(from, to), (byte) => byte.toString(16).padStart(2, '0')).join(
            '',
          );
          notes = { ...notes, buildId: id };
        } else if (type === NT_GNU.property) {
          notes = { ...notes, x86Level: x86Level(view, from, to, header.bits / 8, little) ?? notes.x86Level };
        }
      }
      at = aligned(to, align);
    }
  }
  return notes;
}
