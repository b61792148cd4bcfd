import { text } from '../../core/text.ts';
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
}

const NOT_FOUND = text('not found', '找不到');

/** As ldd prints it, with why each was taken and who asked for it. */
export const binaryLines = ({ path, interpreter, libraries }: Binary, style: Style): string[] => [
  style.bold(clean(path)) + (interpreter === null ? '' : style.dim(clean(`  (${interpreter})`))),
  ...libraries.map(({ name, path: file, reason, neededBy }) => {
    const why = [reason, neededBy === null || neededBy === path ? null : `<- ${neededBy}`].filter(Boolean);
    const behind = why.length === 0 ? '' : style.dim(clean(`  [${why.join(' ')}]`));
    const where = file === null ? style.red(NOT_FOUND[style.lang]) : clean(file);
    return `  ${clean(name)} => ${where}${behind}`;
  }),
];
