import { correlate } from '../core/correlate.ts';
import type { Finding } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { CHECKS } from '../generated/checks.ts';
import { type CheckReport, runChecks } from './run-checks.ts';

export interface Examination {
  readonly reports: readonly CheckReport[];
  /** Roots only, the deepest with the widest effect first. */
  readonly findings: readonly Finding[];
}

/** Asks a machine everything. `only`: ids of the checks that are wanted; all where it is empty. */
export async function examine(ask: Ask, scope: Scope, only: readonly string[] = []): Promise<Examination> {
  const wanted = CHECKS.filter(
    ({ id, needsNetwork }) =>
      only.includes(id) || (only.length === 0 && (needsNetwork !== true || scope.online)),
  );
  const reports = await runChecks(wanted as readonly Check[], ask, scope);
  return { reports, findings: correlate(reports.flatMap(({ findings }) => findings)) };
}
