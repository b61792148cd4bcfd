/** A test program of an Automake file. */
export interface TestProgram {
  /** Path without ending, as the file names it: `tests/test_pair_tcp`. */
  readonly path: string;
  /** Automake conditionals in which it stands, outermost first: `ENABLE_DRAFTS`, `!ON_MINGW`. */
  readonly conditions: readonly string[];
  /** Its sources; the one of its own name where the file names none (Automake's default). */
  readonly sources: readonly string[];
}

const negated = (condition: string): string =>
  condition.startsWith('!') ? condition.slice(1) : `!${condition}`;

/** Lines with their continuations joined; comments gone. */
const statements = (words: string): string[] =>
  words
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .filter((line) => !/^\s*#/.test(line));

/**
 * The programs that a variable of a Makefile.am lists (Automake manual, "Conditionals", "Program and Library Variables").
 * Substitutions in the lists (`$(other)`) are passed over.
 */
export function testPrograms(words: string, variable: string): TestProgram[] {
  const open: string[] = [];
  const listed: { path: string; conditions: readonly string[] }[] = [];
  const sources = new Map<string, string[]>();
  for (const line of statements(words)) {
    const [, opens] = /^if\s+(!?\s*\w+)/.exec(line) ?? [];
    const [, name = '', value = ''] = /^([\w.]+)\s*\+?=\s*(.*)$/.exec(line) ?? [];
    const list = value.split(/\s+/).filter((word) => /^[\w./-]+$/.test(word));
    if (opens !== undefined) open.push(opens.replace(/\s/g, ''));
    else if (/^else\b/.test(line)) open.push(negated(open.pop() ?? ''));
    else if (/^endif\b/.test(line)) open.pop();
    else if (name === variable) listed.push(...list.map((path) => ({ path, conditions: [...open] })));
    else if (name.endsWith('_SOURCES')) {
      const own = name.slice(0, -'_SOURCES'.length);
      sources.set(own, [...(sources.get(own) ?? []), ...list]);
    }
  }
  return listed.map(({ path, conditions }) => ({
    path,
    conditions,
    // Two branches of a conditional may both name them.
    sources: [...new Set(sources.get(path.replace(/\W/g, '_')) ?? [`${path}.cpp`])],
  }));
}
