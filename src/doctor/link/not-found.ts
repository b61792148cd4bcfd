import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { join } from '../../facts/loader/expand.ts';
import { candidateFolders } from '../../facts/stack/folders.ts';
import { libraryOfName } from '../../facts/stack/libraries.ts';
import { proposal } from '../fixes.ts';
import { base, FEW, finding } from './finding.ts';
import type { LineInput } from './line.ts';
import { architectureOf } from './read.ts';

/** An input that has no file: `foreign` is one that was passed over, for another machine; `folders` were searched. */
export function notFound(
  ask: Ask,
  scope: Scope,
  input: LineInput,
  foreign: string | null,
  folders: readonly string[],
): Finding {
  const library =
    input.kind === 'library'
      ? libraryOfName(input.name.startsWith(':') ? input.name.slice(1) : `lib${input.name}`)
      : libraryOfName(base(input.name));
  if (foreign !== null)
    return finding('library.wrong-architecture', library, {
      title: text(`${foreign} is for another architecture`, `${foreign} 属于另一种体系结构`),
      cause: text('The linker passes over it and finds no other.', '链接器会跳过它，并且找不到其他的。'),
      evidence: [{ kind: 'file', where: foreign, text: architectureOf(ask, foreign) ?? '' }],
    });
  const names = input.onlyStatic ? [`${library}.a`] : [`${library}.so`, `${library}.a`];
  const elsewhere =
    input.kind === 'library'
      ? candidateFolders(ask, scope)
          .flatMap((folder) => names.map((name) => join(folder, name)))
          .find((path) => ask.probe.stat(path).ok)
      : undefined;
  const folder = elsewhere?.replace(/\/[^/]*$/, '');
  return finding('link.library-not-found', library, {
    title: text(
      `The linker does not find ${input.kind === 'library' ? `-l${input.name}` : input.name}`,
      `链接器找不到 ${input.kind === 'library' ? `-l${input.name}` : input.name}`,
    ),
    cause:
      input.kind !== 'library'
        ? text('There is no such file.', '该文件不存在。')
        : elsewhere === undefined
          ? text(
              `None of ${names.join(', ')} is in the folders that it searches.`,
              `它搜索的目录中没有 ${names.join('、')}。`,
            )
          : text(
              `${elsewhere} is there, and no -L names its folder.`,
              `${elsewhere} 存在，但没有 -L 指明该目录。`,
            ),
    evidence: [
      {
        kind: 'file',
        where: elsewhere ?? input.name,
        text:
          input.kind !== 'library'
            ? 'no such file'
            : elsewhere === undefined
              ? `not in ${folders.slice(0, FEW).join(', ')}`
              : 'is there',
      },
    ],
    fixes:
      folder === undefined
        ? []
        : [
            proposal(
              text(
                `Add -L${folder}, and -Wl,-rpath,${folder} where the loader does not search it`,
                `加上 -L${folder}；若加载器不搜索该目录，再加 -Wl,-rpath,${folder}`,
              ),
            ),
          ],
  });
}
