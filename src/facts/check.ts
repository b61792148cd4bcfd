import type { Code } from '../core/codes.ts';
import type { Finding } from '../core/finding.ts';
import type { Recipe } from '../core/recipe.ts';
import type { Text } from '../core/text.ts';
import type { Ask } from './ask.ts';

/** What the user wants the machine for, as far as he said. */
export interface Scope {
  /** Names of recipes and bindings; a check that concerns none of them stays silent. */
  readonly targets: readonly string[];
  /** Those and what they depend on, dependencies first: the doctor's own knowledge, never asked of the machine. */
  readonly recipes: readonly Recipe[];
  readonly prefix: string;
  /** Programs and libraries named with `--binary`. */
  readonly binaries: readonly string[];
  /** The user wants to build (install, or `--target` named): build tools matter. */
  readonly building: boolean;
  /** `--online`. */
  readonly online: boolean;
}

/** Why a check could not look. Never counts as a pass. */
export interface Skipped {
  readonly skipped: Text;
}

/** One question about a live machine: one file in src/checks, default export. Pure but for what it asks. */
export interface Check {
  readonly id: string;
  readonly title: Text;
  /** All codes that it may emit. */
  readonly codes: readonly Code[];
  readonly needsNetwork?: boolean;
  /** Speaks only where the others leave something unexplained: it gets what they found, and they do not wait for it. */
  readonly lastResort?: boolean;
  judge(
    ask: Ask,
    scope: Scope,
    others: Promise<readonly Finding[]>,
  ): Promise<readonly Finding[] | Skipped> | readonly Finding[] | Skipped;
}
