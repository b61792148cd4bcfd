import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { BinaryReport } from '../../facts/binary.ts';
import type { Scope } from '../../facts/check.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { blockedAt } from '../../facts/stack/unusable-file.ts';
import { readableFix } from '../readable-fix.ts';
import { blank } from './blank.ts';
import { putBack } from './put-back.ts';

/** A named file that is there and cannot be opened: rights are lacking, or a link leads nowhere. */
export async function unopenedFinding(
  ask: Ask,
  scope: Scope,
  { path, fault }: BinaryReport,
): Promise<Finding | null> {
  const subject = libraryOfName(path);
  if (fault === 'denied') {
    const blocked = blockedAt(ask, path);
    return {
      ...blank,
      code: 'library.unreadable',
      subject,
      title: text(`${path} may not be read`, `无权读取 ${path}`),
      cause: text(`${blocked} shuts this user out.`, `${blocked} 不允许该用户访问。`),
      evidence: [{ kind: 'file', where: blocked, text: 'permission denied' }],
      fixes: [readableFix(ask, blocked, 'moderate')],
    };
  }
  const target = ask.probe.readlink(path);
  if (!target.ok) return null;
  const turns = fault === 'loop';
  return {
    ...blank,
    code: 'library.broken-link',
    subject,
    title: text(`${path} leads nowhere`, `${path} 指向不存在的文件`),
    cause: turns
      ? text('The link leads back to itself.', '该链接最终又指回自己。')
      : text(
          `It is a link to ${target.value}, which does not exist.`,
          `它是指向 ${target.value} 的链接，而该文件不存在。`,
        ),
    evidence: [{ kind: 'file', where: path, text: `-> ${target.value}` }],
    fixes: await putBack(ask, scope, path),
  };
}
