import { literalsOf } from './literals.ts';
import type { Log } from './log.ts';
import type { Hit, LogRule } from './rule.ts';

/** A rule that keeps matching says nothing new after so many times. */
const ENOUGH = 40;
/** Characters of a line that rules look at. */
const EXAMINED = 2000;

/** A rule's words, found out once. */
const words = new WeakMap<LogRule, readonly string[]>();

/** The plain words of which a line must hold one for the rule to match; [] where that is not known. */
export function wordsOf(rule: LogRule): readonly string[] {
  const known = words.get(rule);
  if (known) return known;
  const found = rule.when.flags.includes('i') ? [] : (literalsOf(rule.when) ?? []);
  words.set(rule, found);
  return found;
}

const holds = (text: string, list: readonly string[]): boolean => {
  if (list.length === 0) return true;
  for (const word of list) if (text.includes(word)) return true;
  return false;
};

/** Everything that the rules see in a log, in the log's order. */
export function hitsOf(log: Log, rules: readonly LogRule[]): Hit[] {
  const counts = new Map<LogRule, number>();
  const hits: Hit[] = [];
  log.lines.forEach((line, at) => {
    if (line.kind === 'listing' || line.kind === 'trial') return;
    const text = line.text.length > EXAMINED ? line.text.slice(0, EXAMINED) : line.text;
    for (const rule of rules) {
      if (rule.on !== line.kind || (counts.get(rule) ?? 0) >= ENOUGH) continue;
      if (!holds(text, wordsOf(rule))) continue;
      const match = rule.when.exec(text);
      if (!match || rule.unless?.test(text)) continue;
      const found = { rule, log, at, line, match };
      if (rule.test && !rule.test(found)) continue;
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      hits.push({ ...found, subject: rule.subject(found) });
    }
  });
  return hits;
}
