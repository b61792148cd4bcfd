import type { Finding, Fix } from '../core/finding.ts';
import { type Text, text, verbatim } from '../core/text.ts';
import type { VerifyCheck } from './check.ts';
import { subjectOf } from './judge.ts';
import type { ReadLog } from './prove.ts';
import type { SuiteReport, UpstreamTest } from './upstream/suite.ts';

const look = (target: string): Fix => ({
  title: text('see whether something on this machine is in the way', '检查本机是否有什么在妨碍'),
  commands: [['czmq-setup', 'doctor', '--target', target]],
  needsRoot: false,
  automatic: false,
  risk: 'safe',
});

const failedTest = (check: VerifyCheck, title: Text, cause: Text): Finding => ({
  code: 'test.failed',
  subject: `${check.target} ${check.id}`,
  severity: 'error',
  title,
  cause,
  evidence: [{ kind: 'command', where: `verify ${check.target}`, text: `${check.id}: ${check.detail.en}` }],
  consequences: [],
  fixes: [look(check.target)],
  source: 'verify',
});

/** A pattern over a transport that did not do what it should. */
export const patternFinding = (check: VerifyCheck): Finding =>
  failedTest(
    check,
    text(
      `${subjectOf(check.target)}: ${check.id} does not work`,
      `${subjectOf(check.target)}：${check.id} 不能正常工作`,
    ),
    check.detail,
  );

/** A promise that was not kept under a fault. */
export const faultFinding = (check: VerifyCheck, promise: Text): Finding =>
  failedTest(
    check,
    text(
      `${subjectOf(check.target)} breaks its promise: ${check.id}`,
      `${subjectOf(check.target)} 没有兑现承诺：${check.id}`,
    ),
    text(
      `Promised: ${promise.en}. Seen: ${check.detail.en}.`,
      `承诺：${promise['zh-CN']}。实际：${check.detail['zh-CN']}。`,
    ),
  );

/** A test of upstream's own that failed with the installed copy. */
export const suiteFinding = (
  { target, suite, version }: SuiteReport,
  { name, detail }: UpstreamTest,
): Finding => ({
  code: 'test.failed',
  subject: name,
  severity: 'error',
  title: text(
    `${subjectOf(target)} ${version} fails its own test ${name}`,
    `${subjectOf(target)} ${version} 未通过自带的测试 ${name}`,
  ),
  cause: detail,
  evidence: [{ kind: 'command', where: `${target} ${suite}`, text: `${name}: ${detail.en}` }],
  consequences: [],
  fixes: [look(target)],
  source: 'verify',
});

/** Ways that every installation must offer. The others depend on what its maker chose and on tools of other languages. */
const NEEDED = ['pkg-config', 'flags'];

/**
 * Why a way to link failed: what the log shows, else that it failed. Where the libraries are not of our making, a way
 * that nothing on this machine is built with is a warning: a distribution's static libraries often want more than it has.
 */
export function wayFinding(check: VerifyCheck, log: string, ours: boolean, readLog: ReadLog): Finding[] {
  const causes = log === '' ? [] : readLog(log).filter(({ code }) => code !== 'unknown');
  const found =
    causes.length > 0
      ? causes
      : [
          failedTest(
            check,
            text(
              `${subjectOf(check.target)} cannot be used by way of ${check.id}`,
              `无法通过 ${check.id} 方式使用 ${subjectOf(check.target)}`,
            ),
            check.detail.en === '' ? verbatim(check.id) : check.detail,
          ),
        ];
  const grave = NEEDED.includes(check.id) || (ours && check.id !== 'cgo' && check.id !== 'python');
  if (grave) return [...found];
  return found.map((finding): Finding => {
    const title = text(
      `${subjectOf(check.target)} by way of ${check.id}: ${finding.title.en}`,
      `通过 ${check.id} 方式使用 ${subjectOf(check.target)}：${finding.title['zh-CN']}`,
    );
    return finding.severity === 'error' ? { ...finding, severity: 'warning', title } : finding;
  });
}
