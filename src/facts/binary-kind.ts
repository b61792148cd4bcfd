import { ET } from '../formats/elf/header.ts';
import type { FileFormat } from '../formats/identify.ts';
import { libraryName } from './library-files.ts';
import type { Resolution } from './loader/resolve.ts';

/**
 * What a named file is to whoever would start or load it. `program` and `library`: a loader takes it. `static`: a
 * program without a loader's part. `windows`, `macos`: another system's. `torn`: it begins as what it is not to its end,
 * or is called what it is not. `data`: nothing that could be started or loaded, and does not pretend to be.
 */
export type BinaryKind =
  | 'program'
  | 'library'
  | 'static'
  | 'object'
  | 'core'
  | 'archive'
  | 'linker-script'
  | 'libtool'
  | 'script'
  | 'windows'
  | 'macos'
  | 'torn'
  | 'data';

/** What was read of the file. */
interface Seen {
  readonly path: string;
  readonly format: FileFormat;
  readonly fault: string | null;
  readonly isStatic: boolean;
  readonly interpreter: string | null;
  readonly resolution: Pick<Resolution, 'main'> | null;
}

/** A C library may be started too (libc.so.6): what is called a library is one. */
function elfKind({ resolution, isStatic, interpreter }: Seen, isCalledLibrary: boolean): BinaryKind {
  const type = resolution?.main.elf.header.type;
  if (type === ET.rel) return 'object';
  if (type === ET.core) return 'core';
  if (isStatic) return 'static';
  return interpreter === null || isCalledLibrary ? 'library' : 'program';
}

/** `mode`: its permission bits; what may be executed is meant to be a program. */
export function kindOf(seen: Seen, mode: number): BinaryKind {
  const { format, fault, path } = seen;
  const name = libraryName(path.slice(path.lastIndexOf('/') + 1));
  const isShared = name?.linkage === 'shared';
  switch (format) {
    case 'elf':
      return fault === null ? elfKind(seen, name !== null) : 'torn';
    case 'macho':
    case 'fat':
      return fault === null || fault === 'unsupported' ? 'macos' : 'torn';
    case 'pe':
      return 'windows';
    case 'ar':
    case 'thin-ar':
      return isShared ? 'torn' : 'archive';
    case 'linker-script':
      // The name without a number is the linker's, and may be a script for it.
      return isShared && name.version !== null ? 'torn' : 'linker-script';
    case 'la':
      return isShared ? 'torn' : 'libtool';
    case 'empty':
      return 'torn';
    default: {
      if (name !== null) return 'torn';
      const mayRun = (mode & 0o111) !== 0;
      // Shells run a text without a first line of that kind as their own (sh(1), "Command Search and Execution").
      if (format === 'script' || (format === 'text' && mayRun)) return 'script';
      return mayRun ? 'torn' : 'data';
    }
  }
}
