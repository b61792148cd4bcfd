/** Wide and fullwidth characters of Unicode's East Asian Width (UAX #11), emoji included; ranges, both ends in. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const isWide = (point: number): boolean =>
  point >= 0x1100 && WIDE.some(([first, last]) => point >= first && point <= last);

const PAINT = /\x1b\[[0-9;]*m/g;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u;

const widthOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return point < 0x20 || (point >= 0x7f && point < 0xa0) ? 0 : 1;
  return NO_WIDTH.test(character) ? 0 : isWide(point) ? 2 : 1;
};

/** Columns that a line takes on a terminal; our own colours take none. */
export function width(line: string): number {
  let columns = 0;
  for (const character of line.replace(PAINT, '')) columns += widthOf(character);
  return columns;
}

/** Blanks behind it up to so many columns. */
export const pad = (line: string, columns: number): string =>
  line + ' '.repeat(Math.max(0, columns - width(line)));

/** Cut to so many columns, with an ellipsis where something is lost. Takes no painted text. */
export function shorten(line: string, columns: number): string {
  if (width(line) <= columns) return line;
  let kept = '';
  let used = 0;
  for (const character of line) {
    used += widthOf(character);
    if (used > columns - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** What may stand alone on a line: a word with its blanks behind it, or one wide character with the stop that follows it. */
const PIECES =
  /[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60](?:[，。、；：？！）」』”])?\s*|[^\s\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]+\s*|\s+/gu;

/**
 * Lines of at most so many columns, broken at blanks and between Chinese characters. A word that is longer (a path, an
 * address) stays whole, so that it can be copied.
 */
export function wrap(words: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of words.split('\n')) {
    let line = '';
    for (const piece of paragraph.match(PIECES) ?? []) {
      if (line !== '' && width(line) + width(piece.trimEnd()) > columns) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += line === '' ? piece.trimStart() : piece;
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
