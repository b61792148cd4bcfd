import { plainQuotes } from './clean.ts';

/** `%s`, `%qE`, `%1$s`, `%.250s`, GCC's `%<` and `%>` (quotes, no argument) and binutils' `%pB`. */
const PLACEHOLDER =
  /%(?:(\d)\$)?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|Z|q|p(?=[ABTIRSU]))?[+#]?(?:[a-zA-Z<>]|$)/g;

/** A message, cut at its placeholders. */
interface Template {
  /** Literal pieces; between each two stands one placeholder. */
  readonly pieces: readonly string[];
  /** Argument number (from 0) of each placeholder. */
  readonly order: readonly number[];
}

/** Placeholders that print nothing or only the program's name, which the line keeps anyway. */
const SILENT = /^%[FPX]$/;

/** Whether a blank stands between ideographs and an argument differs by release: none is asked for where they say enough. */
const tight = (piece: string): string => (/[\u2e80-\uffef]{4}/.test(piece) ? piece.trim() : piece);

/** ld's `%X%P: ` prints the program's name in front of a message's first line only. */
const PROGRAM = /^(?:%X)?%P\s?[:\uff1a]\s?/;

function parse(message: string): Template {
  const pieces: string[] = [];
  const order: number[] = [];
  let from = 0;
  let next = 0;
  let piece = '';
  for (const found of message.matchAll(PLACEHOLDER)) {
    piece += message.slice(from, found.index);
    from = found.index + found[0].length;
    if (found[0] === '%<' || found[0] === '%>') piece += "'";
    else if (!SILENT.test(found[0])) {
      const quoted = found[0].includes('q');
      pieces.push(plainQuotes(piece + (quoted ? "'" : '')));
      piece = quoted ? "'" : '';
      order.push(found[1] ? Number(found[1]) - 1 : next);
      next += 1;
    }
  }
  pieces.push(plainQuotes(piece + message.slice(from)));
  return { pieces: pieces.map(tight), order };
}

/** A translation, turned around. */
export interface Entry {
  readonly from: Template;
  readonly to: Template;
  /** Index of the longest piece of `from`, by which it is found. */
  readonly anchor: number;
  /** How many characters of the message are its own: of two messages that fit, the one that says more is meant. */
  readonly weight: number;
}

/** An anchor must be long enough not to stand in English text by chance; ideographs say more per character. */
const longEnough = (piece: string): boolean => piece.length >= (/[^\u0000-\u024f]/.test(piece) ? 3 : 7);

/** Null where the translation says too little to be known by. */
export function entryOf(translation: string, message: string): Entry | null {
  const named = PROGRAM.test(translation) && PROGRAM.test(message);
  const from = parse(named ? translation.replace(PROGRAM, '') : translation.trim());
  let anchor = 0;
  from.pieces.forEach((piece, index) => {
    if (piece.trim().length > from.pieces[anchor]!.trim().length) anchor = index;
  });
  const weight = from.pieces.reduce((sum, piece) => sum + piece.trim().length, 0);
  return longEnough(from.pieces[anchor]!.trim())
    ? { from, to: parse(named ? message.replace(PROGRAM, '') : message.trim()), anchor, weight }
    : null;
}

/** Where an argument that stands first in its message begins: after the tool's `name: `. */
function startOfArgument(line: string, end: number): number {
  const colon = end === 0 ? -1 : line.lastIndexOf(': ', end - 1);
  return colon < 0 ? 0 : colon + 2;
}

/** The line with the translation that stands in it, its anchor at `at`, put back into English; null where it does not. */
export function apply(line: string, at: number, { from, to, anchor }: Entry): string | null {
  const { pieces, order } = from;
  const starts: number[] = [];
  const ends: number[] = [];
  starts[anchor] = at;
  ends[anchor] = at + pieces[anchor]!.length;
  for (let index = anchor - 1; index >= 0; index -= 1) {
    const piece = pieces[index]!;
    const limit = starts[index + 1]!;
    // Between two arguments that touch, nothing tells where the one ends: the outer one takes all.
    const empty = index === 0 ? startOfArgument(line, limit) : limit;
    const found = piece === '' ? empty : line.lastIndexOf(piece, limit - piece.length);
    if (found < 0) return null;
    starts[index] = found;
    ends[index] = found + piece.length;
  }
  for (let index = anchor + 1; index < pieces.length; index += 1) {
    const piece = pieces[index]!;
    const empty = index === pieces.length - 1 ? line.length : ends[index - 1]!;
    const found = piece === '' ? empty : line.indexOf(piece, ends[index - 1]!);
    if (found < 0) return null;
    starts[index] = found;
    ends[index] = found + piece.length;
  }
  const values: string[] = [];
  order.forEach((argument, index) => {
    const value = line.slice(ends[index]!, starts[index + 1]!);
    values[argument] = index === 0 && pieces[0] === '' ? value : value.trim();
  });
  const english = to.pieces.map(
    (piece, index) => piece + (index < to.order.length ? (values[to.order[index]!] ?? '') : ''),
  );
  return line.slice(0, starts[0]!) + english.join('') + line.slice(ends[pieces.length - 1]!);
}
