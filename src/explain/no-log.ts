import { type Text, text, verbatim } from '../core/text.ts';
import { sourceOfBytes } from '../formats/bytes.ts';
import { identify } from '../formats/identify.ts';

/** Why a file is no log, and what to type instead. */
export interface NoLog {
  readonly what: Text;
  readonly hint: Text;
}

/** First bytes of packed files (RFC 1952, the xz and bzip2 file formats, RFC 8878), and the program that unpacks to its standard output. */
const PACKED: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'gzip -dc'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], 'xz -dc'],
  [[0x42, 0x5a, 0x68], 'bzip2 -dc'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd -dc'],
];

/** Judges a file by its first bytes (some hundred are enough); null where it may be a log. */
export function noLog(head: Uint8Array, path: string): NoLog | null {
  const unpack = PACKED.find(([magic]) => magic.every((byte, at) => head[at] === byte))?.[1];
  if (unpack !== undefined)
    return {
      what: text(`${path} is packed`, `${path} 是压缩文件`),
      hint: verbatim(`${unpack} ${path} | czmq-setup explain`),
    };
  if (['elf', 'macho', 'fat', 'pe', 'ar', 'thin-ar'].includes(identify(sourceOfBytes(head))))
    return {
      what: text(`${path} is a program or a library, no log`, `${path} 是程序或库，不是日志`),
      hint: verbatim(`czmq-setup doctor --binary ${path}`),
    };
  return null;
}
