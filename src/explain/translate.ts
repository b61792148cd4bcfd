import { plainQuotes } from './clean.ts';

/** A line in any language -> the same line with what is known of it in English. */
export type Translate = (line: string) => string;

/** What scripts/catalogues.mjs draws from the tools' own message catalogues. */
export interface Catalogue {
  /** English messages with printf(3) placeholders. */
  readonly messages: readonly string[];
  /** A message's index and its translation, placeholders kept. */
  readonly translations: readonly (readonly [message: number, translation: string])[];
  /** Words before a colon (`Fehler`, `错误`) and their English. */
  readonly labels: readonly (readonly [translation: string, english: string])[];
}

/** `%s`, `%qE`, `%1$s`, `%.250s`, GCC's `%<` and `%>` (quotes, no argument) and binutils' `%pB`. */
const PLACEHOLDER =
  /%(?:(\d)\$)?[-+ #0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|z|Z|q|p(?=[ABTIRSU]))?[+#]?(?:[a-zA-Z<>]|$)/g;

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

interface Entry {
  readonly from: Template;
  readonly to: Template;
  /** Index of the longest piece of `from`, by which it is found. */
  readonly anchor: number;
}

const KEY = 3;
/** Refuses nearly every place of a line at the price of one read. */
const slotOf = (text: string, at: number): number =>
  (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1) * 1021 + text.charCodeAt(at + 2) * 8191) & 0xffff;
/** An anchor must be long enough not to stand in English text by chance; ideographs say more per character. */
const longEnough = (piece: string): boolean => piece.length >= (/[^\u0000-\u024f]/.test(piece) ? 3 : 7);

function entryOf(translation: string, message: string): Entry | null {
  const named = PROGRAM.test(translation) && PROGRAM.test(message);
  const from = parse(named ? translation.replace(PROGRAM, '') : translation.trim());
  let anchor = 0;
  from.pieces.forEach((piece, index) => {
    if (piece.trim().length > from.pieces[anchor]!.trim().length) anchor = index;
  });
  return longEnough(from.pieces[anchor]!.trim())
    ? { from, to: parse(named ? message.replace(PROGRAM, '') : message.trim()), anchor }
    : null;
}

/** Where an argument that stands first in its message begins: after the tool's `name: `. */
function startOfArgument(line: string, end: number): number {
  const colon = line.lastIndexOf(': ', end - 1);
  return colon < 0 ? 0 : colon + 2;
}

function apply(line: string, at: number, { from, to, anchor }: Entry): string | null {
  const { pieces, order } = from;
  const starts: number[] = [];
  const ends: number[] = [];
  starts[anchor] = at;
  ends[anchor] = at + pieces[anchor]!.length;
  for (let index = anchor - 1; index >= 0; index -= 1) {
    const piece = pieces[index]!;
    const limit = starts[index + 1]!;
    const found = piece === '' ? startOfArgument(line, limit) : line.lastIndexOf(piece, limit - piece.length);
    if (found < 0) return null;
    starts[index] = found;
    ends[index] = found + piece.length;
  }
  for (let index = anchor + 1; index < pieces.length; index += 1) {
    const piece = pieces[index]!;
    const found = piece === '' ? line.length : line.indexOf(piece, ends[index - 1]!);
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

const LETTER = /[A-Za-z\u00c0-\u024f\u0400-\u04ff]/;

/** `Depende` (Portuguese for `Depends`) stands in `Dependency` too: a message does not begin or end within a word. */
function insideWord(line: string, at: number, words: string): boolean {
  const end = at + words.length;
  return (
    (LETTER.test(words[0]!) && at > 0 && LETTER.test(line[at - 1]!)) ||
    (LETTER.test(words.at(-1)!) && end < line.length && LETTER.test(line[end]!))
  );
}

const entriesOf = (catalogues: readonly Catalogue[]): readonly Entry[] =>
  catalogues.flatMap(({ translations, messages }) =>
    translations.flatMap(([message, translation]) => entryOf(translation, messages[message]!) ?? []),
  );

/** What a localized line must hold to be known: the longest piece of each translation. For condensing huge logs. */
export const anchorsOf = (...catalogues: readonly Catalogue[]): readonly string[] =>
  entriesOf(catalogues).map(({ from, anchor }) => from.pieces[anchor]!.trim());

const ROUNDS = 4;

/**
 * Turns catalogues around. Rules then need to know English only.
 * A translation is looked for anywhere in the line, since tools put names before it and error texts behind.
 */
export function translator(...catalogues: readonly Catalogue[]): Translate {
  const index = new Map<string, Entry[]>();
  for (const entry of entriesOf(catalogues)) {
    const key = entry.from.pieces[entry.anchor]!.slice(0, KEY);
    const same = index.get(key);
    if (same) same.push(entry);
    else index.set(key, [entry]);
  }
  // The longest first: "No such file or directory" before what only begins so.
  const anchorOf = (entry: Entry): string => entry.from.pieces[entry.anchor]!;
  for (const list of index.values())
    list.sort((left, right) => anchorOf(right).length - anchorOf(left).length);

  const labels = new Map(catalogues.flatMap(({ labels }) => labels));
  const words = [...labels.keys()].sort((left, right) => right.length - left.length);
  const label =
    words.length > 0
      ? new RegExp(`(^|[:)] {0,2}|\\*\\*\\* |\\[)(${words.join('|')}) ?:(?= |[^\\x00-\\x7f]|$) ?`, 'u')
      : null;

  const known = new Uint8Array(1 << 16);
  for (const key of index.keys()) known[slotOf(key, 0)] = 1;
  const once = (line: string): string => {
    for (let at = 0; at + KEY <= line.length; at += 1) {
      if (known[slotOf(line, at)] === 0) continue;
      const list = index.get(line.slice(at, at + KEY));
      if (!list) continue;
      for (const entry of list) {
        if (!line.startsWith(anchorOf(entry), at) || insideWord(line, at, anchorOf(entry))) continue;
        const english = apply(line, at, entry);
        if (english !== null && english !== line) return english;
      }
    }
    return line;
  };
  const labelled = (line: string): string =>
    label === null
      ? line
      : line.replace(label, (_, lead: string, word: string, at: number) => {
          const english = labels.get(word)!;
          // git's `fatal: ` opens a line, gcc's `fatal error: ` follows a place; some languages have one word for both.
          return `${lead}${english === 'fatal' && at > 0 ? 'fatal error' : english}: `;
        });
  return (line) => {
    if (line.length > 2000) return line;
    let text = labelled(line);
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = text;
      text = once(text);
      if (text === before) break;
    }
    return text;
  };
}

/** For logs that need no translation. */
export const untranslated: Translate = (line) => line;
