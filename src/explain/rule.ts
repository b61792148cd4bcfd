import type { Code } from '../core/codes.ts';
import type { Text } from '../core/text.ts';

// The explain helper owns this file; this is only enough for the registry to type-check.
export interface LogRule {
  readonly code: Code;
  readonly title: Text;
}

export type RuleFamily = readonly LogRule[];
