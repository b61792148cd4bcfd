import type { Finding, Severity } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { toolSeverity } from '../doctor/building.ts';
import { limitFinding } from '../doctor/limit-finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { parseLimits } from '../formats/limits.ts';

const MEGABYTE = 1024 * 1024;

/** A context with one socket takes about ten; a program with less than so many is barely one. */
const FEW_FILES = 24;
/** libzmq's static archive and its objects stay below. */
const LARGEST_FILE = 32 * MEGABYTE;
/** Seconds for the slowest of its files on a slow machine. */
const LONGEST_COMPILE = 60;

/**
 * The limits of this session. Node raises its own number of open files to what is allowed, so that the shell that
 * started it is asked too: the parent stands in proc_pid_stat(5), behind the name in parentheses.
 */
function limitsOf({ probe }: Ask): ReadonlyMap<string, number> {
  const stat = probe.readText('/proc/self/stat', 4096);
  const parent = stat.ok
    ? /^\) \S (\d+) /.exec(stat.value.slice(stat.value.lastIndexOf(')')))?.[1]
    : undefined;
  const least = new Map<string, number>();
  for (const whose of ['self', ...(parent === undefined ? [] : [parent])]) {
    const words = probe.readText(`/proc/${whose}/limits`, 16 * 1024);
    for (const [name, limit] of words.ok ? parseLimits(words.value) : [])
      least.set(name, Math.min(limit, least.get(name) ?? limit));
  }
  return least;
}

/** What setrlimit(2) keeps from this session. What a limit already breaks when compiling is told by the compiler's check. */
const limits: Check = {
  id: 'limits',
  title: text("the session's limits leave room to work", '会话的资源限制够用'),
  codes: ['runtime.limit'],
  judge(ask, scope) {
    if (ask.probe.self.os !== 'linux') return [];
    const known = limitsOf(ask);
    const below = (name: string, least: number): boolean =>
      (known.get(name) ?? Number.POSITIVE_INFINITY) < least;
    const findings: Finding[] = [];
    if (below('Max open files', FEW_FILES))
      findings.push(limitFinding('open files', 'error', `Max open files ${known.get('Max open files')}`));
    const severity: Severity | null = toolSeverity(ask, scope);
    if (severity === null) return findings;
    if (below('Max file size', LARGEST_FILE))
      findings.push(limitFinding('file size', severity, `Max file size ${known.get('Max file size')} bytes`));
    if (below('Max cpu time', LONGEST_COMPILE))
      findings.push(limitFinding('cpu time', severity, `Max cpu time ${known.get('Max cpu time')} seconds`));
    return findings;
  },
};

export default limits;
