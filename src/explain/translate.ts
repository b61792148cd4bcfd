import { apply, type Entry, entryOf } from './message.ts';

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
  /** `Zeile`, `行`: bash's word before a number, `script: line 3: `. */
  readonly lineWords: readonly string[];
}

const KEY = 3;
/** Refuses nearly every place of a line at the price of one read. */
const slotOf = (text: string, at: number): number =>
  (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1) * 1021 + text.charCodeAt(at + 2) * 8191) & 0xffff;
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

/** French puts blanks before a colon and within quotes; Chinese puts none behind a colon. */
const spaced = (line: string): string =>
  line
    .replace(/^(\S{1,200}) : (?=\S)/, '$1: ')
    .replace(/(^|[\s(])' ([^\s'][^']{0,300}?) '(?=[\s:,.;)]|$)/g, "$1'$2'");

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
  const anchorOf = (entry: Entry): string => entry.from.pieces[entry.anchor]!;
  for (const list of index.values()) list.sort((left, right) => right.weight - left.weight);

  const labels = new Map(catalogues.flatMap(({ labels }) => labels));
  const words = [...labels.keys()].sort((left, right) => right.length - left.length);
  const label =
    words.length > 0
      ? new RegExp(`(^|[:)] {0,2}|\\*\\*\\* |\\[)(${words.join('|')}) ?:(?= |[^\\x00-\\x7f]|$) ?`, 'u')
      : null;

  const known = new Uint8Array(1 << 16);
  for (const key of index.keys()) known[slotOf(key, 0)] = 1;
  const once = (line: string): string => {
    let best = line;
    let weight = 0;
    for (let at = 0; at + KEY <= line.length; at += 1) {
      if (known[slotOf(line, at)] === 0) continue;
      const list = index.get(line.slice(at, at + KEY));
      if (!list) continue;
      for (const entry of list) {
        if (entry.weight <= weight) break;
        if (!line.startsWith(anchorOf(entry), at) || insideWord(line, at, anchorOf(entry))) continue;
        const english = apply(line, at, entry);
        if (english === null || english === line) continue;
        best = english;
        weight = entry.weight;
        break;
      }
    }
    return best;
  };
  const labelled = (line: string): string =>
    label === null
      ? line
      : line.replace(label, (_, lead: string, word: string, at: number) => {
          const english = labels.get(word)!;
          // git's `fatal: ` opens a line, gcc's `fatal error: ` follows a place; some languages have one word for both.
          return `${lead}${english === 'fatal' && at > 0 ? 'fatal error' : english}: `;
        });
  const lineWords = catalogues.flatMap((catalogue) => catalogue.lineWords);
  const lineWord = lineWords.join('|');
  const numbered =
    lineWords.length > 0
      ? new RegExp(
          `^(\\S{1,200}?) ?: (?:(?:${lineWord}) (\\d{1,6})|(?:[^\\x00-\\x7f] )?(\\d{1,6}) ?[^\\x00-\\x7f]) ?: ?`,
        )
      : null;
  return (line) => {
    if (line.length > 2000) return line;
    let text = labelled(numbered === null ? line : line.replace(numbered, '$1: line $2$3: '));
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = text;
      text = once(text);
      if (text === before) break;
    }
    return text === line ? text : spaced(text);
  };
}

/** For logs that need no translation. */
export const untranslated: Translate = (line) => line;
