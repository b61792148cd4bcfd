import { bare, plainQuotes, visible } from './clean.ts';
import type { RawLine } from './condense.ts';
import { typed } from './prompt.ts';
import type { Translate } from './translate.ts';
import { trialsOf } from './trials.ts';

/**
 * `output`: a tool's words. `command`: typed, or echoed by make or a shell. `listing`: source text that a compiler or
 * config.log quotes, which only looks like words. `trial`: a check that was allowed to fail.
 */
export type LineKind = 'output' | 'command' | 'listing' | 'trial';

export interface Line {
  /** From 1, in the log as it came. */
  readonly number: number;
  /** Free of escapes: what evidence shows. */
  readonly shown: string;
  /** English, without others' prefixes, plain quotes, no leading blanks: what rules read. */
  readonly text: string;
  readonly kind: LineKind;
  /** The folder in which it happened, as far as the log says. */
  readonly folder: string | null;
  /** Index of the line with the command that was last typed before it; -1 where there is none. */
  readonly command: number;
}

/** gcc's and clang's source excerpts ("  330 |  code", "      | ^~~"), config.log's programs ("| #include"). */
const LISTING =
  /^\s{0,12}\d{0,7}\s{0,4}\| |^\s{0,20}\|\s{0,200}[\^~|]|^\s{0,200}[\^~]{1,200}\s{0,4}$|^[| ]\s{0,4}#\s{0,4}(?:include|define|if|ifdef|ifndef|else|endif|undef)\b/;
/** bitbake and others draw a gutter in the first column; config.log draws it too, but only before a failed program. */
const GUTTER_BAR = /^\| {1,2}(?=\s{0,12}\S)/;
const PROGRAM = /failed program was:$/;
/** A quoted program's directives. */
const QUOTED = /^\| {1,5}#\s{0,4}(?:include|define|if|ifdef|ifndef|else|endif|undef)\b/;
/** A line gutter such as "  | error" that rustc and compose use is no excerpt. */
const GUTTER = /^\s{0,4}\|\s{1,4}(?:error|fatal|warning|note|npm|cc|gcc|make|\/usr)/i;
/** Commands that make, libtool and ninja echo. */
const ECHOED =
  /^(?:(?:\/\S{0,80}\/)?(?:ba|da)?sh \S{0,80}libtool |libtool: (?:link|compile|install|relink|finish): {1,4}(?:\(|gcc|g\+\+|cc|c\+\+|clang|ar |rm |ranlib|ld |\S{1,40}-gcc|\S{1,40}-g\+\+|\/|\/?usr|PATH=|cp |ln |chmod|mv |install )|(?:\/\S{0,200}\/)?(?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d{1,2})? .{0,40}-\w|"?cc"? "-|(?:if )?test -|CDPATH=|depbase=|echo "?|if (?:type|test|\[)|printf )/;
/** configure ends the line of a check when it knows the answer; an error that comes before stands on the same line. */
const UNENDED = /^checking .{1,200}?\.\.\. {0,2}(?=configure: error: )/;
/** AC_MSG_ERROR with a message that begins with a line break: what it says stands on the next line. */
const SAID_BELOW = /^configure: error: ?$/;
const ENTERING = /^\S{0,40}make(?:\.exe)?(?:\[\d{1,3}\])?: Entering directory '([^']{1,400})'/;
const LEAVING = /^\S{0,40}make(?:\.exe)?(?:\[\d{1,3}\])?: Leaving directory '/;
const CHANGE = /^(?:sudo )?cd (?:-- )?["']?([^\s;&"']{1,300})["']?\s*(?:$|&&|;)/;

/** Joins a folder and what `cd` was given; null where it cannot be known. */
function moved(from: string | null, to: string): string | null {
  if (to.startsWith('/') || to.startsWith('~')) return to.replace(/(.)\/+$/, '$1');
  if (from === null || to.includes('$')) return null;
  const parts = from.split('/');
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') || '/';
}

/** A log as rules see it. Immutable once read. */
export class Log {
  readonly lines: readonly Line[];
  /** Lines that the condenser left out were seen between those kept. */
  readonly condensed: boolean;

  constructor(raw: readonly RawLine[], translate: Translate, condensed: boolean) {
    const lines = readLines(raw, translate);
    const trials = trialsOf(lines);
    const texts = lines.map(({ text }) =>
      text.replace(/^configure:\d+: /, 'configure: ').replace(UNENDED, ''),
    );
    this.lines = lines.map((line, at) => ({
      ...line,
      text: SAID_BELOW.test(texts[at - 1] ?? '') ? `configure: error: ${texts[at]}` : texts[at]!,
      kind: trials.has(at) ? 'trial' : line.kind,
    }));
    this.condensed = condensed;
  }

  /** The nearest line before `at`, at most `within` lines away, that matches. */
  before(at: number, within: number, pattern: RegExp): { at: number; match: RegExpExecArray } | null {
    for (let index = at - 1; index >= 0 && index >= at - within; index -= 1) {
      const match = pattern.exec(this.lines[index]!.text);
      if (match) return { at: index, match };
    }
    return null;
  }

  /** The first line after `at`, at most `within` lines away, that matches. */
  after(at: number, within: number, pattern: RegExp): { at: number; match: RegExpExecArray } | null {
    const last = Math.min(this.lines.length - 1, at + within);
    for (let index = at + 1; index <= last; index += 1) {
      const match = pattern.exec(this.lines[index]!.text);
      if (match) return { at: index, match };
    }
    return null;
  }

  /** The first line that matches, of any kind. */
  find(pattern: RegExp): RegExpExecArray | null {
    for (const line of this.lines) {
      const match = pattern.exec(line.text);
      if (match) return match;
    }
    return null;
  }

  /** What was typed to get the line at `at`; '' where the log does not say. */
  commandOf(at: number): string {
    const index = this.lines[at]!.command;
    return index < 0 ? '' : this.lines[index]!.text;
  }

  /** Every match of a pattern in output lines, first `limit` of them. */
  all(pattern: RegExp, limit = 200): RegExpExecArray[] {
    const found: RegExpExecArray[] = [];
    for (const line of this.lines) {
      if (line.kind === 'listing' || line.kind === 'trial') continue;
      const match = pattern.exec(line.text);
      if (match) found.push(match);
      if (found.length >= limit) break;
    }
    return found;
  }
}

/** `cat -n` and `nl`. */
const NUMBERED = /^ {0,6}\d{1,6}\t/;

/**
 * Pages and terminals that end a line twice put an empty one after each: those go, so that what a tool printed in
 * neighbouring lines is that again.
 */
function singleSpaced(raw: readonly RawLine[]): readonly RawLine[] {
  const empty = raw.map(({ text }) => text.trim() === '');
  const doubled = raw.length >= 6 && raw.every((_, at) => empty[at] || at === 0 || empty[at - 1]);
  return doubled ? raw.filter((_, at) => !empty[at] || (at > 0 && empty[at - 1])) : raw;
}

function readLines(raw: readonly RawLine[], translate: Translate): Line[] {
  const lines: Line[] = [];
  const entered: (string | null)[] = [];
  let folder: string | null = null;
  let command = -1;
  let program = false;
  for (const { number, text: rawText } of singleSpaced(raw)) {
    const whole = visible(rawText.replace(NUMBERED, ''));
    program = PROGRAM.test(whole) || (program && whole.startsWith('|'));
    const shown = program || QUOTED.test(whole) ? whole : whole.replace(GUTTER_BAR, '');
    if (LISTING.test(shown) && !GUTTER.test(shown)) {
      lines.push({ number, shown, text: shown.trim(), kind: 'listing', folder, command });
      continue;
    }
    const stripped = shown.trimStart();
    const prompt = typed(stripped) ?? typed(bare(stripped));
    if (prompt) {
      if (prompt.folder && (prompt.folder.startsWith('/') || prompt.folder.startsWith('~')))
        folder = prompt.folder;
      command = lines.length;
      lines.push({ number, shown, text: prompt.command, kind: 'command', folder, command });
      const change = CHANGE.exec(prompt.command);
      if (change) folder = moved(folder, change[1]!);
      continue;
    }
    const text = translate(plainQuotes(bare(stripped)));
    const entering = ENTERING.exec(text);
    if (entering) {
      entered.push(folder);
      folder = entering[1]!;
    } else if (LEAVING.test(text)) folder = entered.pop() ?? null;
    const kind =
      ECHOED.test(text) && !/: (?:fatal )?error: |: command not found|: not found$/.test(text)
        ? 'command'
        : 'output';
    lines.push({ number, shown, text, kind, folder, command });
  }
  return lines;
}
