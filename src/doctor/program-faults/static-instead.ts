import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { librariesIn } from '../../facts/library-files.ts';
import { folderOf, join } from '../../facts/loader/expand.ts';
import { misfitOf, stackLibraries } from '../../facts/stack/libraries.ts';
import { linkViews } from '../../facts/stack/link.ts';
import { developmentFixes } from '../restore.ts';
import type { StackTrial } from '../stack-trial.ts';
import { evidenceOf } from './evidence.ts';

/**
 * The linker takes the static library because the shared one beside it has lost its development link (ld(1), -l), and
 * lacks all that a static library needs. Who links statically on purpose says what that is, and succeeds.
 */
export async function inStaticInstead(
  ask: Ask,
  scope: Scope,
  failed: StackTrial,
  said: string,
): Promise<Finding | null> {
  for (const [index, library] of stackLibraries(ask, scope).entries()) {
    const taken = linkViews(ask, scope)[index]?.taken?.file;
    if (taken?.linkage !== 'static' || !said.includes(taken.name)) continue;
    const folder = folderOf(taken.path);
    const shared = librariesIn(ask, folder, [library.name]).find(
      (copy) => copy.linkage === 'shared' && copy.version !== null && misfitOf(ask, copy) === null,
    );
    if (shared === undefined) continue;
    const link = join(folder, `${library.name}.so`);
    return {
      code: 'library.broken-link',
      subject: library.name,
      severity: 'error',
      title: text(`${link} is missing`, `缺少 ${link}`),
      cause: text(
        `Without it the linker takes ${taken.path} in place of ${shared.path}, and a program lacks what a static library needs.`,
        `缺少它时，链接器会用 ${taken.path} 代替 ${shared.path}，程序便缺少静态库所需的其他库。`,
      ),
      evidence: [
        { kind: 'file', where: link, text: 'no such file' },
        ...evidenceOf(failed, /^.*undefined reference.*$/m.exec(said)?.[0]?.trim() ?? said.trim()),
      ],
      consequences: [],
      fixes: await developmentFixes(ask, scope, library, [link]),
    };
  }
  return null;
}
