import type { Capability } from '../core/capability.ts';
import type { Code } from '../core/codes.ts';
import type { Risk, Severity } from '../core/finding.ts';
import type { Text } from '../core/text.ts';
import type { Line, Log } from './log.ts';
import type { PackagesByManager } from './subjects/system-packages.ts';

/**
 * How much a matching line proves.
 * `cause`: the tool says why it stopped. `symptom`: it says what failed, the reason lies elsewhere.
 * `trace`: what is left behind by a failure that has its own line somewhere before.
 */
export type Tier = 'cause' | 'symptom' | 'trace';

/** A rule's match in a log. */
export interface Hit {
  readonly rule: LogRule;
  readonly log: Log;
  /** Index of the matching line in `log.lines`. */
  readonly at: number;
  readonly line: Line;
  readonly match: RegExpExecArray;
  readonly subject: string | null;
}

/** A match before its subject is known. */
export type Match = Omit<Hit, 'subject'>;

/** A remedy before the platform is known: packages are named by capability, commands stand as they are. */
export interface Remedy {
  readonly title: Text;
  /** Installed by the platform's package manager. */
  readonly install?: readonly Capability[];
  /** Packages that all package managers call the same. */
  readonly packages?: readonly string[];
  /** Package manager's id -> its package. */
  readonly packagesBy?: PackagesByManager;
  readonly run?: readonly (readonly string[])[];
  readonly root?: boolean;
  readonly risk?: Risk;
}

/** One of the reasons that a symptom can have, and the command whose answer tells it from the others. */
export interface PossibleCause {
  readonly code: Code;
  readonly why: Text;
  readonly ask: readonly string[];
}

/** A log that must match, and the subject that must be drawn from it. */
export type Sample = readonly [log: string, subject: string | null];

/** One form in which one fault shows itself. */
export interface LogRule {
  readonly id: string;
  readonly code: Code;
  readonly severity: Severity;
  readonly tier: Tier;
  /** Searched in each line's `text`: English, without prefixes, plain quotes, no leading blanks. Must be linear. */
  readonly when: RegExp;
  /** A line that also matches this is not meant. */
  readonly unless?: RegExp;
  /** Which lines are looked at: what tools print (default), or what was typed. */
  readonly on: 'output' | 'command';
  /** What the surroundings must say too. */
  readonly test?: (match: Match) => boolean;
  readonly subject: (match: Match) => string | null;
  /** Matches whatever its tool says: any other rule on the same line knows more. */
  readonly generic: boolean;
  /** Ids or codes of rules that say less about the same fault: they drop out where this one matches. */
  readonly over: readonly string[];
  readonly title: (subject: string | null, hit: Hit) => Text;
  readonly cause: (subject: string | null, hit: Hit) => Text;
  readonly remedies: (subject: string | null, hit: Hit) => readonly Remedy[];
  readonly possible: (subject: string | null, hit: Hit) => readonly PossibleCause[];
  readonly samples: readonly Sample[];
  /** Logs in which this rule must stay silent. */
  readonly misses: readonly string[];
}

export type RuleFamily = readonly LogRule[];
