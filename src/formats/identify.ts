import { archiveMagic } from './ar.ts';
import { type ByteSource, decode, viewOf } from './bytes.ts';
import { looksLikeLibtool } from './libtool.ts';
import { looksLikeLinkerScript } from './linker-script.ts';
import { machoMagic } from './macho.ts';

export type FileFormat =
  | 'elf'
  | 'ar'
  | 'thin-ar'
  | 'macho'
  | 'fat'
  | 'pe'
  | 'linker-script'
  | 'la'
  | 'script'
  | 'text'
  | 'empty'
  | 'unknown';

const isText = (bytes: Uint8Array): boolean => {
  // A multi-byte character may be cut at the end of the sample.
  const broken = decode(bytes).replace(/\ufffd$/, '');
  return !/[\0-\x08\x0e-\x1a\x1c-\x1f\ufffd]/.test(broken);
};

/** "MZ", and "PE\0\0" where the word at 0x3c points (PE Format, "MS-DOS Stub"). */
function isPe(source: ByteSource): boolean {
  const view = viewOf(source, 0, 64);
  return (
    view !== null &&
    view.getUint16(0) === 0x4d5a &&
    viewOf(source, view.getUint32(60, true), 4)?.getUint32(0) === 0x50450000
  );
}

/** What a file is by its first bytes; its name plays no part. */
export function identify(source: ByteSource): FileFormat {
  if (source.size === 0) return 'empty';
  const start = source.read(0, 4096);
  // A file may end inside the four bytes that would name its format.
  if (start.length > 1 && start[0] === 0x7f && 'ELF'.startsWith(decode(start.subarray(1, 4)))) return 'elf';
  const known = archiveMagic(start) ?? machoMagic(source) ?? (isPe(source) ? 'pe' : null);
  if (known) return known;
  if (!isText(start)) return 'unknown';
  const text = decode(start);
  if (text.startsWith('#!')) return 'script';
  if (looksLikeLibtool(text)) return 'la';
  return looksLikeLinkerScript(text) ? 'linker-script' : 'text';
}
