import { SetupError } from '../core/error.ts';
import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { VerifyCheck } from './check.ts';
import { suiteFinding } from './findings.ts';
import type { Tried } from './try-ways.ts';
import { UPSTREAM } from './upstream/all.ts';
import type { UpstreamSite } from './upstream/site.ts';
import { countOf, type SuiteReport } from './upstream/suite.ts';

export interface UpstreamTried extends Tried {
  readonly suites: readonly SuiteReport[];
}

function checkOf(suite: SuiteReport): VerifyCheck {
  const [passed, failed, skipped] = [
    countOf(suite, 'pass'),
    countOf(suite, 'fail'),
    countOf(suite, 'skipped'),
  ];
  return {
    target: suite.target,
    part: 'upstream',
    id: suite.suite,
    status: failed > 0 ? 'fail' : passed > 0 ? 'pass' : 'skipped',
    detail: text(
      `${passed} passed, ${failed} failed, ${skipped} skipped`,
      `${passed} 通过，${failed} 失败，${skipped} 跳过`,
    ),
  };
}

const skippedSuite = (target: string, detail: Text): VerifyCheck => ({
  target,
  part: 'upstream',
  id: 'upstream',
  status: 'skipped',
  detail,
});

/** Upstream's suites one after the other, since they measure time. A source that cannot be had is a finding, and no pass. */
export async function tryUpstream(site: UpstreamSite, targets: readonly string[]): Promise<UpstreamTried> {
  const suites: SuiteReport[] = [];
  const checks: VerifyCheck[] = [];
  const findings: Finding[] = [];
  for (const target of targets) {
    const upstream = UPSTREAM[target];
    if (upstream === undefined || site.signal.aborted) continue;
    try {
      const reports = await upstream(site);
      suites.push(...reports);
      checks.push(...reports.map(checkOf));
      if (reports.length === 0)
        checks.push(skippedSuite(target, text('no program can be built against it', '无法针对它构建程序')));
    } catch (error) {
      if (!(error instanceof SetupError)) throw error;
      checks.push(skippedSuite(target, error.what));
      findings.push(...error.findings);
    }
  }
  for (const suite of suites)
    for (const test of suite.tests) if (test.outcome === 'fail') findings.push(suiteFinding(suite, test));
  return { suites, checks, findings };
}
