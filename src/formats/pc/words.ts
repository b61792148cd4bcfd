/**
 * Splits a field into words as a shell would (pkgconf's argvsplit.c): quotes group, a backslash takes the next
 * character as it is, in double quotes only before `$`, backquote, `"` and itself. Null where a quote never closes.
 */
export function splitWords(text: string): readonly string[] | null {
  const words: string[] = [];
  let word = '';
  let quote: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '\\' && quote !== "'") {
      at++;
      if (at >= text.length) return null;
      const next = text[at] as string;
      word += quote === '"' && !/[$`"\\]/.test(next) ? `\\${next}` : next;
    } else if (quote !== null) {
      if (char === quote) quote = null;
      else word += char;
    } else if (/\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
    } else if (char === '"' || char === "'") quote = char;
    else word += char;
  }
  if (quote !== null) return null;
  return word === '' ? words : [...words, word];
}

/** A variable's value that begins with a quote loses all quotes of that kind but the escaped ones. */
export function dequote(value: string): string {
  const quote = value[0];
  if (quote !== '"' && quote !== "'") return value;
  let plain = '';
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\' && value[at + 1] === quote) plain += value[++at];
    else if (value[at] !== quote) plain += value[at];
  }
  return plain;
}
