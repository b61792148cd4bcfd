import type { RawLine } from './condense.ts';

/**
 * What tools printed and others wrapped: Ansible, Salt, Docker's json-file driver and structured loggers put it into a
 * JSON string, Python's exceptions show it as a bytes literal, pages give it with HTML's entities. It is taken out again,
 * a line of its own for each that the tool printed, under the number of the line in which it stands.
 */
export function unwrapped(lines: readonly RawLine[]): readonly RawLine[] {
  if (!lines.some(({ text }) => WRAPPED.test(text) || ENTITY.test(text))) return lines;
  return lines.flatMap((line) => {
    const { number, text } = line;
    if (WRAPPED.test(text))
      return text
        .replace(OPENING, '\n')
        .replace(CLOSING, '\n')
        .replace(/\\(?:r\\)?n/g, '\n')
        .split('\n')
        .filter((part) => part.trim() !== '')
        .map((part) => ({ number, text: part.replace(ESCAPE, unescaped) }));
    return ENTITY.test(text)
      ? [{ number, text: text.replace(new RegExp(ENTITY, 'g'), (found) => ENTITIES[found] ?? found) }]
      : [line];
  });
}

/** Members that loggers and automation give a program's output in. */
const MEMBER = /"(?:stderr|stdout|msg|message|log|output|error|err|MESSAGE)": ?"/;
/** A JSON string or Python literal as such is no sign: C code in a log is full of `"...\n"`. */
const WRAPPED = new RegExp(`${MEMBER.source}|\\bb(?:'(?:[^'\\\\]|\\\\.)*|"(?:[^"\\\\]|\\\\.)*)\\\\n`);
const OPENING = new RegExp(`${MEMBER.source}|\\bb['"]`, 'g');
/** The end of a string before the next member or the end of the whole. */
const CLOSING = /(?<!\\)["'](?:\s{0,2}[,}\])].{0,2}(?="|$)|$)/g;

/** RFC 8259's escapes, most of which Python's literals share. */
const ESCAPE = /\\(?:["'\\/t]|u00[0-7][0-9a-f])/g;
const unescaped = (found: string): string => {
  if (found[1] === 't') return '\t';
  return found[1] === 'u' ? String.fromCharCode(Number.parseInt(found.slice(2), 16)) : found.slice(1);
};

const ENTITY = /&(?:lt|gt|quot|#0?39|#x27|apos|amp|nbsp);/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#039;': "'",
  '&#x27;': "'",
  '&apos;': "'",
  '&amp;': '&',
  '&nbsp;': ' ',
};
