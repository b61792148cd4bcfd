import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { linkFix } from '../doctor/loader-fixes.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Check } from '../facts/check.ts';
import { folderOf } from '../facts/loader/expand.ts';

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The links by which a library is found lead to it. */
const libraryLinks: Check = {
  id: 'library-links',
  title: text("the libraries' links lead to them", '库的符号链接指向正确'),
  codes: ['library.broken-link'],
  judge: (ask, scope) =>
    Promise.all(
      faultsOfKind(ask, scope, 'link').map(async (fault): Promise<Finding> => {
        const { library, path, target, problem, real, use } = fault;
        const what = {
          dangling: text(
            `It points to ${target ?? ''}, which is not there.`,
            `它指向 ${target ?? ''}，而该文件不存在。`,
          ),
          loop: text('It leads back to itself.', '它最终指回自身。'),
          missing: text(
            `${real ?? library} is there, but not the link ${nameOf(path)} by which ${use === 'run' ? 'the loader' : 'the linker'} asks for it.`,
            `${real ?? library} 存在，但缺少${use === 'run' ? '加载器' : '链接器'}查找时所用的链接 ${nameOf(path)}。`,
          ),
          wrong: text(`It leads to another library: ${target ?? ''}.`, `它指向了另一个库：${target ?? ''}。`),
        }[problem];
        const inPlace = real === null || folderOf(real) !== folderOf(path) ? real : nameOf(real);
        return found(fault, {
          title:
            problem === 'missing'
              ? text(`${path} is missing`, `缺少 ${path}`)
              : text(`${path} leads nowhere`, `${path} 指向无效`),
          cause: what,
          evidence: [
            { kind: 'file', where: path, text: target === null ? 'no such file' : `-> ${target}` },
            ...(real === null ? [] : [{ kind: 'file' as const, where: real, text: 'is there' }]),
          ],
          fixes:
            inPlace === null
              ? await restoreFixes(ask, scope, library, [path])
              : [linkFix(ask, inPlace, path)],
        });
      }),
    ),
};

export default libraryLinks;
