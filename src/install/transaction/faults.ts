import type { Code } from '../../core/codes.ts';
import { SetupError } from '../../core/error.ts';
import { EXIT, type ExitCode } from '../../core/exit.ts';
import type { Finding } from '../../core/finding.ts';
import { type Text, text } from '../../core/text.ts';
import { mountPointOf } from '../../facts/mount-point.ts';
import type { Probe } from '../../host/host.ts';

export const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;

interface Fault {
  readonly code: Code;
  readonly title: (path: string) => Text;
  readonly cause: (errno: string) => Text;
}

const PERMISSION: Fault = {
  code: 'install.permission',
  title: (path) => text(`${path} cannot be written by this user`, `当前用户无法写入 ${path}`),
  cause: (errno) =>
    text(
      `The system refused it (${errno}): the folder belongs to somebody else, or is protected.`,
      `系统拒绝了写入（${errno}）：该目录属于其他用户，或受到保护。`,
    ),
};

const NO_SPACE: Fault = {
  code: 'install.no-space',
  title: (path) =>
    text(`No room is left on the file system that holds ${path}`, `${path} 所在的文件系统空间已用尽`),
  cause: (errno) =>
    text(
      `The system reported ${errno}: blocks, inodes or the quota are used up.`,
      `系统报告 ${errno}：磁盘块、inode 或配额已用尽。`,
    ),
};

const FAULTS: Readonly<Record<string, Fault>> = {
  EACCES: PERMISSION,
  EPERM: PERMISSION,
  EROFS: {
    code: 'install.read-only',
    title: (path) => text(`${path} is on a read-only file system`, `${path} 位于只读文件系统上`),
    cause: (errno) => text(`The system reported ${errno}.`, `系统报告 ${errno}。`),
  },
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
};

/** The finding for an errno at a path; null where the errno has no meaning of its own here. */
function findingFor(probe: Probe, errno: string, path: string): Finding | null {
  const fault = FAULTS[errno];
  if (fault === undefined) return null;
  return {
    code: fault.code,
    subject: fault === PERMISSION ? path : (mountPointOf(probe, path)?.point ?? path),
    severity: 'error',
    title: fault.title(path),
    cause: fault.cause(errno),
    evidence: [{ kind: 'system', where: path, text: errno }],
    consequences: [],
    fixes: [],
    source: 'transaction',
  };
}

const HINTS = {
  room: text(
    'Make room there, or choose another folder with --prefix.',
    '请腾出空间，或用 --prefix 选择其他目录。',
  ),
  rights: text(
    'Choose a folder of your own with --prefix, or run this as root.',
    '请用 --prefix 选择自己的目录，或以 root 运行。',
  ),
};

/** The failure for an errno at a path. Exit 3 where nothing had been changed yet, 4 where it was put back. */
export function refusal(
  probe: Probe,
  path: string,
  errno: string,
  exit: ExitCode = EXIT.cannot,
  cause?: unknown,
): SetupError {
  const finding = findingFor(probe, errno, path);
  if (finding === null)
    return new SetupError(
      exit,
      text(`${path} could not be written: ${errno}`, `无法写入 ${path}：${errno}`),
      { cause },
    );
  const hint = finding.code === 'install.no-space' ? HINTS.room : HINTS.rights;
  return new SetupError(exit, finding.title, { hint, findings: [finding], cause });
}

/** The refusal for a folder that access(2) says cannot be written. */
export const closed = (probe: Probe, folder: string): SetupError =>
  refusal(probe, folder, mountPointOf(probe, folder)?.readOnly ? 'EROFS' : 'EACCES');

/** An errno error of a file act as the failure that people read; everything else passes as it is. */
export function explained(probe: Probe, error: unknown, prefix: string, exit: ExitCode): unknown {
  const errno = codeOf(error);
  if (error instanceof SetupError || errno === undefined || !/^E[A-Z0-9]+$/.test(errno)) return error;
  const { dest, path } = error as { dest?: string; path?: string };
  return refusal(probe, dest ?? path ?? prefix, errno, exit, error);
}
