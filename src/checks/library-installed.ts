import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { bringFixes } from '../doctor/restore.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Check } from '../facts/check.ts';

/** Each library of the scope is on this machine, in whatever form. */
const libraryInstalled: Check = {
  id: 'library-installed',
  title: text('the libraries are installed', '库已安装'),
  codes: ['library.not-installed'],
  judge: (ask, scope) =>
    Promise.all(
      faultsOfKind(ask, scope, 'not-installed').map(async (fault): Promise<Finding> => {
        const { library, soname, neededBy } = fault;
        const asks =
          neededBy === null ? null : text(` ${neededBy} needs ${soname}.`, ` ${neededBy} 需要 ${soname}。`);
        return found(fault, {
          title: text(`${library} is not installed`, `未安装 ${library}`),
          cause: text(
            `No file of ${library} is in any folder where libraries are kept on this machine.${asks?.en ?? ''}`,
            `本机存放库的目录中没有 ${library} 的任何文件。${asks?.['zh-CN'] ?? ''}`,
          ),
          evidence: [{ kind: 'system', where: soname, text: 'found in no folder' }],
          fixes: await bringFixes(ask, scope, library),
        });
      }),
    ),
};

export default libraryInstalled;
