import type * as O from '../../commands/options.ts';
import { text } from '../../core/text.ts';
import { argument, flag, option, optional } from '../fields.ts';
import type { CommandSpec } from '../spec.ts';
import { usageError } from '../usage.ts';
import * as v from '../values.ts';
import { cacheKey, cacheLimit } from './shared.ts';

function settleCache(options: O.CacheOptions): O.CacheOptions {
  const { action, place } = options;
  const carries = action === 'export' || action === 'import';
  if (carries && place === null)
    throw usageError(
      text(`cache ${action} needs a file or folder`, `cache ${action} 需要一个文件或目录`),
      'cache',
    );
  if (!carries && place !== null)
    throw usageError(
      text(`cache ${action} takes no argument ${place}`, `cache ${action} 不接受参数 ${place}`),
      'cache',
    );
  return options;
}

export const cache: CommandSpec<O.CacheOptions> = {
  summary: text('look after the cache of sources and build results', '管理源代码和构建结果的缓存'),
  acts: true,
  fields: {
    action: argument(
      'ACTION',
      v.choice('ls', 'path', 'prune', 'clear', 'export', 'import'),
      text(
        'ls: list; path: where it is; prune: drop what is old; clear: drop everything; export, import: carry it elsewhere',
        'ls：列出；path：位置；prune：清理旧内容；clear：全部清空；export、import：带到别处',
      ),
    ),
    place: optional(
      'FILE|DIR',
      v.fileOrFolder,
      text(
        'export, import: an archive (.tar.gz), or a folder/ that --cache-from can name',
        'export、import：归档文件（.tar.gz），或可供 --cache-from 使用的目录/',
      ),
    ),
    sources: flag(text('export: the sources as well', 'export：源代码也导出')),
    signKey: option(v.file, null, text('export: sign with this SSH key', 'export：用此 SSH 密钥签名')),
    cacheKey,
    cacheLimit,
  },
  settle: settleCache,
};
