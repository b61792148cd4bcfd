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

/** Places in the list of rules, ascending, of those that a text may match: their words stand in it, or they have none. */
type Finder = (text: string) => readonly number[];

/** Words are looked up by their first characters; the rules' are at least as long (literals.ts). */
const KEY = 3;
const slotOf = (text: string, at: number): number =>
  (text.charCodeAt(at) * 31 + text.charCodeAt(at + 1) * 1021 + text.charCodeAt(at + 2) * 8191) & 0xffff;

/** One look at each place of a text, whatever the number of words. */
function finderOf(rules: readonly LogRule[]): Finder {
  const known = new Uint8Array(1 << 16);
  const byKey = new Map<string, { readonly word: string; readonly places: number[] }[]>();
  const wordless: number[] = [];
  rules.forEach((rule, place) => {
    if (wordsOf(rule).length === 0) wordless.push(place);
    for (const word of wordsOf(rule)) {
      known[slotOf(word, 0)] = 1;
      const key = word.slice(0, KEY);
      const list = byKey.get(key) ?? [];
      byKey.set(key, list);
      const same = list.find((entry) => entry.word === word);
      if (same) same.places.push(place);
      else list.push({ word, places: [place] });
    }
  });
  return (text) => {
    let found: Set<number> | null = null;
    for (let at = 0; at + KEY <= text.length; at += 1) {
      if (known[slotOf(text, at)] === 0) continue;
      const list = byKey.get(text.slice(at, at + KEY));
      if (!list) continue;
      for (const { word, places } of list)
        if (text.startsWith(word, at)) {
          found ??= new Set(wordless);
          for (const place of places) found.add(place);
        }
    }
    return found === null ? wordless : [...found].sort((one, other) => one - other);
  };
}

const finders = new WeakMap<readonly LogRule[], Finder>();

/** Everything that the rules see in a log, in the log's order. */
export function hitsOf(log: Log, rules: readonly LogRule[]): Hit[] {
  const finder = finders.get(rules) ?? finderOf(rules);
  finders.set(rules, finder);
  const counts = new Map<LogRule, number>();
  const hits: Hit[] = [];
  log.lines.forEach((line, at) => {
    if (line.kind === 'listing' || line.kind === 'trial') return;
    const text = line.text.length > EXAMINED ? line.text.slice(0, EXAMINED) : line.text;
    for (const place of finder(text)) {
      const rule = rules[place]!;
      if (rule.on !== line.kind || (counts.get(rule) ?? 0) >= ENOUGH) continue;
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
