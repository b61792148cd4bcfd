import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isInstalled, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { pathsOf } from '../host/paths.ts';

/** Mounts that forbid what a build and an installation do. */
const mounts: Check = {
  id: 'mounts',
  title: text('no mount forbids building or installing', '没有挂载选项妨碍构建或安装'),
  codes: ['install.read-only', 'source.not-executable'],
  judge(ask, scope) {
    if (!willBuild(ask, scope)) return [];
    const { probe } = ask;
    const findings: Finding[] = [];
    const prefix = mountPointOf(probe, scope.prefix);
    if (prefix?.readOnly) {
      findings.push({
        code: 'install.read-only',
        subject: prefix.point,
        // Who has the libraries already can go on without writing there.
        severity: isInstalled(ask, scope) ? 'warning' : 'error',
        title: text(`${scope.prefix} is on a read-only file system`, `${scope.prefix} 位于只读文件系统上`),
        cause: text(`${prefix.point} is mounted read-only.`, `${prefix.point} 以只读方式挂载。`),
        evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${prefix.point} ro` }],
        consequences: [],
        fixes: [
          proposal(
            text(
              'Mount it writable, or install elsewhere with --prefix',
              '请以可写方式重新挂载，或用 --prefix 安装到其他位置',
            ),
            [['mount', '-o', 'remount,rw', prefix.point]],
          ),
        ],
      });
    }
    const { cache } = pathsOf(probe.env, probe.self);
    const work = mountPointOf(probe, cache);
    if (work?.noExec) {
      findings.push({
        code: 'source.not-executable',
        subject: work.point,
        severity: 'error',
        title: text(
          `Nothing may be executed on ${work.point}, where builds are done`,
          `${work.point} 禁止执行程序，而构建就在那里进行`,
        ),
        cause: text(
          `${work.point} is mounted noexec: configure and the programs that it tries cannot be started.`,
          `${work.point} 以 noexec 方式挂载：configure 及其试运行的程序都无法启动。`,
        ),
        evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${work.point} noexec` }],
        consequences: [],
        fixes: [
          proposal(
            text(
              'Build elsewhere: export XDG_CACHE_HOME=DIR, with a folder on another mount',
              '改到其他位置构建：export XDG_CACHE_HOME=目录（位于另一个挂载点）',
            ),
          ),
        ],
      });
    }
    return findings;
  },
};

export default mounts;
