import type { Log } from './log.ts';
import type { Hit } from './rule.ts';

/** The tool, or who called it, says that the failure is of no account. */
const IGNORED = /\(ignored\)\s*$/;

/**
 * Matches without those that the log itself shows to have been survived: make ignored the command's status, the shell
 * line ended in `|| true`, the download came at the next try.
 */
export function settled(log: Log, hits: readonly Hit[]): Hit[] {
  const left = hits.filter((hit) => !ignored(log, hit));
  return left.filter((hit) => !overcome(log, hit, left) && !built(log, hit, left));
}

/** A package manager of a language says that it is done: pip, RubyGems, R, luarocks, node-gyp. */
const BUILT =
  /^Successfully (?:installed|built) \S|^added \d+ packages?\b|^\* DONE \(|^gyp info ok\b|\S is now (?:built and )?installed in \//;
/** The build itself says that it has failed. */
const GAVE_UP =
  /\*\*\* .{0,200}Error \d|error: command .{1,200} failed|subprocess-exited-with-error|^(?:npm )?ERR/i;
/** What a build finds out about the machine before it takes another way (pyzmq: the libzmq that it brings). */
const PROBED = /^(?:header|compile|link|pkgconfig|dependency|fetch)\./;

/** A probe of a package that was then built and installed: nothing gave up before, and nothing failed after. */
function built(log: Log, { rule, at }: Hit, hits: readonly Hit[]): boolean {
  if (!PROBED.test(rule.code)) return false;
  const done = log.after(at, Number.POSITIVE_INFINITY, BUILT);
  if (!done || log.lines[done.at]!.command !== log.lines[at]!.command) return false;
  const between = log.lines.slice(at, done.at);
  return !between.some(({ text }) => GAVE_UP.test(text)) && !hits.some((other) => other.at > done.at);
}

/** curl, wget, git-lfs, apt, npm and scripts around them announce another try. */
const AGAIN =
  /\b[Rr]etry(?:ing)?\b|\b\d+ (?:retries|attempts|tries) left|[Tt]rying again|[Ww]ill try again|\b[Aa]ttempt \d|\(try: ?\d/;
/** No try is left: git of submodules, CI services, scripts of all kinds. */
const NO_MORE =
  /\b(?:[Aa]borting|[Gg]iving up|second time|marked build as failure|[Nn]o more (?:retries|attempts)|[Rr]etries exceeded)\b/;
/** Most lines between a failed try and what announces the next. */
const SOON = 4;

/** A download that failed, was tried again, and failed no more while the log went on. */
function overcome(log: Log, { rule, at }: Hit, hits: readonly Hit[]): boolean {
  if (!rule.code.startsWith('fetch.')) return false;
  const again = log.after(at, SOON, AGAIN);
  if (!again) return false;
  const later = log.lines.slice(again.at + 1).filter(({ kind }) => kind === 'output');
  return (
    later.length > 1 &&
    !later.some(({ text }) => NO_MORE.test(text)) &&
    !hits.some((other) => other.at > again.at)
  );
}

function ignored(log: Log, { at }: Hit): boolean {
  const next = log.lines
    .slice(at, at + 3)
    .find(({ text }) => /^\S{0,40}make(?:\[\d+\])?: (?:\*\*\* )?\[/.test(text));
  if (next && IGNORED.test(next.text)) return true;
  return /\|\|\s*(?:true|:)\s*$/.test(log.commandOf(at)) && log.lines[at]!.kind === 'output';
}
