import { type Text, text } from '../../core/text.ts';
import type { BinaryKind } from '../../facts/binary-kind.ts';
import type { TreeLine } from '../../facts/binary-tree.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';

/** A program's libraries in the order in which its loader takes them (contract, "JSON": `binaries`). */
export interface Binary {
  readonly path: string;
  readonly kind?: BinaryKind | null;
  readonly interpreter: string | null;
  readonly libraries: readonly {
    readonly name: string;
    /** Null where it is not found. */
    readonly path: string | null;
    readonly reason: string | null;
    readonly neededBy: string | null;
  }[];
  /** Who needs whom, indented; the flat list is shown where it is absent. */
  readonly tree?: readonly TreeLine[];
}

const NOT_FOUND = text('not found', '找不到');

/** Of what no loader takes, why there is nothing below it. */
const KINDS: Partial<Record<BinaryKind, Text>> = {
  static: text('static: it needs no loader and no libraries', '静态程序：不需要加载器和库'),
  archive: text('a static library: programs take from it when they are linked', '静态库：链接时使用'),
  'linker-script': text('a script for the linker', '链接器脚本'),
  libtool: text("libtool's description of a library", 'libtool 的库描述文件'),
  script: text('a script: name what it runs to see its libraries', '脚本：请指定它所运行的程序以查看其库'),
};

const LACKS = text('lacks', '缺少');
const ABOVE = text('see above', '见上');
const FEW = 5;

/** As libtree prints it: each file below the one that needs it, with why it was taken. */
const treeLines = (tree: readonly TreeLine[], style: Style): string[] =>
  tree.slice(1).flatMap(({ depth, name, path, reason, shownBefore, missingSymbols, missingVersions }) => {
    const where = path === null ? style.red(NOT_FOUND[style.lang]) : clean(path);
    const why = [reason, shownBefore ? ABOVE[style.lang] : null].filter(Boolean).join(', ');
    const lacking = [...missingVersions, ...missingSymbols];
    const more = lacking.length > FEW ? ` … (${lacking.length})` : '';
    const pad = '  '.repeat(depth);
    return [
      `${pad}${clean(name)} => ${where}${why === '' ? '' : style.dim(clean(`  [${why}]`))}`,
      ...(lacking.length === 0
        ? []
        : [style.red(`${pad}  ${LACKS[style.lang]}: ${clean(lacking.slice(0, FEW).join(', '))}${more}`)]),
    ];
  });

/** As ldd prints it, with why each was taken and who asked for it. */
export function binaryLines({ path, kind, interpreter, libraries, tree }: Binary, style: Style): string[] {
  const what = interpreter ?? (kind && KINDS[kind]?.[style.lang]) ?? null;
  return [
    style.bold(clean(path)) + (what === null ? '' : style.dim(clean(`  (${what})`))),
    ...(tree ? treeLines(tree, style) : flatLines(path, libraries, style)),
  ];
}

const flatLines = (path: string, libraries: Binary['libraries'], style: Style): string[] =>
  libraries.map(({ name, path: file, reason, neededBy }) => {
    const why = [reason, neededBy === null || neededBy === path ? null : `<- ${neededBy}`].filter(Boolean);
    const behind = why.length === 0 ? '' : style.dim(clean(`  [${why.join(' ')}]`));
    const where = file === null ? style.red(NOT_FOUND[style.lang]) : clean(file);
    return `  ${clean(name)} => ${where}${behind}`;
  });
