import type { Finding } from '../core/finding.ts';
import { type Text, verbatim } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';

/** What became of one check. `skipped` is never a pass. */
export interface CheckReport {
  readonly id: string;
  readonly title: Text;
  readonly status: 'pass' | 'fail' | 'warn' | 'skipped';
  /** Why it could not look. */
  readonly skipped: Text | null;
  readonly durationMs: number;
  readonly findings: readonly Finding[];
}

/** A question that a tape holds no answer to; recognised by name, since the tape is the host's. */
const notRecorded = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'NotRecorded';

const statusOf = (findings: readonly Finding[]): CheckReport['status'] => {
  if (findings.some(({ severity }) => severity === 'error')) return 'fail';
  return findings.some(({ severity }) => severity === 'warning') ? 'warn' : 'pass';
};

async function runOne(
  check: Check,
  ask: Ask,
  scope: Scope,
  others: Promise<readonly Finding[]>,
): Promise<CheckReport> {
  const started = ask.probe.now();
  const report = (status: CheckReport['status'], findings: readonly Finding[], skipped: Text | null) => ({
    id: check.id,
    title: check.title,
    status,
    skipped,
    durationMs: ask.probe.now() - started,
    findings: findings.map((finding) => ({ ...finding, source: check.id })),
  });
  try {
    const judged = await check.judge(ask, scope, others);
    return 'skipped' in judged
      ? report('skipped', [], judged.skipped)
      : report(statusOf(judged), judged, null);
  } catch (error) {
    if (!notRecorded(error)) throw error;
    return report('skipped', [], verbatim(error.message));
  }
}

/** Runs checks side by side: what they spawn is under way at once, and each fact is asked once. */
export function runChecks(checks: readonly Check[], ask: Ask, scope: Scope): Promise<readonly CheckReport[]> {
  const none = Promise.resolve([]);
  const ordinary = checks.map((check) => (check.lastResort ? null : runOne(check, ask, scope, none)));
  const found = Promise.all(ordinary).then((reports) => reports.flatMap((report) => report?.findings ?? []));
  return Promise.all(checks.map((check, index) => ordinary[index] ?? runOne(check, ask, scope, found)));
}
