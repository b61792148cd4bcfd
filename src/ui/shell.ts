import { quote } from '../install/shell-words.ts';
import { clean } from './clean.ts';

/** An argument vector as a line to paste. */
export const shellLine = (argv: readonly string[]): string =>
  argv.map((word) => clean(word === '' ? "''" : quote(word))).join(' ');

/** The same for somebody who is not root; a vector that elevates itself stays as it is. */
export const rootLine = (argv: readonly string[], isRoot: boolean): string =>
  isRoot || argv[0] === 'sudo' || argv[0] === 'doas' ? shellLine(argv) : `sudo ${shellLine(argv)}`;
