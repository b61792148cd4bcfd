import type { Finding } from '../core/finding.ts';
import type { VerifyCheck } from './check.ts';
import { wayFinding } from './findings.ts';
import type { ProofProgram } from './program.ts';
import type { ReadLog } from './prove.ts';
import { WAYS } from './ways/all.ts';
import type { Site } from './ways/way.ts';

/** What a set of trials came to. */
export interface Tried {
  readonly checks: readonly VerifyCheck[];
  readonly findings: readonly Finding[];
}

/** Every way to link, for every program, all at once. `ours`: this tool installed the libraries. */
export async function tryWays(
  site: Site,
  programs: readonly ProofProgram[],
  ours: boolean,
  readLog: ReadLog,
): Promise<Tried> {
  const outcomes = await Promise.all(WAYS.map((way) => way.attempt(site, programs)));
  const checks: VerifyCheck[] = [];
  const findings: Finding[] = [];
  for (const [index, { recipe }] of programs.entries())
    for (const [at, { id }] of WAYS.entries()) {
      const outcome = outcomes[at]?.[index];
      if (outcome === undefined || outcome === null) continue;
      const { status, detail } = outcome;
      const check: VerifyCheck = { target: recipe, part: 'link', id, status, detail };
      checks.push(check);
      if (outcome.status === 'fail' && !site.signal.aborted)
        findings.push(...wayFinding(check, outcome.log, ours, readLog));
    }
  return { checks, findings };
}
