import { expect, test } from 'vitest';
import { explainBytes } from '../../src/explain/explain.ts';
import { literalsOf } from '../../src/explain/literals.ts';
import { RULES } from '../../src/generated/rules.ts';
import { effort, effortAbove } from '../support/effort.ts';

const rules = RULES.flat();
const bytes = (words: string) => new TextEncoder().encode(words);

/**
 * Strings that make a careless pattern backtrack: its own words, and what it repeats, over and over. A line without any
 * of its words never reaches a pattern that has some (hits.ts).
 */
function attacks(pattern: RegExp, length: number): string[] {
  const own = literalsOf(pattern);
  const words = own ?? ['error'];
  const fillers = ['a', ' ', 'a/', ': ', '.so', 'x.1'];
  return fillers.flatMap((filler) => [
    ...(own === null || pattern.flags.includes('i') ? [filler.repeat(length / filler.length)] : []),
    ...words.slice(0, 2).map((word) => `${word}${filler.repeat(length / filler.length)}`),
    ...words.slice(0, 2).map((word) => `${filler.repeat(length / filler.length)}${word}`),
  ]);
}

/** Far below what a person would notice: not worth a second look. */
const QUICK = 25;
/** The best of several tries: on a machine that does much else, most of them are interrupted. */
function best(work: () => unknown): number {
  let least = effortAbove(QUICK, work);
  for (let tries = 0; tries < 8 && least > QUICK; tries += 1) least = Math.min(least, effort(work));
  return least;
}

// The engine cuts lines at 2000 characters (hits.ts): a pattern that needs the square of that would take seconds.
test('no pattern backtracks badly', () => {
  const slow: string[] = [];
  for (const { id, when, unless } of rules)
    for (const pattern of unless ? [when, unless] : [when])
      for (const [index, long] of attacks(pattern, 2000).entries()) {
        const whole = best(() => pattern.exec(long));
        if (whole <= QUICK) continue;
        const half = best(() => pattern.exec(attacks(pattern, 1000)[index]!));
        if (whole > 3 * half) slow.push(`${id}: ${half} ms -> ${whole} ms on ${long.slice(0, 40)}`);
        if (whole > 100) slow.push(`${id}: ${whole} ms on ${long.slice(0, 40)}`);
      }
  expect(slow).toEqual([]);
}, 20_000);

test.each([
  ['one line of 10 MB', new Uint8Array(10_000_000).fill(97)],
  ['10 MB of blanks', new Uint8Array(10_000_000).fill(32)],
  ['a million NULs', new Uint8Array(1_000_000)],
  ['every byte there is', Uint8Array.from({ length: 500_000 }, (_, index) => (index * 7919) % 256)],
  ['nothing but escapes', bytes('\u001b]0;'.repeat(100_000))],
  ['carriage returns only', bytes('10%\r'.repeat(200_000))],
])('%s is read in bounded time', (_, log) => {
  expect(effort(() => explainBytes(log, { where: 'log', manager: null }))).toBeLessThan(3000);
});
