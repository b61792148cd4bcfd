import type { Match } from '../rule.ts';
import { absolute, commonFolder, folderOf } from './paths.ts';

/**
 * The path that a tool names beside the reason. cp, install, mkdir, ln (coreutils), touch, tar, libtool, CMake, npm, pip,
 * ldconfig, go and shells' redirections all have their own order of words.
 */
const NAMED =
  /(?:cannot (?:create|make|remove|open|touch|stat|move|copy|change|set|write|access|overwrite)|can't (?:create|open|write)|Can't create|Cannot (?:open|create|mkdir|write)|couldn't (?:create|open)|failed to (?:create|open|write|make)|could not (?:create|open|write)|unable to (?:create|open|write|unlink)|mkdir|open|rename|unlink|scandir|access|lstat|symlink)\b[^'"/]{0,60}['"]?((?:[A-Za-z]:)?[^\s'":]*\/[^\s'":,]*)/;
const FIRST_PATH = /['" ]((?:\/|~\/)[^\s'":,)]{1,300})/;

/** The path that a line names as the one that could not be written. */
export const pathOf = (line: string): string | null => {
  // CMake folds its sentence at the width of a terminal: the file may come to stand first in the next line.
  const quoted = /(?:(?:to|target|into) |^)['"]([^'"]*\/[^'"]*)['"]/.exec(line)?.[1];
  if (quoted?.startsWith('/')) return quoted;
  // The tool's own path stands before the first colon.
  const said = line.replace(/^(?:\S{1,200}: ){1,2}/, '');
  return NAMED.exec(said)?.[1] ?? FIRST_PATH.exec(` ${said}`)?.[1] ?? NAMED.exec(line)?.[1] ?? null;
};

/** Where installation goes: the folder that cannot be written is the prefix that holds it, where that is a usual one. */
export const folderDenied =
  (reason: RegExp) =>
  (found: Match): string | null => {
    const paths = found.log.lines
      .slice(found.at, found.at + 40)
      .filter(({ kind, text: words }) => kind === 'output' && reason.test(words))
      .map((line) => {
        const path = pathOf(line.text);
        return path ? absolute(path, line.folder) : null;
      })
      .filter((path): path is string => path?.startsWith('/') === true);
    const first = paths[0];
    if (!first) {
      const own = pathOf(found.line.text);
      return own ? folderOf(absolute(own, found.line.folder)) : null;
    }
    return paths.length > 1
      ? commonFolder(paths) === '/'
        ? folderOf(first)
        : commonFolder(paths)
      : folderOf(first);
  };

/** Whoever writes to a full disk, or beyond a quota, says one of these. */
export const FULL =
  /[Nn]o space left on device|ENOSPC|[Dd]isk quota exceeded|EDQUOT|[Nn]ot enough (?:free )?(?:disk )?space|There is not enough space on the disk|write error: No space|[Dd]isk (?:is )?full|insufficient disk space/;

/** Whoever writes to a file system that is mounted read-only says one of these. */
export const READ_ONLY = /[Rr]ead-only file ?system|EROFS/;
