import type { Log } from './log.ts';
import { isLibrary, libraryOfFlag, libraryOfProject } from './subjects/libraries.ts';
import { libraryOfSymbol } from './subjects/symbols.ts';
import { isBuildTool, toolName } from './subjects/tools.ts';

/** What a check of a configure script looked for. */
export interface Wanted {
  readonly kind: 'header' | 'library' | 'tool';
  readonly name: string;
  /** Named by what the linker is given, not by a word of the script's author. */
  readonly byFlag?: true;
}

const REFUSED = /^checking (.{1,200}?)\.{3} ?(?:\(cached\) )?(?:no|not found|none|missing|no \(.{0,60}\))$/;
const LOGGED_NO = /^configure: result: no$/;
const LOGGED_CHECK = /^configure: checking (.{1,200})$/;
/** Lines between a check and configure's last word: hints and warnings. */
const NEAR = 10;

/** The words of the check that was answered with "no" last before a line; null where none was. */
function refused(log: Log, at: number): string | null {
  const said = log.before(at, NEAR, REFUSED);
  const logged = log.before(at, 60, LOGGED_NO);
  if (said && said.at > (logged?.at ?? -1)) return said.match[1]!;
  return logged ? (log.before(logged.at, 60, LOGGED_CHECK)?.match[1] ?? null) : null;
}

/**
 * What the check that was answered with "no" last before a line looked for, by the words of Autoconf's macros
 * (AC_CHECK_HEADER, AC_CHECK_LIB, AC_SEARCH_LIBS, AC_CHECK_PROG, PKG_CHECK_MODULES) and of scripts made after them.
 */
export function lastRefused(log: Log, at: number): Wanted | null {
  const words = refused(log, at);
  if (!words) return null;
  const header = /^(?:for )?(?:header )?<?([\w./+-]{1,80}\.h(?:pp|h)?)>?(?: usability| presence)?$/.exec(
    words,
  );
  if (header) return { kind: 'header', name: header[1]! };
  const flag =
    /^for .{1,80} in (?:-l)([\w.+-]{1,60})/.exec(words) ?? /^for (?:library )?-l([\w.+-]{1,60})$/.exec(words);
  if (flag)
    return {
      kind: 'library',
      byFlag: true,
      name: (isLibrary(flag[1]!) ? libraryOfProject(flag[1]!) : libraryOfFlag(flag[1]!)) ?? flag[1]!,
    };
  const symbol = /^for library containing (\w{1,80})$/.exec(words)?.[1];
  if (symbol) {
    const library = libraryOfSymbol(symbol);
    return library ? { kind: 'library', name: library } : null;
  }
  const plain = /^for (?:the )?([A-Za-z][\w.+-]{1,60})(?: \(?(?:[<>=]{1,2}|version).{0,40})?$/.exec(
    words,
  )?.[1];
  if (!plain || /\(\)$|^(?:whether|if|working|support)$/.test(plain)) return null;
  if (isBuildTool(plain)) return { kind: 'tool', name: toolName(plain) };
  const library = libraryOfProject(plain);
  return library ? { kind: 'library', name: library } : null;
}
