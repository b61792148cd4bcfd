import type { RawLine } from './condense.ts';
import type { Translate } from './translate.ts';

/**
 * Encodings in which terminals and Windows' code pages still write logs (the labels of the Encoding Standard): which one
 * a log is in, nothing says. The one in which most lines are valid and say what a tool's catalogue knows is taken.
 */
const ENCODINGS = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'windows-1252',
  'windows-1251',
  'koi8-r',
  'ibm866',
  'iso-8859-2',
] as const;

/** Lines by which the encoding is told. */
const ASKED = 200;

/** null: this Node was built without the encoding, or the bytes are none of it. */
function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Lines that are not valid UTF-8 in the encoding that makes words of them; as they were where none does. */
export function legible(lines: readonly RawLine[], translate: Translate): readonly RawLine[] {
  const strange = lines.filter(({ bytes }) => bytes !== undefined);
  if (strange.length === 0) return lines;
  let best = { encoding: '', known: 0 };
  for (const encoding of ENCODINGS) {
    const known = strange.slice(0, ASKED).filter(({ bytes }) => {
      const text = decoded(bytes!, encoding);
      return text !== null && translate(text) !== text;
    }).length;
    if (known > best.known) best = { encoding, known };
  }
  if (best.known === 0) return lines;
  return lines.map(({ number, text, bytes }) => ({
    number,
    text: (bytes && decoded(bytes, best.encoding)) ?? text,
  }));
}
