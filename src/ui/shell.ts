import { quote } from '../install/shell-words.ts';
import { clean } from './clean.ts';
import type { Style } from './style.ts';

/** An argument vector as a line to paste. */
export const shellLine = (argv: readonly string[]): string =>
  argv.map((word) => clean(word === '' ? "''" : quote(word))).join(' ');

/**
 * A command as a person types it: what only a run with nobody at the keyboard needs is left out, which for apt is how
 * often and how long it tries, and how it paints (apt-get(8)).
 */
export const typed = (argv: readonly string[]): readonly string[] =>
  argv[0] === 'apt-get'
    ? argv.filter((word, at) => word !== '-q' && word !== '-o' && argv[at - 1] !== '-o')
    : argv;

/** The same for somebody who is not root; a vector that elevates itself stays as it is. */
export const rootLine = (argv: readonly string[], isRoot: boolean): string =>
  isRoot || argv[0] === 'sudo' || argv[0] === 'doas' ? shellLine(argv) : `sudo ${shellLine(argv)}`;

/** The same for a command of ours, as this user starts it. */
export const ownLine = (argv: readonly string[], { program }: Pick<Style, 'program'>): string =>
  argv[0] === 'czmq-setup' ? [program, shellLine(argv.slice(1))].filter(Boolean).join(' ') : shellLine(argv);
