import { expect, test } from 'vitest';
import { choose } from '../../src/explain/choose.ts';
import { explainLines } from '../../src/explain/explain.ts';
import { hitsOf } from '../../src/explain/hits.ts';
import { Log } from '../../src/explain/log.ts';
import type { LogRule } from '../../src/explain/rule.ts';
import { settled } from '../../src/explain/settled.ts';
import { untranslated } from '../../src/explain/translate.ts';
import { RULES } from '../../src/generated/rules.ts';

const rules = RULES.flat();
const logOf = (words: string): Log =>
  new Log(
    words.split('\n').map((text, index) => ({ number: index + 1, text })),
    untranslated,
    false,
  );
const hit = (rule: LogRule, words: string) => hitsOf(logOf(words), [rule]);

test('there are at least 120 rules, and no id twice', () => {
  expect(rules.length).toBeGreaterThanOrEqual(120);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('every rule has samples, words in both languages, and ids that belong to its family', () => {
  for (const rule of rules) {
    expect(rule.samples.length, rule.id).toBeGreaterThan(0);
    for (const [words, subject] of rule.samples) {
      const found = hit(rule, words)[0];
      expect(found, `${rule.id} does not match its sample:\n${words}`).toBeDefined();
      expect(found!.subject, `${rule.id} on:\n${words}`).toBe(subject);
      for (const said of [rule.title(subject, found!), rule.cause(subject, found!)]) {
        expect(said.en, rule.id).not.toBe('');
        expect(said['zh-CN'], rule.id).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  }
});

test('no rule matches its near misses', () => {
  for (const rule of rules)
    for (const words of rule.misses) expect(hit(rule, words), `${rule.id} on:\n${words}`).toEqual([]);
});

test("what a rule yields to is a rule's id or a code", () => {
  const known = new Set<string>(rules.flatMap(({ id, code }) => [id, code]));
  for (const rule of rules)
    for (const name of rule.over) expect(known, `${rule.id} over ${name}`).toContain(name);
});

/** What the rules answer, read in this order. */
const chosen = (words: string, order: readonly LogRule[]): string | undefined => {
  const log = logOf(words);
  return choose(settled(log, hitsOf(log, order)))?.rule.id;
};

test('the answer is the same in whatever order the files of the rules are read', () => {
  const backwards = [...RULES].reverse().flat();
  for (const [words] of rules.flatMap(({ samples }) => samples))
    expect(chosen(words, backwards), words).toBe(chosen(words, rules));
});

// The cross: all rules see all samples; the answer must be the code and subject of the rule whose sample it is.
test('all rules together answer each sample with its own rule', () => {
  const wrong: string[] = [];
  for (const rule of rules)
    for (const [words, subject] of rule.samples) {
      const [finding] = explainLines(words.split('\n'), { where: 'sample', manager: null });
      // What is left behind by a failure gives way where the sample shows the failure itself.
      if (rule.tier === 'trace' && finding && finding.source !== `rule:${rule.id}`) continue;
      if (finding?.code !== rule.code || finding.subject !== subject)
        wrong.push(
          `${rule.id}: got ${finding?.code} ${finding?.subject} (${finding?.source}) want ${rule.code} ${subject} on: ${words.replaceAll('\n', ' | ').slice(0, 200)}`,
        );
    }
  expect(wrong).toEqual([]);
});
