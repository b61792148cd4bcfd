import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { dependencyFixes } from '../doctor/dependency-fixes.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Check } from '../facts/check.ts';

/** What the libraries themselves need is there. */
const libraryDependencies: Check = {
  id: 'library-dependencies',
  title: text('what the libraries need is there', '库所依赖的其他库都在'),
  codes: ['library.dependency-missing'],
  judge: (ask, scope) =>
    Promise.all(
      faultsOfKind(ask, scope, 'dependency').map(async (fault): Promise<Finding> => {
        const { library, soname, neededBy, others } = fault;
        return found(fault, {
          title: text(
            `${soname}, which ${neededBy} needs, is not there`,
            `缺少 ${neededBy} 所需的 ${soname}`,
          ),
          cause:
            others.length > 0
              ? text(
                  `${others[0]} is another version of ${library}, which is no substitute: the name behind the first .so must be the same.`,
                  `${others[0]} 是 ${library} 的另一个版本，不能替代：.so 之后的编号必须相同。`,
                )
              : text(`No file of that name is on this machine.`, '本机没有这个名字的文件。'),
          evidence: [
            { kind: 'file', where: neededBy, text: `needs ${soname}` },
            ...others
              .slice(0, 2)
              .map((path) => ({ kind: 'file' as const, where: path, text: 'is there instead' })),
          ],
          fixes: await dependencyFixes(ask, scope, soname, neededBy),
        });
      }),
    ),
};

export default libraryDependencies;
