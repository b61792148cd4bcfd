import type { Code } from './codes.ts';
import type { Text } from './text.ts';

/** `error`: something a user would do with this stack fails. `warning`: works today and will bite. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** What was seen, and where, so that a reader can look for himself. */
export interface Evidence {
  readonly kind: 'file' | 'command' | 'env' | 'log' | 'symbol' | 'system';
  /** A path, a variable's name, a command line or a log's name. */
  readonly where: string;
  /** The words seen there, free of terminal escapes and secrets. */
  readonly text: string;
  /** Line number from 1, for `log` and `file`. */
  readonly line?: number;
}

/** How likely a fix is to surprise its user. `safe`: adds or refreshes, nothing is replaced. */
export type Risk = 'safe' | 'moderate' | 'high';

/** A remedy as data. `commands` run as they stand, in order. */
export interface Fix {
  readonly title: Text;
  readonly commands: readonly (readonly string[])[];
  readonly needsRoot: boolean;
  /** `--fix` runs it; otherwise it is only proposed. */
  readonly automatic: boolean;
  readonly risk: Risk;
  /** How the fix is taken back, where it can be. */
  readonly undo?: readonly (readonly string[])[];
}

/** A finding's identity: two findings of the same code and subject are the same finding. */
export interface FindingKey {
  readonly code: Code;
  readonly subject: string | null;
}

/** One thing that is wrong, with its proof and its remedy. */
export interface Finding extends FindingKey {
  readonly severity: Severity;
  /** One line: what is wrong. */
  readonly title: Text;
  /** Why it is so, as far as the evidence proves. */
  readonly cause: Text;
  readonly evidence: readonly Evidence[];
  /** What merely follows from this finding. */
  readonly consequences: readonly FindingKey[];
  readonly fixes: readonly Fix[];
  /** Which check or rule said it. */
  readonly source?: string;
}

/** The text form that `--ignore CODE[:SUBJECT]` takes. */
export const keyOf = ({ code, subject }: FindingKey): string =>
  subject === null ? code : `${code}:${subject}`;
