import { stringAt } from './bytes.ts';
import { damaged, type Parsed, parsed } from './parsed.ts';

/** Header of elf-hints.h: magic, version, string table offset and size, folder list offset and length; 32-bit words. */
const MAGIC = 0x746e6845;

/** The folders that FreeBSD's loader is told to search: `/var/run/ld-elf.so.hints`, which ldconfig(8) writes. */
export function readElfHints(bytes: Uint8Array): Parsed<readonly string[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 24)
    return damaged(bytes.length === 0 ? 'truncated' : 'foreign', `${bytes.length} bytes`);
  const little = view.getUint32(0, true) === MAGIC;
  if (!little && view.getUint32(0) !== MAGIC) return damaged('foreign', 'no hints magic');
  const word = (index: number) => view.getUint32(index * 4, little);
  if (word(1) !== 1) return damaged('unsupported', `hints of version ${word(1)}`);
  const list = stringAt(bytes, word(2) + word(4));
  return list === null
    ? damaged('truncated', 'the folder list is cut off')
    : parsed(list.split(':').filter(Boolean));
}
