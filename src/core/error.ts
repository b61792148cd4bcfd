import type { ExitCode } from './exit.ts';
import type { Finding } from './finding.ts';
import type { Text } from './text.ts';

/**
 * An expected failure: what happened, why, and what to type. Anything else that is thrown is a bug in this tool.
 * `message` is the English text, so that a log made by other means is still readable.
 */
export class SetupError extends Error {
  readonly exitCode: ExitCode;
  readonly what: Text;
  readonly hint: Text | undefined;
  readonly findings: readonly Finding[];

  constructor(
    exitCode: ExitCode,
    what: Text,
    more: { hint?: Text; findings?: readonly Finding[]; cause?: unknown } = {},
  ) {
    super(what.en, { cause: more.cause });
    this.name = 'SetupError';
    this.exitCode = exitCode;
    this.what = what;
    this.hint = more.hint;
    this.findings = more.findings ?? [];
  }
}
