import type { Finding } from '../../core/finding.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';

export interface LinkDiagnosis {
  readonly findings: readonly Finding[];
  readonly corrected: readonly string[] | null;
}

export function diagnoseLink(_ask: Ask, _scope: Scope, _argv: readonly string[]): LinkDiagnosis {
  return { findings: [], corrected: null };
}
