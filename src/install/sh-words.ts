import { quote } from './shell-words.ts';
import { WORK } from './step.ts';

/** Characters that mean nothing to a shell within double quotes. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./ ~#-]*$/;

/**
 * A plan's word for sh(1), with `@work@` as the variable `work`: bare where it may, double quotes around the variable,
 * single quotes around everything else.
 */
export function shWord(word: string): string {
  if (!word.includes(WORK)) return quote(word);
  if (PLAIN.test(word)) return `"${word.replaceAll(WORK, '$' + '{work}')}"`;
  return word
    .split(WORK)
    .map((part) => (part === '' ? '' : quote(part)))
    .join('"$' + '{work}"');
}

export const shLine = (argv: readonly string[]): string => argv.map(shWord).join(' ');
