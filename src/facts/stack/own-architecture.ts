import { elfArchitecture } from '../../formats/elf/machines.ts';
import type { Ask } from '../ask.ts';
import { headerFor } from '../loader/sketch.ts';

/** What this machine's own programs are, in the spelling of `LibraryFile.architectures`; null where it has no name here. */
export function ownArchitecture({ probe }: Ask): string | null {
  const { os, arch } = probe.self;
  if (os === 'darwin') return arch === 'x64' ? 'x86_64' : arch;
  const header = headerFor(arch);
  return header && elfArchitecture(header);
}
