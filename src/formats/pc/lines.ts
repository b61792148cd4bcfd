/** A line of a .pc file that says something. */
export interface PcLine {
  /** `=` defines a variable, `:` gives a field. */
  readonly operator: '=' | ':';
  readonly key: string;
  readonly value: string;
  /** From 1: where the line begins. */
  readonly line: number;
}

/** A comment begins at `#` unless a backslash stands before it; a backslash at a line's end continues it. */
function logicalLine(text: string, from: number): { line: string; next: number; newlines: number } {
  const parts: string[] = [];
  let newlines = 0;
  let start = from;
  let at = from;
  for (; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') {
      const follows = text[at + 1];
      const width = follows === '\r' && text[at + 2] === '\n' ? 2 : 1;
      if (follows === '#') {
        parts.push(text.slice(start, at));
        start = ++at;
      } else if (follows === '\n' || follows === '\r') {
        parts.push(text.slice(start, at));
        newlines++;
        at += width;
        while (text[at + 1] === ' ' || text[at + 1] === '\t') at++;
        start = at + 1;
      }
    } else if (char === '#') {
      parts.push(text.slice(start, at));
      const end = text.indexOf('\n', at);
      return { line: parts.join(''), next: end < 0 ? text.length : end + 1, newlines: newlines + 1 };
    } else if (char === '\n' || char === '\r') {
      parts.push(text.slice(start, at));
      const next = char === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
      return { line: parts.join(''), next, newlines: newlines + 1 };
    }
  }
  parts.push(text.slice(start, at));
  return { line: parts.join(''), next: text.length, newlines: newlines + 1 };
}

const ENTRY = /^([A-Za-z][A-Za-z0-9_.]*)\s*([=:])/;

/** What C's isspace() takes for blank, and no more: a byte order mark is part of the word behind it. */
const BLANKS_BEFORE = /^[ \t\v\f\r]+/;

/** Splits a .pc file into its entries, as pkgconf's parser does; what is none is passed over. */
export function parsePcLines(text: string): readonly PcLine[] {
  const lines: PcLine[] = [];
  let number = 1;
  for (let at = 0; at < text.length; ) {
    const { line, next, newlines } = logicalLine(text, at);
    const words = line.replace(BLANKS_BEFORE, '');
    const match = ENTRY.exec(words);
    if (match) {
      lines.push({
        operator: match[2] as '=' | ':',
        key: match[1] as string,
        value: words.slice(match[0].length).trim(),
        line: number,
      });
    }
    number += newlines;
    at = next;
  }
  return lines;
}
