/** A word as sh(1) reads it back: bare where every character is ordinary, else in single quotes. */
export const quote = (word: string): string =>
  /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** An argument vector as a line for a shell. `NAME=value` as the first word would be an assignment. */
export const commandLine = (argv: readonly string[]): string =>
  argv.map((word, index) => (index === 0 && word.includes('=') ? `'${word}'` : quote(word))).join(' ');
