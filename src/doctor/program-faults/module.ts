import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { pkgConfigReport } from '../../facts/pkgconfig.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import { restoreFixes } from '../restore.ts';
import type { StackTrial } from '../stack-trial.ts';
import { evidenceOf } from './evidence.ts';

/** The linker is sent to a library that is not there by a module's own words. */
export async function inModule(
  ask: Ask,
  scope: Scope,
  failed: StackTrial,
  said: string,
): Promise<Finding | null> {
  const [words, name = ''] =
    /^.*(?:cannot find|unable to find library|library not found for) -l(\S+?):?(?: .*)?$/m.exec(said) ?? [];
  if (words === undefined) return null;
  for (const library of stackLibraries(ask, scope)) {
    const { found } = pkgConfigReport(ask, library.module);
    if (!found?.libs.some((fragment) => fragment.type === 'l' && fragment.data === name)) continue;
    return {
      code: 'pkgconfig.stale',
      subject: library.module,
      severity: 'error',
      title: text(
        `${library.module}.pc names the library ${name}, which is not there`,
        `${library.module}.pc 指定的库 ${name} 不存在`,
      ),
      cause: text(
        `Whoever links by pkg-config's answer is sent to -l${name}, and no folder that the linker searches holds it.`,
        `按 pkg-config 的结果链接时需要 -l${name}，而链接器搜索的目录中都没有它。`,
      ),
      evidence: [{ kind: 'file', where: found.file, text: `-l${name}` }, ...evidenceOf(failed, words.trim())],
      consequences: [{ code: 'link.library-not-found', subject: `lib${name}` }],
      fixes: await restoreFixes(ask, scope, library.name, [found.file]),
    };
  }
  return null;
}
