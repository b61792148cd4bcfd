import { text } from '../../core/text.ts';
import type { TreeLine } from '../../facts/binary-tree.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';

/** A program's libraries in the order in which its loader takes them (contract, "JSON": `binaries`). */
export interface Binary {
  readonly path: string;
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
export const binaryLines = ({ path, interpreter, libraries, tree }: Binary, style: Style): string[] => [
  style.bold(clean(path)) + (interpreter === null ? '' : style.dim(clean(`  (${interpreter})`))),
  ...(tree ? treeLines(tree, style) : flatLines(path, libraries, style)),
];

const flatLines = (path: string, libraries: Binary['libraries'], style: Style): string[] =>
  libraries.map(({ name, path: file, reason, neededBy }) => {
    const why = [reason, neededBy === null || neededBy === path ? null : `<- ${neededBy}`].filter(Boolean);
    const behind = why.length === 0 ? '' : style.dim(clean(`  [${why.join(' ')}]`));
    const where = file === null ? style.red(NOT_FOUND[style.lang]) : clean(file);
    return `  ${clean(name)} => ${where}${behind}`;
  });
