import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Installed } from './input.ts';

const LONGEST_LIST = 20;

const finding = (prefix: string, paths: readonly string[], title: Text, cause: Text): readonly Finding[] =>
  paths.length === 0
    ? []
    : [
        {
          code: 'install.file-changed',
          subject: prefix,
          severity: 'warning',
          title,
          cause,
          evidence: paths
            .slice(0, LONGEST_LIST)
            .map((path) => ({ kind: 'file', where: path, text: 'differs from the manifest' })),
          consequences: [],
          fixes: [],
          source: 'manifest',
        },
      ];

/** Says which files of ours (absolute paths) stay because others changed them; nothing where there are none. */
export const leftFinding = (prefix: string, left: readonly string[]): readonly Finding[] =>
  finding(
    prefix,
    left,
    text(
      `${left.length} file(s) were changed by somebody else and are still there`,
      `有 ${left.length} 个文件被他人改动过，因此保留未删`,
    ),
    text(
      'Their content is no longer what this tool installed, so they are not its to remove.',
      '其内容已不是本工具所安装的，因此不由本工具删除。',
    ),
  );

/** Says which installed files were changed since; what stands there is kept aside, and the library installed anew. */
export function changedFinding(prefix: string, installed: readonly Installed[]): readonly Finding[] {
  const paths = installed.flatMap(({ changed = [] }) => changed).map((path) => `${prefix}/${path}`);
  return finding(
    prefix,
    paths,
    text(
      `${paths.length} installed file(s) had been changed by somebody else`,
      `有 ${paths.length} 个已安装的文件曾被他人改动`,
    ),
    text(
      'They are installed anew; what was changed is kept, and put back when the library is uninstalled.',
      '已重新安装；被改动的版本会保留，并在卸载该库时放回。',
    ),
  );
}
