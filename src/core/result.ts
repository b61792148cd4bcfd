import type { ExitCode } from './exit.ts';
import type { Finding } from './finding.ts';

/**
 * What a command returns; the cli turns it into an exit code, the ui into words or JSON.
 * `data` holds the command's own JSON fields beside those that every document has (contract, "JSON").
 */
export interface Result<Command extends string = string, Data = unknown> {
  readonly command: Command;
  readonly exitCode: ExitCode;
  readonly findings: readonly Finding[];
  readonly data: Data;
  /** What the document's `ok` says, where exit code and severities do not: a log's failure is not the reader's. */
  readonly ok?: boolean;
}
