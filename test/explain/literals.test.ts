import { expect, test } from 'vitest';
import { wordsOf } from '../../src/explain/hits.ts';
import { literalsOf } from '../../src/explain/literals.ts';
import { RULES } from '../../src/generated/rules.ts';

test.each([
  [/cannot find -l(\w+)/, ['cannot find -l']],
  [/(?:error|fatal): x?yes+/, ['error', 'fatal']],
  [/one|tw.o{0,3}|three/, null],
  [/a?bcd|(?:efgh)?ijkl/, ['bcd', 'ijkl']],
  [/[ab]+\d/, null],
  [/(?!never)always\b/, ['always']],
])('%s', (pattern, words) => {
  expect(literalsOf(pattern)).toEqual(words);
});

test("every rule's samples hold one of its words, so that looking for them first loses nothing", () => {
  for (const rule of RULES.flat()) {
    const words = wordsOf(rule);
    if (words.length === 0) continue;
    for (const [sample] of rule.samples)
      expect(
        words.some((word) => sample.replace(/[`\u2018\u2019]/g, "'").includes(word)),
        rule.id,
      ).toBe(true);
  }
});
