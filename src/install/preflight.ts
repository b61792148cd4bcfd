import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import { mountPointOf } from '../facts/mount-point.ts';
import { roomFor } from '../facts/resources.ts';
import type { Probe } from '../host/host.ts';
import { isUsablePrefix } from './folders.ts';
import type { Machine } from './input.ts';
import type { Plan } from './plan.ts';

const MEGABYTE = 1024 * 1024;
/** What libzmq and czmq leave, both forms, and what they replace, which is kept until the proof. */
const PREFIX_BYTES = 24 * MEGABYTE;
/** Source, objects and staged tree of one library, generously. */
const WORK_BYTES = 80 * MEGABYTE;

function refusal(
  exit: ExitCode,
  code: Finding['code'],
  subject: string,
  title: Text,
  cause: Text,
  hint: Text,
  consequences: Finding['consequences'] = [],
): SetupError {
  return new SetupError(exit, title, {
    hint,
    findings: [
      {
        code,
        subject,
        severity: 'error',
        title,
        cause,
        evidence: [{ kind: 'file', where: subject, text: cause.en }],
        consequences,
        fixes: [],
      },
    ],
  });
}

const ELSEWHERE = text(
  'Choose a folder of your own, for example --prefix ~/.local, or run this as root.',
  '请选择自己的目录（例如 --prefix ~/.local），或以 root 运行。',
);

/** Refuses a prefix that no installation can have: exit 2, whatever the machine. */
export function checkPrefix(probe: Probe, prefix: string): void {
  if (!isUsablePrefix(prefix))
    throw refusal(
      EXIT.usage,
      'source.path-unsupported',
      prefix,
      text(`${prefix} cannot be a prefix`, `${prefix} 不能作为安装前缀`),
      text(
        'Quotes, $, backslashes and the like mean something to every reader of a .pc file.',
        '引号、$、反斜杠等字符对 .pc 文件的读取者都有特殊含义。',
      ),
      text('Choose a folder without such characters.', '请选择不含这些字符的目录。'),
    );
  for (let path = prefix; path !== ''; path = path.slice(0, path.lastIndexOf('/'))) {
    const stat = probe.stat(path);
    if (!stat.ok) continue;
    if (stat.value.kind === 'directory') return;
    throw new SetupError(
      EXIT.usage,
      text(
        `${prefix} cannot be a prefix: ${path} is a file, not a folder`,
        `${prefix} 不能作为安装前缀：${path} 是文件而不是目录`,
      ),
    );
  }
}

function checkWritable(probe: Probe, { prefix }: Plan, { power, prefixWritable }: Machine): void {
  const mount = mountPointOf(probe, prefix);
  if (mount?.readOnly)
    throw refusal(
      EXIT.cannot,
      'install.read-only',
      mount.point,
      text(`${prefix} is on a read-only file system`, `${prefix} 位于只读文件系统上`),
      text(`${mount.point} is mounted read-only.`, `${mount.point} 以只读方式挂载。`),
      ELSEWHERE,
    );
  if (prefixWritable || power === 'elevates') return;
  throw refusal(
    EXIT.cannot,
    'install.permission',
    prefix,
    text(`${prefix} cannot be written by this user`, `当前用户无法写入 ${prefix}`),
    power === 'root'
      ? text('The system refuses it even to root.', '系统甚至拒绝 root 写入。')
      : text(
          'It belongs to somebody else, and neither sudo nor doas is to be used or to be had.',
          '它属于其他用户，而 sudo 和 doas 都不可用或不允许使用。',
        ),
    ELSEWHERE,
    power === 'root' ? [] : [{ code: 'install.no-sudo', subject: 'sudo' }],
  );
}

function checkRoom(probe: Probe, path: string, bytes: number): void {
  const room = roomFor(probe, path);
  if (room === null) return;
  const { freeBytes, freeInodes, totalInodes } = room.space;
  const outOfInodes = totalInodes > 0 && freeInodes < 2000;
  if (freeBytes >= bytes && !outOfInodes) return;
  const free = Math.floor(freeBytes / MEGABYTE);
  const needed = Math.ceil(bytes / MEGABYTE);
  const subject = mountPointOf(probe, path)?.point ?? room.folder;
  throw refusal(
    EXIT.cannot,
    'install.no-space',
    subject,
    text(`There is not enough room in ${path}`, `${path} 空间不足`),
    outOfInodes
      ? text(`Only ${freeInodes} inodes are free.`, `只剩 ${freeInodes} 个 inode。`)
      : text(`${needed} MB are needed, ${free} MB are free.`, `需要 ${needed} MB，只剩 ${free} MB。`),
    text(
      `Make room there, or choose another place: --prefix for the installation, XDG_CACHE_HOME for the build.`,
      '请腾出空间，或改用其他位置：--prefix 指定安装位置，XDG_CACHE_HOME 指定构建位置。',
    ),
  );
}

/** Looks, before anything is changed, whether the plan's end can be reached. Throws SetupError: exit 2 or 3. */
export function preflight(probe: Probe, plan: Plan, machine: Machine, workParent: string): void {
  checkPrefix(probe, plan.prefix);
  // What is there already is only read.
  if (plan.libraries.some(({ action }) => action !== 'keep')) {
    checkWritable(probe, plan, machine);
    checkRoom(probe, plan.prefix, PREFIX_BYTES);
  }
  const built = plan.libraries.filter(({ action }) => action === 'build').length;
  if (built > 0) checkRoom(probe, workParent, built * WORK_BYTES);
}
