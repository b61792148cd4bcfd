import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { isDeveloping, isInstalled, willBuild } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { binaryViews } from '../facts/stack/binaries.ts';
import { runViews } from '../facts/stack/run.ts';
import { pathsOf } from '../host/paths.ts';
import { writtenFolders } from '../install/machine.ts';

/** Where programs are built and tried: the user's own folder, our cache, and what configure scripts fall back to. */
function noExec(ask: Ask, scope: Scope): readonly Finding[] {
  const { probe } = ask;
  const builds = willBuild(ask, scope);
  const { cache } = pathsOf(probe.env, probe.self);
  const places: readonly (readonly [path: string, severity: Severity])[] = [
    // Builds of ours go elsewhere; what the user builds where he stands does not.
    [probe.self.cwd, scope.building ? 'error' : 'warning'],
    ...(builds ? ([[cache, 'warning']] as const) : []),
    // Hardened on purpose on many a machine: worth knowing where nothing is said to be built.
    ['/tmp', builds ? 'warning' : 'info'],
  ];
  const points = new Map<string, Finding>();
  for (const [path, severity] of places) {
    const mount = mountPointOf(probe, path);
    if (!mount?.noExec || points.has(mount.point)) continue;
    points.set(mount.point, {
      code: 'source.not-executable',
      subject: mount.point,
      severity,
      title: text(`Nothing may be executed on ${mount.point}`, `${mount.point} 禁止执行程序`),
      cause: text(
        `${mount.point} is mounted noexec: configure and the programs that it tries cannot be started there.`,
        `${mount.point} 以 noexec 方式挂载：configure 及其试运行的程序无法在那里启动。`,
      ),
      evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${mount.point} noexec` }],
      consequences: [],
      fixes: [
        proposal(
          text(
            'Build in a folder on another mount (ours: export XDG_CACHE_HOME=DIR), or mount it without noexec',
            '到其他挂载点上的目录构建（本工具：export XDG_CACHE_HOME=目录），或去掉 noexec 重新挂载',
          ),
          [['mount', '-o', 'remount,exec', mount.point]],
        ),
      ],
    });
  }
  return [...points.values()];
}

/** A library that is found and cannot be mapped: the loader says "failed to map segment" (mmap(2), EPERM). */
function unmappable(ask: Ask, scope: Scope): readonly Finding[] {
  const loaded = [
    ...runViews(ask, scope).flatMap(({ path }) => path ?? []),
    ...binaryViews(ask, scope).flatMap(({ report }) => [
      report.path,
      ...report.libraries.flatMap(({ path }) => path ?? []),
    ]),
  ];
  const points = new Map<string, string>();
  for (const path of new Set(loaded)) {
    const mount = mountPointOf(ask.probe, path);
    if (mount?.noExec && !points.has(mount.point)) points.set(mount.point, path);
  }
  return [...points].map(([point, path]) => ({
    code: 'source.not-executable',
    subject: point,
    severity: 'error',
    title: text(
      `Nothing may be executed on ${point}, where ${path} lies`,
      `${point} 禁止执行，而 ${path} 就在那里`,
    ),
    cause: text(
      `${point} is mounted noexec: the loader cannot map ${path} ("failed to map segment from shared object").`,
      `${point} 以 noexec 方式挂载：加载器无法映射 ${path}（failed to map segment from shared object）。`,
    ),
    evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${point} noexec` }],
    consequences: [],
    fixes: [
      proposal(
        text(
          'Mount it so that programs may run, here and in /etc/fstab',
          '以允许执行的方式重新挂载，并修改 /etc/fstab',
        ),
        [['mount', '-o', 'remount,exec', point]],
      ),
    ],
  }));
}

/** Where dpkg keeps its records (dpkg(1), --admindir): without writing there no package is installed. */
const DPKG = ['/var/lib/dpkg'];

/** The first folder that an installation writes and whose file system refuses it. */
function readOnly(ask: Ask, scope: Scope): readonly Finding[] {
  const { probe } = ask;
  const installed = isInstalled(ask, scope);
  const apt = ask.of(systemPackages)?.manager.id === 'apt' && !installed ? DPKG : [];
  for (const folder of [...writtenFolders(scope.prefix), ...apt]) {
    const at = mountPointOf(probe, folder);
    if (!at?.readOnly) continue;
    return [
      {
        code: 'install.read-only',
        subject: at.point,
        // Who has the libraries already can go on without writing there.
        severity: installed ? 'warning' : 'error',
        title: text(`${folder} is on a read-only file system`, `${folder} 位于只读文件系统上`),
        cause: text(`${at.point} is mounted read-only.`, `${at.point} 以只读方式挂载。`),
        evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${at.point} ro` }],
        consequences: [],
        fixes: [
          proposal(
            text(
              'Mount it writable, or install elsewhere with --prefix',
              '请以可写方式重新挂载，或用 --prefix 安装到其他位置',
            ),
            [['mount', '-o', 'remount,rw', at.point]],
          ),
        ],
      },
    ];
  }
  return [];
}

/** Mounts that forbid what a build and an installation do. */
const mounts: Check = {
  id: 'mounts',
  title: text('no mount forbids building or installing', '没有挂载选项妨碍构建或安装'),
  codes: ['install.read-only', 'source.not-executable'],
  judge(ask, scope) {
    const builds = willBuild(ask, scope);
    const findings = [...unmappable(ask, scope), ...(builds ? readOnly(ask, scope) : [])];
    // Who compiles against the stack starts what he has made where he stands, or in /tmp.
    if (!builds && !isDeveloping(ask, scope)) return findings;
    const told = findings.map(({ subject }) => subject);
    return [...findings, ...noExec(ask, scope).filter(({ subject }) => !told.includes(subject))];
  },
};

export default mounts;
