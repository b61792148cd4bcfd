import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { pkgConfigReport } from '../../facts/pkgconfig.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import { restoreFixes } from '../restore.ts';
import { type StackTrial, tryStack } from '../stack-trial.ts';
import { evidenceOf } from './evidence.ts';

/** What a module says to the compiler beside folders: macros and switches, each a word. */
const switchesOf = (ask: Ask, module: string): readonly string[] =>
  (pkgConfigReport(ask, module).found?.cflags ?? [])
    .filter(({ type }) => type !== 'I')
    .map(({ type, data }) => `${type === null ? '' : `-${type}`}${data}`);

/** All is well without the switches of a module: it speaks of another build of the library than the one that is here. */
export async function inSwitches(
  ask: Ask,
  scope: Scope,
  failed: StackTrial,
  said: string,
): Promise<Finding | null> {
  for (const library of stackLibraries(ask, scope)) {
    const switches = switchesOf(ask, library.module);
    const file = pkgConfigReport(ask, library.module).found?.file;
    if (file === undefined || switches.length === 0) continue;
    const without = await tryStack(ask, scope, {}, (word) => !switches.includes(word));
    if (!without.ok) continue;
    const words = /^.*\berror\b.*$/m.exec(said)?.[0] ?? said.trim();
    return {
      code: 'pkgconfig.stale',
      subject: library.module,
      severity: 'error',
      title: text(
        `${file} tells the compiler ${switches.join(' ')}, which this ${library.name} cannot bear`,
        `${file} 让编译器使用 ${switches.join(' ')}，而本机的 ${library.name} 不支持`,
      ),
      cause: text(
        'Without these words a program is made: the file is of another build of the library than its headers.',
        '去掉这些选项就能编译：该文件与头文件来自库的不同构建。',
      ),
      evidence: [{ kind: 'file', where: file, text: switches.join(' ') }, ...evidenceOf(failed, words)],
      consequences: [{ code: 'header.mismatch', subject: library.name }],
      fixes: await restoreFixes(ask, scope, library.name, [file]),
    };
  }
  return null;
}
