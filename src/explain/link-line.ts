import type { Log } from './log.ts';
import { libraryOfFile, libraryOfFlag } from './subjects/libraries.ts';

/** The words of the link command before `at`; [] where the log does not show it. */
export function linkLine(log: Log, at: number): string[] {
  for (let index = at - 1; index >= 0 && index > at - 60; index -= 1) {
    const text = log.lines[index]!.text;
    if (
      !/ -o |"-o"| -l\w|"-l"/.test(text) ||
      !/(?:^|[/"\s])(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|\S{1,40}-gcc|\S{1,40}-g\+\+)(?:-\d+)?["\s]|libtool: link|^ld /.test(
        text,
      )
    )
      continue;
    return text
      .replace(/(?:\$\(|[`'])(?:\S{0,80}\/)?pkg-config ([^)`']{1,200})[)`']/g, (_, words: string) =>
        words.includes('--libs') ? words.replace(/--?\S+/g, '').replace(/\b(?:lib)?(?=[\w.+-]+)/g, '-l') : '',
      )
      .replace(/"-l" "/g, '"-l')
      .replace(/ -l (?=\w)/g, ' -l')
      .split(/["\s]{1,4}/)
      .filter((word) => word !== '');
  }
  return [];
}

const isObject = (word: string): boolean =>
  /\.(?:o|c|cc|cpp|cxx|obj|lo|C)$/.test(word) && !word.startsWith('-');
const libraryOfWord = (word: string): string | null =>
  word.startsWith('-l')
    ? libraryOfFlag(word)
    : /\.(?:a|so|la|dylib)(?:\.\d\S*)?$/.test(word)
      ? libraryOfFile(word)
      : null;

/** Where on the link line a library last stands; -1 where it does not. */
export function lastOf(words: readonly string[], library: string): number {
  for (let index = words.length - 1; index >= 0; index -= 1)
    if (libraryOfWord(words[index]!) === library) return index;
  return -1;
}

/** The C and C++ systems' own: on any link line. */
const SYSTEM = /^lib(?:c|m|dl|rt|pthread|stdc\+\+|c\+\+|gcc|gcc_s|atomic)$/;

/** The one library of a link line beside the system's; null where it has several or none. */
export function soleLibrary(words: readonly string[]): string | null {
  const named = new Set(words.map(libraryOfWord).filter((library) => library && !SYSTEM.test(library)));
  return named.size === 1 ? [...named][0]! : null;
}

/** The library that a linker names as a symbol's user: `libzmq.a(zmq.o)`. */
export function libraryOfUser(user: string | null): string | null {
  return user ? libraryOfFile(user.replace(/\(.*$/, '')) : null;
}

/** Where on the link line the user of a symbol stands: the library or object named, else the last object. */
export function userOf(words: readonly string[], user: string | null): number {
  const library = libraryOfUser(user);
  const position = library ? lastOf(words, library) : -1;
  if (position >= 0) return position;
  for (let index = words.length - 1; index >= 0; index -= 1) {
    if (isObject(words[index]!) && words[index - 1] !== '-o') return index;
  }
  return -1;
}

/** Short names are the beginning of too many words. */
const TELLING = 4;

/** The library of the link line after which a symbol of no known library is called: `-lfrob` and `frob_new`, `frob::Frob`. */
export function libraryLikeSymbol(
  words: readonly string[],
  symbol: string,
): { readonly library: string; readonly place: number } | null {
  const name = symbol.replace(/^_+/, '').toLowerCase();
  for (let index = words.length - 1; index >= 0; index -= 1) {
    const library = libraryOfWord(words[index]!);
    const stem = library
      ?.replace(/^lib/, '')
      .replace(/[-.\d]+$/, '')
      .toLowerCase();
    if (
      library &&
      stem &&
      stem.length >= TELLING &&
      (name.startsWith(`${stem}_`) || name.startsWith(`${stem}::`))
    )
      return { library, place: index };
  }
  return null;
}
