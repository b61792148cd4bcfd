/**
 * Trial programs: configure, CMake and Meson find out what a machine has by compiling what may well fail, and write it
 * all into their logs. Such failures are answers. Only the one that made the tool stop counts.
 */

interface TrialLine {
  readonly text: string;
}

const CONFIGURE_CHECK = /^configure:(?:\d+:)? checking /;
/** Autoconf names the folder on a line of its own before it says what is wrong. */
const CONFIGURE_FATAL = /^configure:(?:\d+:)? error: (?!in ')/;
const LOGGED_FATAL = /^configure:\d+: error: (?!in ')/;
const CONFIGURE_LOG =
  /^(?:This file contains any messages produced by|It was created by .{0,80}configure|configure:\d+: )/;

/** CMakeError.log, CMakeOutput.log, CMakeConfigureLog.yaml. */
const CMAKE_CHECK =
  /^(?:Determining if|Performing C|Checking whether(?!.{0,200}\.{3} ?(?:\(cached\) )?(?:yes|no)$)|Detecting C|Compilation of|Compiling the C|Test (?:compile|run)|The system is: |- ?"?kind: "?(?:try_compile|try_run|find)|kind: "?(?:try_compile|try_run)|Change Dir: .{1,300}(?:CMakeTmp|CMakeScratch))/;
/** The test of the compiler itself: nothing goes on without it. The YAML of CMake 3.26 names it after `kind:`. */
const CMAKE_WORKS =
  /^(?:It fails with the following output:|Determining if the C\w* compiler works failed|Detecting C\w* compiler ABI info failed|- "?(?:Check for working C|Detecting C\w* compiler ABI))/;
const CMAKE_END = /^(?:CMake Error|-- |Call Stack|\S{0,40}make(?:\[\d+\])?: \*\*\* No rule)/;

const MESON_CODE =
  /^(?:Code:|Compiler stdout:|Compiler stderr:|Command line:.{0,400}|Working directory: .{0,300})$/;
const MESON_NEXT =
  /^(?:Checking |Has header|Library |Dependency |Run-time dependency|Found |Program |Message:|Compiler for |Header |Fetching value|Configuring |\S{0,200}meson\.build:\d+|Build started|Determining dependency|Pkg-config|Called )/;

/** Whose message it is: configure's and CMake's trial programs fail by design. */
export const TRIAL_PROGRAM =
  /(?:^|[/"\s])(?:conftest\.(?:c|cpp|cc)|CheckSymbolExists\.c|CheckFunctionExists\.c|CheckIncludeFiles?\.c|CMakeTmp|CMakeScratch|TryCompile-|src\.c(?:xx|pp)?[:(]|testfile\.c|test\.c: in function)/;

/** A single line that can only come from a trial. */
const TRIAL_LINE =
  /(?:^|[\s/(])(?:conftest\.(?:c|cc|cpp|o|er1|m|f)|cmTC_\w{4,8}|CheckSymbolExists\.c|CheckFunctionExists\.c|CheckIncludeFiles?\.cx?x?|CMakeTmp|CMakeScratch|TryCompile-\w{4,8}|testfile\.c|sanitycheckc(?:pp)?)\b/;

/** CMake's own word is no trial's, even where it quotes one. */
const isTrialLine = (text: string): boolean => !text.startsWith('CMake Error: ') && TRIAL_LINE.test(text);

/** Whatever library configure's last word names: several of its checks may have asked for it. Null where it names none. */
function namesOf(words: string): RegExp | null {
  const names = [...words.matchAll(/(?:-l|\blib|--with-)([a-z][\w+-]{2,30})/g)].map(([, name]) =>
    name!.replace(/^lib/, ''),
  );
  return names.length === 0
    ? null
    : new RegExp(`(?:\\b(?:lib)?|-l)(?:${names.join('|').replace(/\+/g, '\\+')})\\b`);
}

/** Indexes of lines that belong to a trial whose failure stopped nothing. */
export function trialsOf(lines: readonly TrialLine[]): ReadonlySet<number> {
  const trials = new Set<number>();
  // A terminal's lines may stand before: `./configure ...; cat config.log`.
  const begin = lines.findIndex(({ text }) => CONFIGURE_LOG.test(text));
  const isConfigureLog = begin >= 0;
  const logged = lines.findIndex(({ text }, at) => at >= begin && LOGGED_FATAL.test(text));
  const fatal =
    isConfigureLog && logged >= 0 ? logged : lines.findIndex(({ text }) => CONFIGURE_FATAL.test(text));
  let decisive = -1;
  for (let at = fatal; at >= 0; at -= 1)
    if (CONFIGURE_CHECK.test(lines[at]!.text)) {
      decisive = at;
      break;
    }
  let mode: 'none' | 'works' | 'cmake' | 'meson' = 'none';
  const wanted = fatal < 0 ? null : namesOf(lines[fatal]!.text);
  let checked = false;
  lines.forEach(({ text }, at) => {
    if (CONFIGURE_CHECK.test(text)) checked = wanted?.test(text) === true;
    if (isConfigureLog && at >= begin && (fatal < 0 || (at < decisive && !checked))) trials.add(at);
    // What configure appends after its error: cached answers and settings. Where the terminal's last word stands
    // before a piece of the log, the checks that it is about are what was meant to be shown.
    const isShown = fatal < begin && checked;
    if (isConfigureLog && at >= begin && fatal >= 0 && at > fatal && !isShown) trials.add(at);
    if (CMAKE_WORKS.test(text)) mode = 'works';
    else if (mode === 'works' && text.startsWith('Change Dir: ')) return;
    else if (CMAKE_CHECK.test(text)) mode = 'cmake';
    else if ((mode === 'cmake' || mode === 'works') && CMAKE_END.test(text)) mode = 'none';
    else if (MESON_CODE.test(text)) mode = 'meson';
    else if (mode === 'meson' && MESON_NEXT.test(text)) mode = 'none';
    if (mode === 'cmake' || mode === 'meson') trials.add(at);
    else if (!isConfigureLog && isTrialLine(text) && !CONFIGURE_FATAL.test(text)) trials.add(at);
  });
  return trials;
}
