import type { Code } from '../core/codes.ts';
import type { Text } from '../core/text.ts';
import type { Hit, LogRule, Match, PossibleCause, Remedy, RuleFamily, Sample, Tier } from './rule.ts';
import { TITLES } from './titles.ts';

type Said<T> = T | ((subject: string | null, hit: Hit) => T);

/** What the rules of one family say alike. */
export interface FamilyWords {
  /** Where absent, the code's own (titles.ts). */
  readonly title?: Said<Text>;
  readonly cause: Said<Text>;
  readonly remedies?: Said<readonly Remedy[]>;
  readonly possible?: Said<readonly PossibleCause[]>;
}

/** A rule as its file writes it: what it does not say comes from its family. */
export interface Form extends Partial<FamilyWords> {
  readonly id: string;
  readonly code?: Code;
  readonly severity?: LogRule['severity'];
  readonly tier?: Tier;
  readonly when: RegExp;
  readonly unless?: RegExp;
  readonly on?: LogRule['on'];
  readonly test?: (match: Match) => boolean;
  /** A fixed word, the name or number of a capture group, or how to find it; the first group where absent. */
  readonly subject?: string | null | ((match: Match) => string | null);
  readonly generic?: boolean;
  readonly over?: readonly string[];
  readonly samples: readonly Sample[];
  readonly misses?: readonly string[];
}

const fn = <T>(said: Said<T> | undefined, fallback: T): ((subject: string | null, hit: Hit) => T) =>
  typeof said === 'function'
    ? (said as (subject: string | null, hit: Hit) => T)
    : () => (said === undefined ? fallback : said);

function subjectOf(said: Form['subject']): LogRule['subject'] {
  if (typeof said === 'function') return said;
  if (said === undefined) return ({ match }) => match[1] ?? null;
  return () => said;
}

/** Rules of one code that share their words. */
export function family(code: Code, words: FamilyWords, forms: readonly Form[]): RuleFamily {
  return forms.map((form): LogRule => {
    const said = { ...words, ...form };
    return {
      id: form.id,
      code: form.code ?? code,
      severity: form.severity ?? 'error',
      tier: form.tier ?? 'cause',
      when: form.when,
      ...(form.unless && { unless: form.unless }),
      on: form.on ?? 'output',
      ...(form.test && { test: form.test }),
      subject: subjectOf(form.subject),
      generic: form.generic ?? false,
      over: form.over ?? [],
      title: fn(said.title ?? TITLES[form.code ?? code], { en: '', 'zh-CN': '' }),
      cause: fn(said.cause, { en: '', 'zh-CN': '' }),
      remedies: fn(said.remedies, []),
      possible: fn(said.possible, []),
      samples: form.samples,
      misses: form.misses ?? [],
    };
  });
}
