import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isDeveloping, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';
import { candidatePrefixes } from '../facts/stack/folders.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';

const HOUR = 60 * 60 * 1000;

/** Files that the system or a package manager wrote: none of them was written after now. */
const WITNESSES = [
  '/etc/ld.so.cache',
  '/var/lib/dpkg/status',
  '/var/lib/rpm',
  '/lib/apk/db/installed',
  '/etc/passwd',
];

const clock: Check = {
  id: 'clock',
  title: text('the clock is right', '系统时钟正确'),
  codes: ['source.clock-skew'],
  judge(ask, scope) {
    const building = willBuild(ask, scope);
    if (!building && !isDeveloping(ask, scope)) return [];
    const { probe } = ask;
    const now = probe.now();
    const headers = candidatePrefixes(ask, scope).flatMap((prefix) =>
      stackLibraries(ask, scope).map(({ header }) => `${prefix}/include/${header}`),
    );
    const ahead = [
      ...WITNESSES,
      ...headers,
      `${probe.self.cwd}/configure`,
      `${probe.self.cwd}/Makefile`,
    ].flatMap((path) => {
      const stat = probe.stat(path);
      return stat.ok && stat.value.mtimeMs - now > HOUR ? [{ path, mtimeMs: stat.value.mtimeMs }] : [];
    });
    const [first] = ahead;
    if (first === undefined) return [];
    const folder = first.path.slice(0, first.path.lastIndexOf('/')) || '/';
    const day = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
    const finding: Finding = {
      code: 'source.clock-skew',
      subject: folder,
      severity: building ? 'error' : 'warning',
      title: text('Files of this machine lie in the future', '本机有文件的时间在未来'),
      cause: text(
        `The clock says ${day(now)}, and ${first.path} is of ${day(first.mtimeMs)}: configure refuses, make builds too often or never, and certificates seem not yet valid.`,
        `时钟显示 ${day(now)}，而 ${first.path} 的时间是 ${day(first.mtimeMs)}：configure 会拒绝运行，make 会反复或从不构建，证书也会显得尚未生效。`,
      ),
      evidence: ahead.map(({ path, mtimeMs }) => ({ kind: 'file', where: path, text: `of ${day(mtimeMs)}` })),
      consequences: [],
      fixes: [
        proposal(
          text(
            'Set the clock (timedatectl set-ntp true; in WSL: wsl --shutdown); if it is right, give the files its time: touch FILE',
            '校准时钟（timedatectl set-ntp true；WSL 中：wsl --shutdown）；如果时钟正确，请更新文件时间：touch 文件',
          ),
        ),
      ],
    };
    return [finding];
  },
};

export default clock;
