import type { Finding, Fix, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity, variableSeverity } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { mountPointOf } from '../facts/mount-point.ts';

const SHARED = '/tmp';
/** Everybody may make files there, and nobody may remove another's (hier(7); chmod(1), "restricted deletion flag"). */
const FOR_ALL = 0o1777;

/** Gives the shared folder the mode that it has on every system; what stands in its place is kept. */
function sharedFix({ probe }: Ask): Fix {
  const stat = probe.stat(SHARED);
  const isFolder = stat.ok && stat.value.kind === 'directory';
  const stands = probe.lstat(SHARED).ok && !isFolder;
  return {
    title: text(`Give ${SHARED} back to everybody`, `让所有用户都能使用 ${SHARED}`),
    commands: [
      ...(stands ? [[...probe.self.command, '__repair', 'move-aside', SHARED]] : []),
      ['mkdir', '-p', SHARED],
      ['chmod', FOR_ALL.toString(8), SHARED],
    ],
    needsRoot: true,
    automatic: true,
    risk: 'safe',
  };
}

/** Compilers go elsewhere, to /var/tmp; scripts that ask mktemp do not. */
function readOnly(ask: Ask, scope: Scope): readonly Finding[] {
  if (variableSeverity(ask, scope) === null) return [];
  return [
    {
      code: 'install.read-only',
      subject: SHARED,
      severity: scope.building ? 'error' : 'warning',
      title: text(`${SHARED} is on a read-only file system`, `${SHARED} 位于只读文件系统上`),
      cause: text(
        'Scripts that make temporary files by mktemp stop there; compilers take another folder.',
        '使用 mktemp 创建临时文件的脚本会因此停止；编译器则会改用其他目录。',
      ),
      evidence: [{ kind: 'file', where: '/proc/self/mountinfo', text: `${SHARED} ro` }],
      consequences: [],
      fixes: [
        proposal(
          text(
            'Use another folder (export TMPDIR=/var/tmp), or mount it writable',
            '改用其他目录（export TMPDIR=/var/tmp），或以可写方式重新挂载',
          ),
        ),
      ],
    },
  ];
}

/** The folder that every program shares is missing, or closed to this user or to those that root's programs become. */
function shared(ask: Ask, scope: Scope): readonly Finding[] {
  const { probe } = ask;
  const stat = probe.stat(SHARED);
  const mode = stat.ok && stat.value.kind === 'directory' ? stat.value.mode & 0o7777 : null;
  const own = mode !== null && probe.access(SHARED, 'write') && probe.access(SHARED, 'execute');
  if (mode !== null && own && (mode & 0o003) === 0o003) return [];
  if (mode !== null && mountPointOf(probe, SHARED)?.readOnly) return readOnly(ask, scope);
  // Package managers fetch and check as a user without rights: what is closed to others stops an installation.
  const severity: Severity | null = own ? toolSeverity(ask, scope) : variableSeverity(ask, scope);
  if (severity === null) return [];
  const said = mode === null ? 'no folder' : `mode ${mode.toString(8).padStart(4, '0')}`;
  return [
    {
      code: 'install.permission',
      subject: SHARED,
      severity,
      title: own
        ? text(`Only some users can write in ${SHARED}`, `只有部分用户能写入 ${SHARED}`)
        : text(`${probe.self.user} cannot write in ${SHARED}`, `${probe.self.user} 无法写入 ${SHARED}`),
      cause: text(
        `Compilers, scripts (mktemp) and package managers, which give up root for this, keep temporary files there; it has ${said} in place of ${FOR_ALL.toString(8)}.`,
        `编译器、脚本（mktemp）以及会放弃 root 身份的包管理器都在那里存放临时文件；它目前是 ${said}，应为 ${FOR_ALL.toString(8)}。`,
      ),
      evidence: [{ kind: 'file', where: SHARED, text: said }],
      consequences: [],
      fixes: [sharedFix(ask)],
    },
  ];
}

/** The user's own choice of a folder is one in which nothing can be made: mktemp(1) fails, compilers pass over it. */
function chosen(ask: Ask, scope: Scope, folder: string): readonly Finding[] {
  const { probe } = ask;
  const severity = variableSeverity(ask, scope);
  if (severity === null) return [];
  const stat = probe.stat(folder);
  const there = stat.ok && stat.value.kind === 'directory';
  if (there && probe.access(folder, 'write') && probe.access(folder, 'execute')) return [];
  return [
    {
      code: there ? 'install.permission' : 'env.compiler-flags',
      subject: there ? folder : 'TMPDIR',
      severity: there ? severity : 'warning',
      title: there
        ? text(
            `${probe.self.user} cannot write in ${folder}, which TMPDIR names`,
            `${probe.self.user} 无法写入 TMPDIR 指定的 ${folder}`,
          )
        : text(`TMPDIR names ${folder}, which is not there`, `TMPDIR 指定的 ${folder} 不存在`),
      cause: text(
        'Scripts that make temporary files by mktemp stop there; compilers take another folder.',
        '使用 mktemp 创建临时文件的脚本会因此停止；编译器则会改用其他目录。',
      ),
      evidence: [{ kind: 'env', where: 'TMPDIR', text: folder }],
      consequences: [],
      fixes: [proposal(text('Unset or correct it: unset TMPDIR', '取消或更正该变量：unset TMPDIR'))],
    },
  ];
}

/** Whether files can be made where programs keep what they need for a moment. */
const temporaryFolder: Check = {
  id: 'temporary-folder',
  title: text('temporary files can be made', '可以创建临时文件'),
  codes: ['install.permission', 'install.read-only', 'env.compiler-flags'],
  judge(ask, scope) {
    const { env, self } = ask.probe;
    if (self.os === 'win32') return [];
    const named =
      env.TMPDIR?.startsWith('/') && env.TMPDIR.replace(/\/+$/, '') !== SHARED ? env.TMPDIR : null;
    const wrong = named === null ? [] : chosen(ask, scope, named);
    // Who has a folder of his own does without the shared one; what root's programs become has no such variable.
    const isServed = named !== null && wrong.length === 0 && self.uid !== 0;
    return [...wrong, ...(isServed ? [] : shared(ask, scope))];
  },
};

export default temporaryFolder;
