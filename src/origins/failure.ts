import type { Code } from '../core/codes.ts';
import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Evidence, Finding, Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';

/** A finding of severity `error` as the origins make it. */
export const finding = (
  code: Code,
  subject: string,
  title: Text,
  cause: Text,
  evidence: readonly Evidence[],
  fixes: readonly Fix[] = [],
): Finding => ({ code, subject, severity: 'error', title, cause, evidence, consequences: [], fixes });

const failed = (exit: ExitCode, one: Finding, hint?: Text): SetupError =>
  new SetupError(exit, one.title, { findings: [one], ...(hint && { hint }) });

/** The bytes or the commit are not the pinned ones (exit 5). Nothing of them was used. */
export function mismatch(what: string, where: string, expected: string, got: string): SetupError {
  return failed(
    EXIT.integrity,
    finding(
      'source.checksum-mismatch',
      what,
      text(
        `${what} is not the one that was pinned; nothing was used`,
        `${what} 不是所固定的那一份；没有使用其中任何内容`,
      ),
      text(
        `${where} gave ${got}; the recipe expects ${expected}.`,
        `${where} 给出 ${got}；配方要求 ${expected}。`,
      ),
      [{ kind: 'system', where, text: `expected ${expected}, got ${got}` }],
    ),
    text(
      'Somebody changed it on its way here, or its place serves another file. Take another place (--mirror, --from), and tell the project if the official one is concerned.',
      '可能是传输途中被改动，或该处提供的是另一个文件。请换一个来源（--mirror、--from）；若涉及官方地址，请告知本项目。',
    ),
  );
}

/** An archive that is cut short or damaged, from the user (exit 4) or from a place that should know better (exit 5). */
export const incomplete = (what: string, where: string, words: string, exit: ExitCode): SetupError =>
  failed(
    exit,
    finding(
      'source.incomplete',
      what,
      text(`${what} is not a whole archive`, `${what} 不是完整的归档`),
      text(`${where}: ${words}`, `${where}：${words}`),
      [{ kind: 'file', where, text: words }],
    ),
    text('Get it again, or name another source.', '请重新获取，或指定其他来源。'),
  );

/** An archive that would write where it must not (exit 5). */
export const refused = (what: string, where: string, words: string): SetupError =>
  failed(
    EXIT.integrity,
    finding(
      'source.incomplete',
      what,
      text(
        `${what} was not unpacked: it is no honest source archive`,
        `拒绝解包 ${what}：它不是正常的源码归档`,
      ),
      text(`${where}: ${words}`, `${where}：${words}`),
      [{ kind: 'file', where, text: words }],
    ),
  );

const LOCAL: Readonly<Record<string, readonly [Code, Text]>> = {
  ENOSPC: ['install.no-space', text('the disk is full', '磁盘已满')],
  EDQUOT: ['install.no-space', text('the quota is used up', '配额已用尽')],
  EROFS: ['install.read-only', text('the file system is mounted read-only', '文件系统以只读方式挂载')],
  EACCES: ['install.permission', text('this user may not write there', '当前用户无权写入')],
  EPERM: ['install.permission', text('this user may not write there', '当前用户无权写入')],
};

/** The SetupError (exit 3) for an errno of this machine's own disk; null for any other error. */
export function localFailure(errno: string | undefined, folder: string): SetupError | null {
  const known = LOCAL[errno ?? ''];
  if (known === undefined) return null;
  const [code, why] = known;
  return failed(
    EXIT.cannot,
    finding(
      code,
      folder,
      text(`The source cannot be kept in ${folder}: ${why.en}`, `无法把源码放在 ${folder}：${why['zh-CN']}`),
      why,
      [{ kind: 'system', where: folder, text: errno! }],
    ),
  );
}
