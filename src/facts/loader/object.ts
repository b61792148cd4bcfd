import { type Elf, readElf } from '../../formats/elf/elf.ts';
import type { Damage } from '../../formats/parsed.ts';
import type { FileFault, FileStat } from '../../host/host.ts';
import type { Fact } from '../ask.ts';
import { openFile } from '../open-file.ts';

/** An ELF file that a loader could map. */
export interface ElfObject {
  readonly path: string;
  readonly stat: FileStat;
  readonly elf: Elf;
}

/** Why a file is none: it cannot be opened, or it is damaged. */
export type ObjectFault = FileFault | Damage;

export type Opened =
  | { readonly ok: true; readonly object: ElfObject }
  | { readonly ok: false; readonly fault: ObjectFault; readonly detail: string };

/** Opens ELF files, each path once: programs share most of their libraries. */
export const elfObjects: Fact<(path: string) => Opened> = {
  id: 'elf-objects',
  read({ probe }) {
    const known = new Map<string, Opened>();
    const open = (path: string): Opened => {
      const file = openFile(probe, path);
      if (!file.ok) return { ok: false, fault: file.fault, detail: '' };
      const elf = readElf(file.value.source);
      if (!elf.ok) return { ok: false, fault: elf.why, detail: elf.detail };
      return { ok: true, object: { path, stat: file.value.stat, elf: elf.value } };
    };
    return (path) => {
      let answer = known.get(path);
      if (!answer) {
        answer = open(path);
        known.set(path, answer);
      }
      return answer;
    };
  },
};

/** The file's identity, as the loader compares it: one file under two names is loaded once. */
export const identityOf = ({ stat }: ElfObject): string => `${stat.dev}:${stat.ino}`;
