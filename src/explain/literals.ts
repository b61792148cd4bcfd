/**
 * Which plain words a regular expression cannot match without: any match holds at least one of them. Looking for words
 * first makes it cheap to have many rules, and bounds what an adversarial line can cost.
 * Understands what the rules use (ECMA-262 without back references and flags but `i`); null = nothing is known.
 */
export function literalsOf(pattern: RegExp): readonly string[] | null {
  const parser = new Parser(pattern.source);
  const words = parser.alternatives();
  if (words === null || words.some((word) => word.length < SHORTEST)) return null;
  return [...new Set(pattern.flags.includes('i') ? words.map((word) => word.toLowerCase()) : words)];
}

/** Shorter words stand nearly everywhere. */
const SHORTEST = 3;

type Words = readonly string[] | null;

/** One item of a sequence: plain text, or something with or without known words. */
type Item = { readonly text: string } | { readonly words: Words };

const shortest = (words: readonly string[]): number => Math.min(...words.map((word) => word.length));

/** The better of two: whose shortest word is longer. */
const better = (one: Words, other: Words): Words => {
  if (one === null || other === null) return one ?? other;
  return shortest(other) > shortest(one) ? other : one;
};

class Parser {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** Alternatives up to a closing bracket or the end: all must be known. */
  alternatives(): Words {
    let all: string[] | null = [];
    for (;;) {
      const words = this.#sequence();
      all = all === null || words === null ? null : [...all, ...words];
      if (this.#source[this.#at] !== '|') return all;
      this.#at += 1;
    }
  }

  #sequence(): Words {
    let best: Words = null;
    let run = '';
    const flush = (): void => {
      if (run !== '') best = better(best, [run]);
      run = '';
    };
    while (
      this.#at < this.#source.length &&
      this.#source[this.#at] !== '|' &&
      this.#source[this.#at] !== ')'
    ) {
      const item = this.#item();
      const least = this.#quantifier();
      if ('text' in item && least === 'once') run += item.text;
      else if ('text' in item) {
        flush();
        if (least === 'some' && item.text !== '') best = better(best, [item.text]);
      } else {
        flush();
        if (least !== 'none') best = better(best, item.words);
      }
    }
    flush();
    return best;
  }

  #item(): Item {
    const char = this.#source[this.#at]!;
    this.#at += 1;
    if (char === '(') return this.#group();
    if (char === '[') return this.#class();
    if (char === '\\') return this.#escape();
    if (char === '.') return { words: null };
    // Anchors take no room; `$` and `^` leave the run whole.
    if (char === '^' || char === '$') return { text: '' };
    return { text: char };
  }

  #group(): Item {
    const kind = /^\?(?:[:=]|<?!|<=|<\w+>)/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += kind.length;
    const words = this.alternatives();
    this.#at += 1;
    if (kind.includes('!')) return { text: '' };
    return { words: kind === '?=' || kind === '?<=' ? null : words };
  }

  #class(): Item {
    while (this.#source[this.#at] !== ']') this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    this.#at += 1;
    return { words: null };
  }

  #escape(): Item {
    const char = this.#source[this.#at]!;
    this.#at += 1;
    if (char === 'x') this.#at += 2;
    if (char === 'u') this.#at += 4;
    if (char === 'b') return { text: '' };
    return /[A-Za-z0-9]/.test(char) ? { words: null } : { text: char };
  }

  #quantifier(): 'once' | 'some' | 'none' {
    const found = /^(?:[*+?]|\{(\d+),?\d*\})\??/.exec(this.#source.slice(this.#at));
    if (!found) return 'once';
    this.#at += found[0].length;
    if (found[0][0] === '+' || Number(found[1] ?? 0) > 0) return 'some';
    return 'none';
  }
}
