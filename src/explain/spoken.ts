import type { Match } from './rule.ts';

/** Whether a sentence in plain English is an error at all, or what is said of a choice that may fail. */

/** What is said of another choice, or of what may be missing. */
const HARMLESS =
  /[Ww]arning|WARN|[Oo]ptional|disabl|[Ss]kipp|fall(?:ing)? ?back|^checking |^-- |\bno$|too old|older|newer|at least|or later|if (?:you|it|not|the)\b|INFO|DEBUG|deprecat|Retry|https?:\/\/|\bso (?:compil|build|download|fetch|install|us)ing\b|\b(?:will|going to) (?:be )?(?:compil|build|built|download|fetch)/;

/** The printer's own mark on the line. */
const MARKED =
  /(?:^|[\s[:*(])(?:fatal(?: error)?|FATAL|Fatal|error|Error|ERROR|ERR!?|E)[\]):!]|^(?:ERROR|Error|FATAL|Fatal)\b|\wException\b|Error: |\w(?:Error|Exception)\)$|\*\*\*|, (?:aborting|exiting|stop)\b|panicked at|^abort/;
/** Who called the printer says that it failed, or who prints in several lines said so before. */
const FAILED =
  /^\S{0,40}make(?:\[\d+\])?: \*\*\* |[Aa]borting\b|[Ee]xit(?:ed)?(?: with)?(?: status| code)? [1-9]|non-zero|[Cc]onfigur\w{0,8} (?:step )?failed|Configuring incomplete/;
const HEADING = /^(?:CMake Error|FAILURE: |Traceback |(?:ERROR|Error|error|FATAL|fatal)\b.{0,80}:$)/;

/** A message of several lines, the first of which is marked: those that belong to it are set in. */
const OPENING = /^(?:fatal(?: error)?|FATAL|Fatal|error|Error|ERROR): \S/;
const indent = (shown: string): number => /^\s{0,80}/.exec(shown)![0].length;

/** Whether the line goes on with a message that began as an error. */
function goesOn({ log, at, line }: Match): boolean {
  const first = log.before(at, 2, OPENING);
  return first !== null && indent(line.shown) > indent(log.lines[first.at]!.shown) + 1;
}

/** Marks are looked for in the line as it was printed: its rule-readable text lacks the prefixes of log formats. */
const SHOWN = 400;

/** Whether the line, its neighbours or its caller say that something stopped there. */
export const isError = (found: Match): boolean => {
  const { log, at, line, match } = found;
  return (
    !HARMLESS.test(match.input) &&
    (MARKED.test(match.input) ||
      MARKED.test(line.shown.slice(0, SHOWN)) ||
      log.after(at, 3, FAILED) !== null ||
      log.before(at, 2, HEADING) !== null ||
      goesOn(found))
  );
};
