import { Utf8Stream } from './encoding.ts';
import type { Scanner } from './scanner.ts';

/** A line as it came, without its line end. Long lines are cut. */
export interface RawLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Of a line that is not valid UTF-8. */
  readonly bytes?: Uint8Array;
}

/** Group bits of the scanner: a word of failure, and a word that may matter in its neighbourhood. */
export const STRONG = 1;
export const WEAK = 2;

/** Most lines kept, by why: a log below the first figure is kept whole. */
const HEAD = 2500;
const TAIL = 1200;
const STRONG_KEPT = 3000;
const STRONG_LATE = 600;
const WEAK_KEPT = 1200;
/** A word that was found so often is part of this log's ordinary talk. */
const WORD_LIMIT = 400;
/** Lines kept around a strong one. */
const BEFORE = 2;
const AFTER = 10;
/** Bytes kept of a line: its beginning and its end. */
const LINE_HEAD = 6000;
const LINE_TAIL = 1000;
/** Progress bars rewrite a line by carriage returns: so many of its states are kept from either end. */
const STATES = 8;

/** A line that has not been decoded: most never are. */
interface ByteLine {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** A bounded list that forgets its oldest. Copies what it takes, so that a chunk of which one line stays can be freed. */
class Ring {
  #items: ByteLine[] = [];
  #next = 0;
  readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
  push({ number, bytes }: ByteLine): void {
    const line = { number, bytes: cut(bytes).slice() };
    if (this.#items.length < this.limit) this.#items.push(line);
    else {
      this.#items[this.#next] = line;
      this.#next = (this.#next + 1) % this.limit;
    }
  }
  items(): ByteLine[] {
    return this.#items;
  }
}

/**
 * A log of any size, bytes in, the lines that matter out: memory stays flat, and rules see a log of ordinary size.
 * Kept are the beginning, the end, lines with a word of failure and their neighbours.
 */
export class Condenser {
  readonly #scanner: Scanner;
  readonly #utf8 = new Utf8Stream();
  readonly #decoder = new TextDecoder('utf-8');
  readonly #spent: Uint32Array;
  #number = 0;
  /** A line that has not ended yet: its first and last bytes. */
  #open: Uint8Array[] = [];
  #openBytes = 0;
  #kept: RawLine[] = [];
  #strong = 0;
  #weak = 0;
  #late = new Ring(STRONG_LATE);
  #tail: ByteLine[] = [];
  #recent: ByteLine[] = [];
  #wanted = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
    this.#spent = new Uint32Array(scanner.size);
  }

  push(chunk: Uint8Array): void {
    this.#split(this.#utf8.push(chunk));
  }

  /** @returns the kept lines in order, and whether any was left out. */
  end(): { lines: RawLine[]; condensed: boolean } {
    this.#split(this.#utf8.end());
    if (this.#openBytes > 0) this.#line(this.#takeOpen(new Uint8Array(0)));
    const tail = this.#tail.slice(-TAIL).flatMap(({ number, bytes }) => this.#states(number, bytes));
    const late = this.#late.items().flatMap(({ number, bytes }) => this.#states(number, bytes));
    const all = [...this.#kept, ...late, ...tail];
    const seen = new Set<string>();
    const lines = all
      .sort((left, right) => left.number - right.number)
      .filter(({ number, text }) => {
        const key = `${number}\n${text}`;
        return !seen.has(key) && Boolean(seen.add(key));
      });
    return { lines, condensed: this.#number > HEAD };
  }

  #split(bytes: Uint8Array): void {
    let from = 0;
    for (;;) {
      const end = bytes.indexOf(10, from);
      if (end < 0) break;
      const part = bytes.subarray(from, end);
      this.#line(this.#openBytes > 0 ? this.#takeOpen(part) : part);
      from = end + 1;
    }
    if (from < bytes.length) this.#append(bytes.subarray(from));
  }

  /** Of an endless line only as much stays as will be kept of it. */
  #append(part: Uint8Array): void {
    const room = LINE_HEAD + LINE_TAIL - this.#openBytes;
    if (room > 0) {
      const copy = part.slice(0, Math.max(room, 0));
      this.#open.push(copy);
      this.#openBytes += copy.length;
    } else {
      const last = part.slice(-LINE_TAIL);
      this.#open[this.#open.length - 1] =
        last.length >= LINE_TAIL ? last : joined([this.#open.at(-1)!, last]).slice(-LINE_TAIL);
    }
  }

  #takeOpen(part: Uint8Array): Uint8Array {
    if (part.length > 0) this.#append(part);
    const line = joined(this.#open);
    this.#open = [];
    this.#openBytes = 0;
    return line;
  }

  #line(bytes: Uint8Array): void {
    this.#number += 1;
    const number = this.#number;
    if (number <= HEAD) {
      this.#kept.push(...this.#states(number, bytes));
      return;
    }
    const found = this.#scanner.scan(bytes, 0, Math.min(bytes.length, LINE_HEAD), this.#spent, WORD_LIMIT);
    if ((found & STRONG) !== 0) {
      for (const line of this.#recent) this.#keep(line);
      this.#keep({ number, bytes });
      this.#recent = [];
      this.#strong += 1;
      this.#wanted = AFTER;
    } else if (this.#wanted > 0) {
      this.#wanted -= 1;
      this.#keep({ number, bytes });
    } else if ((found & WEAK) !== 0 && this.#weak < WEAK_KEPT) {
      this.#weak += 1;
      this.#kept.push(...this.#states(number, bytes));
    } else {
      this.#recent.push({ number, bytes });
      if (this.#recent.length > BEFORE) this.#recent.shift();
    }
    this.#tail.push({ number, bytes });
    if (this.#tail.length >= TAIL * 2) {
      // Copies, so that a chunk of which one line is remembered can be freed.
      this.#tail = this.#tail
        .slice(-TAIL)
        .map((line) => ({ number: line.number, bytes: cut(line.bytes).slice() }));
    }
  }

  /** Among the first strong ones for good, later among the last. */
  #keep(line: ByteLine): void {
    if (this.#strong < STRONG_KEPT) this.#kept.push(...this.#states(line.number, line.bytes));
    else this.#late.push(line);
  }

  /** A line's text, or texts where a terminal would have overwritten it. */
  #states(number: number, bytes: Uint8Array): RawLine[] {
    const kept = cut(bytes);
    const whole = this.#decoder.decode(kept).replace(/\r+$/, '');
    if (!whole.includes('\r'))
      return [
        whole.includes('\ufffd') ? { number, text: whole, bytes: kept.slice() } : { number, text: whole },
      ];
    const states = whole.split('\r').filter((state) => state.trim() !== '');
    const few = states.length > STATES * 2 ? [...states.slice(0, STATES), ...states.slice(-STATES)] : states;
    return few.map((text) => ({ number, text }));
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function cut(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= LINE_HEAD + LINE_TAIL) return bytes;
  return joined([
    bytes.subarray(0, LINE_HEAD),
    new TextEncoder().encode(' ... '),
    bytes.subarray(-LINE_TAIL),
  ]);
}
