import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { inHeader } from '../doctor/program-faults/header.ts';
import { inModule } from '../doctor/program-faults/module.ts';
import { inStaticInstead } from '../doctor/program-faults/static-instead.ts';
import { inSwitches } from '../doctor/program-faults/switches.ts';
import { compilesForHere, type StackTrial, tryStack } from '../doctor/stack-trial.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { headerViews } from '../facts/stack/includes.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';

/** What the log of such a compilation says to whoever pastes it. The rules are loaded only now. */
async function inLog(ask: Ask, failed: StackTrial, said: string): Promise<readonly Finding[]> {
  const { explainLines } = await import('../explain/explain.ts');
  const manager = ask.of(systemPackages)?.manager ?? null;
  return explainLines(said.split('\n'), { where: failed.trial.line.slice(0, 300), manager });
}

/**
 * The last word: a program that includes the stack's headers is really compiled and linked. Where that fails and no
 * other check has said why, the compiler's own words are explained.
 */
const stackProgram: Check = {
  id: 'stack-program',
  title: text('a program against the stack is made', '能编译并链接使用这套库的程序'),
  codes: ['header.mismatch', 'library.broken-link', 'pkgconfig.stale', 'unknown'],
  lastResort: true,
  async judge(ask, scope, others) {
    if (variableSeverity(ask, scope) === null) return [];
    const usable = stackLibraries(ask, scope).filter(
      ({ header, copies }) => header !== '' && copies.length > 0,
    );
    if (usable.length === 0) return [];
    // In a prefix that nobody told the compiler of: whether that is a fault is judged where headers are looked for.
    const isSeen = headerViews(ask, scope).every(
      ({ library, found }) => found !== null || !usable.some(({ name }) => name === library),
    );
    if (!isSeen) return [];
    if (!(await compilesForHere(ask))) return [];
    const [made, known] = await Promise.all([tryStack(ask, scope), others]);
    if (made.ok || known.some(({ severity }) => severity === 'error')) return [];
    const said = `${made.trial.result?.stderr ?? ''}\n${made.trial.result?.stdout ?? ''}`;
    const placed =
      (await inStaticInstead(ask, scope, made, said)) ??
      (await inSwitches(ask, scope, made, said)) ??
      (await inHeader(ask, scope, made, said)) ??
      (await inModule(ask, scope, made, said));
    return placed === null ? inLog(ask, made, said) : [placed];
  },
};

export default stackProgram;
