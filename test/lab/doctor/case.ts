import type { Code } from '../../../src/core/codes.ts';

/** What a machine has before it is broken. `source`: our install in /usr/local. `packages`: Debian's own. */
export type Stack = 'source' | 'packages' | 'both' | 'opt' | 'none';

/** A really broken machine: a real fault, a command of the user's that fails because of it, and what must be said. */
export interface BrokenMachine {
  readonly name: string;
  readonly stack: Stack;
  /** Shell lines, run by root, that break it. */
  readonly fault: string;
  /** The user's environment, in which his command and the doctor run. */
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: 'user';
  /** Shell words with which his session began (`ulimit ...;`), before his command and the doctor alike. */
  readonly session?: string;
  /** Fails while the machine is broken, works when it is repaired. Default: compile and run a czmq program. */
  readonly command?: string;
  /** Further arguments of `doctor`. */
  readonly doctor?: readonly string[];
  readonly code: Code;
  readonly subject: string | readonly string[];
  /**
   * `fix`: `doctor --fix --yes` repairs it. `shell`: what the user would type after reading the advice (his own
   * variable or a deliberate setting, which is proposed and never run), as shell words put before his command.
   */
  readonly repair: 'fix' | { readonly shell: string };
  readonly network?: boolean;
}

/** A machine that works: no finding of severity `error`, and the command passes. */
export interface HealthyMachine {
  readonly name: string;
  readonly stack: Stack;
  readonly prepare?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly user?: 'user';
  readonly session?: string;
  readonly command?: string;
  readonly doctor?: readonly string[];
}

/** Compiles and runs, as a Makefile would. */
export const BUILD_AND_RUN = '/opt/app/build.sh';

/** The program that was built while all was well. */
export const RUN = '/opt/app/app';
