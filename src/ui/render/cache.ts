import type { CacheData, Carried } from '../../commands/cache.ts';
import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import { clean } from '../clean.ts';
import { bytes } from '../figures.ts';
import { type Style, say } from '../style.ts';
import { pad, width } from '../width.ts';

type Entries = CacheData['entries'];

const KINDS: Record<Entries[number]['kind'], Text> = {
  source: text('source', '源代码'),
  product: text('product', '构建产物'),
  build: text('build folder', '构建目录'),
  leftover: text('leftover', '残留'),
};
const EMPTY = text('The cache is empty.', '缓存为空。');

function entryLines(entries: Entries, style: Style): string[] {
  const sizes = entries.map((entry) => bytes(entry.bytes));
  const columns = Math.max(0, ...sizes.map(width));
  const kinds = Math.max(0, ...entries.map(({ kind }) => width(KINDS[kind][style.lang])));
  return entries.map(({ kind, name }, index) =>
    clean(
      `  ${' '.repeat(columns - width(sizes[index]!))}${sizes[index]}  ${pad(KINDS[kind][style.lang], kinds)}  ${name}`,
    ),
  );
}

const carriedWords = (action: string, { place, products, sources, skipped, signed }: Carried): Text[] => {
  const bytesOfAll = bytes(products.reduce((sum, { size }) => sum + size, 0));
  const [verb, zh] = action === 'export' ? ['Exported to', '已导出到'] : ['Imported from', '已导入自'];
  const signedWords: Text = !signed
    ? text('not signed', '未签名')
    : action === 'export'
      ? text('signed', '已签名')
      : text('signature verified', '签名已验证');
  return [
    text(`${verb} ${place} (${signedWords.en}):`, `${zh} ${place}（${signedWords['zh-CN']}）：`),
    ...products.map(({ name, version, size }) =>
      text(`  ${name} ${version}, ${bytes(size)}`, `  ${name} ${version}，${bytes(size)}`),
    ),
    text(
      `${products.length} build results (${bytesOfAll}), ${sources} sources`,
      `${products.length} 个构建产物（${bytesOfAll}），${sources} 份源代码`,
    ),
    ...(skipped === 0 ? [] : [text(`${skipped} were there already`, `另有 ${skipped} 项原已在缓存中`)]),
  ];
};

/** `path` is for scripts; the others say what is there, or what has gone. */
export function render({ data }: Result<string, CacheData>, style: Style): string {
  if (data.action === 'path') return `${data.folder}\n`;
  if (data.carried !== null)
    return `${carriedWords(data.action, data.carried)
      .map((line) => say(style, line))
      .join('\n')}\n`;
  const kept = `${clean(data.folder)}: ${bytes(data.totalBytes)}`;
  if (data.action === 'ls') {
    const lines =
      data.entries.length === 0 ? [EMPTY[style.lang]] : [kept, ...entryLines(data.entries, style)];
    return `${lines.join('\n')}\n`;
  }
  const removed = text(
    `Removed ${data.removed.length}, ${bytes(data.removedBytes)}:`,
    `已删除 ${data.removed.length} 项，${bytes(data.removedBytes)}：`,
  );
  const nothing = text('Nothing to remove.', '没有可删除的内容。');
  const lines =
    data.removed.length === 0
      ? [nothing[style.lang]]
      : [say(style, removed), ...entryLines(data.removed, style)];
  return `${[...lines, kept].join('\n')}\n`;
}
