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
  return left.filter((hit) => !overcome(log, hit, left));
}

/** curl, wget, git-lfs, apt, npm and scripts around them announce another try. */
const AGAIN =
  /\b[Rr]etry(?:ing)?\b|\b\d+ (?:retries|attempts|tries) left|[Tt]rying again|[Ww]ill try again|\b[Aa]ttempt \d|\(try: ?\d/;
/** Most lines between a failed try and what announces the next. */
const SOON = 4;

/** A download that failed, was tried again, and failed no more while the log went on. */
function overcome(log: Log, { rule, at }: Hit, hits: readonly Hit[]): boolean {
  if (!rule.code.startsWith('fetch.')) return false;
  const again = log.after(at, SOON, AGAIN);
  if (!again) return false;
  const later = log.lines.slice(again.at + 1).filter(({ kind }) => kind === 'output').length;
  return later > 1 && !hits.some((other) => other.at > again.at);
}

function ignored(log: Log, { at }: Hit): boolean {
  const next = log.lines
    .slice(at, at + 3)
    .find(({ text }) => /^\S{0,40}make(?:\[\d+\])?: (?:\*\*\* )?\[/.test(text));
  if (next && IGNORED.test(next.text)) return true;
  return /\|\|\s*(?:true|:)\s*$/.test(log.commandOf(at)) && log.lines[at]!.kind === 'output';
}
