import type { Lang, Text } from '../core/text.ts';
import { clean } from './clean.ts';

type Brush = (words: string) => string;

/** How a text is made for one stream: the renderers get this and nothing else of the terminal. */
export interface Style {
  readonly lang: Lang;
  /** Columns to fill; text is wrapped there, what must be copied is not. */
  readonly columns: number;
  readonly verbose: boolean;
  /** The reader is root already: commands are shown without sudo. */
  readonly isRoot: boolean;
  /** How this user starts us: `czmq-setup`, or `npx czmq-setup`. */
  readonly program: string;
  /** For painters that colour by themselves. */
  readonly colored: boolean;
  readonly bold: Brush;
  readonly dim: Brush;
  readonly red: Brush;
  readonly green: Brush;
  readonly yellow: Brush;
  readonly cyan: Brush;
}

const same: Brush = (words) => words;

/** No colours; for files, pipes and tests. */
export const plainStyle = (
  lang: Lang,
  more: Partial<Pick<Style, 'columns' | 'verbose' | 'isRoot' | 'program'>> = {},
): Style => ({
  lang,
  columns: 80,
  verbose: false,
  isRoot: false,
  program: 'czmq-setup',
  colored: false,
  ...more,
  bold: same,
  dim: same,
  red: same,
  green: same,
  yellow: same,
  cyan: same,
});

/** Colours come from chalk, which is read only where there are any. */
export async function paintedStyle(plain: Style): Promise<Style> {
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  // chalk joins all its arguments, and `lines.map(style.dim)` gives it three.
  return {
    ...plain,
    colored: true,
    bold: (words) => chalk.bold(words),
    dim: (words) => chalk.dim(words),
    red: (words) => chalk.red(words),
    green: (words) => chalk.green(words),
    yellow: (words) => chalk.yellow(words),
    cyan: (words) => chalk.cyan(words),
  };
}

/** A text in the reader's language, safe to print. */
export const say = (style: Pick<Style, 'lang'>, words: Text): string => clean(words[style.lang]);
