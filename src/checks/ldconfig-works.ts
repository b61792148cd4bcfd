import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity } from '../doctor/building.ts';
import { ldconfigFixes } from '../doctor/ldconfig-fixes.ts';
import { hasCache } from '../doctor/loader-fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { plainEnvironment } from '../facts/environment.ts';
import { ldconfigOf } from '../facts/ldconfig.ts';
import { programs } from '../facts/programs.ts';

/** A shell's words for "may not be executed" and "not found" (POSIX, Shell Command Language, 2.8.2): Ubuntu's is a script around another file. */
const NOT_RUN: readonly (number | null)[] = [126, 127];

/** Why the program at `path` is no ldconfig; null where it prints the cache (ldconfig(8), -p) or says that there is none. */
async function faultOf(ask: Ask, path: string): Promise<string | null> {
  const answer = await ask.probe.run([path, '-p'], {
    cwd: '/',
    env: plainEnvironment(ask.probe),
    timeoutMs: 10_000,
    maxBytes: 4096,
  });
  if (answer.spawnError !== null) return answer.spawnError;
  if (answer.signal !== null && answer.stdout === '') return answer.signal;
  if (NOT_RUN.includes(answer.code)) return answer.stderr.trim() || `exit ${answer.code}`;
  const isSilent = `${answer.stdout}${answer.stderr}`.trim() === '';
  return answer.code === 0 && isSilent ? 'it says nothing' : null;
}

/** Whoever installs a library must tell the loader of it: without ldconfig the next one is not found. */
const ldconfigWorks: Check = {
  id: 'ldconfig-works',
  title: text('ldconfig is there and works', 'ldconfig 存在且能工作'),
  codes: ['tool.missing', 'tool.broken'],
  async judge(ask, scope) {
    const severity = toolSeverity(ask, scope);
    if (severity === null || !hasCache(ask)) return [];
    const path = ldconfigOf(ask);
    const fault = path === null ? null : await faultOf(ask, path);
    if (path !== null && fault === null) return [];
    const { onPath, offPath } = ask.of(programs).find('ldconfig');
    const barred = [...onPath, ...offPath][0]?.path;
    const there = path ?? barred;
    const finding: Finding = {
      code: there === undefined ? 'tool.missing' : 'tool.broken',
      subject: 'ldconfig',
      severity,
      title:
        there === undefined
          ? text('ldconfig is not on this machine', '本机没有 ldconfig')
          : text(`${there} does not work`, `${there} 不能正常工作`),
      cause: text(
        'Whoever installs a library runs it, so that the loader learns of the new files; dpkg refuses to work without it.',
        '安装库之后要运行它，加载器才会知道新文件；没有它 dpkg 会拒绝工作。',
      ),
      evidence: [
        {
          kind: 'file',
          where: there ?? '/sbin/ldconfig',
          text: there === undefined ? 'no such file' : (fault ?? 'may not be executed'),
        },
      ],
      consequences: [],
      fixes: ldconfigFixes(ask),
    };
    return [finding];
  },
};

export default ldconfigWorks;
