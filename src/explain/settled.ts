import type { Log } from './log.ts';
import type { Hit } from './rule.ts';

/** The tool, or who called it, says that the failure is of no account. */
const IGNORED = /\(ignored\)\s*$/;

/**
 * Matches without those that the log itself shows to have been survived: make ignored the command's status, the shell
 * line ended in `|| true`.
 */
export function settled(log: Log, hits: readonly Hit[]): Hit[] {
  return hits.filter((hit) => !ignored(log, hit));
}

function ignored(log: Log, { at }: Hit): boolean {
  const next = log.lines
    .slice(at, at + 3)
    .find(({ text }) => /^\S{0,40}make(?:\[\d+\])?: (?:\*\*\* )?\[/.test(text));
  if (next && IGNORED.test(next.text)) return true;
  return /\|\|\s*(?:true|:)\s*$/.test(log.commandOf(at)) && log.lines[at]!.kind === 'output';
}
