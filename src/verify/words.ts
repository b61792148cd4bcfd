/** pkg-config's words: blanks separate, a backslash keeps the next character (pkgconf's own quoting). */
export function splitFlags(words: string): string[] {
  const flags: string[] = [];
  let flag = '';
  for (let i = 0; i < words.length; i++) {
    const char = words[i] as string;
    if (char === '\\' && i + 1 < words.length) flag += words[++i];
    else if (/\s/.test(char)) {
      if (flag !== '') flags.push(flag);
      flag = '';
    } else flag += char;
  }
  if (flag !== '') flags.push(flag);
  return flags;
}
