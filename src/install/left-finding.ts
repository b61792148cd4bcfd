import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';

const LONGEST_LIST = 20;

/** Says which files of ours (absolute paths) stay because others changed them; nothing where there are none. */
export function leftFinding(prefix: string, left: readonly string[]): readonly Finding[] {
  if (left.length === 0) return [];
  return [
    {
      code: 'install.file-changed',
      subject: prefix,
      severity: 'warning',
      title: text(
        `${left.length} file(s) were changed by somebody else and are still there`,
        `有 ${left.length} 个文件被他人改动过，因此保留未删`,
      ),
      cause: text(
        'Their content is no longer what this tool installed, so they are not its to remove.',
        '其内容已不是本工具所安装的，因此不由本工具删除。',
      ),
      evidence: left
        .slice(0, LONGEST_LIST)
        .map((path) => ({ kind: 'file', where: path, text: 'differs from the manifest' })),
      consequences: [],
      fixes: [],
      source: 'manifest',
    },
  ];
}
