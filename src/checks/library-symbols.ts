import type { Finding, Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { hasCache, searchFolderFix } from '../doctor/loader-fixes.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { faultsOfKind, found } from '../doctor/stack-faults.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check, Scope } from '../facts/check.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { resolveElf } from '../facts/loader/resolve.ts';
import { libraryOfName, misfitOf, stackLibraries } from '../facts/stack/libraries.ts';
import { faultsOf } from '../facts/stack/start-faults.ts';

const FEW = 3;

/** Another copy of what asks for too much, in a folder of the system's own, where programs would find it next. */
function otherCopyFix(ask: Ask, scope: Scope, path: string): readonly Fix[] {
  const library = stackLibraries(ask, scope).find(({ name }) => name === libraryOfName(path));
  const soname = library?.copies.find((copy) => copy.path === path)?.soname;
  const other = library?.copies.find(
    (copy) =>
      copy.linkage === 'shared' &&
      copy.soname === soname &&
      folderOf(copy.path) !== folderOf(path) &&
      misfitOf(ask, copy) === null &&
      faultsOf(ask, scope, resolutionOf(ask, copy.path)).length === 0,
  );
  return other !== undefined && hasCache(ask) ? [searchFolderFix(ask, folderOf(other.path), true)] : [];
}

const resolutionOf = (ask: Ask, path: string) => {
  const resolved = resolveElf(ask, path);
  return resolved.ok ? resolved.resolution : null;
};

/** What is loaded has the symbols and versions that its users ask for, and instructions that this processor knows. */
const librarySymbols: Check = {
  id: 'library-symbols',
  title: text('the libraries fit each other', '各个库相互匹配'),
  codes: ['runtime.symbol-missing', 'runtime.symbol-version', 'runtime.cpu-unsupported'],
  judge: (ask, scope) =>
    Promise.all(
      faultsOfKind(ask, scope, 'symbols', 'version', 'cpu').map(async (fault): Promise<Finding> => {
        if (fault.kind === 'cpu')
          return found(fault, {
            title: text(
              `${fault.path} is built for a newer processor`,
              `${fault.path} 是为更新的处理器构建的`,
            ),
            cause: text(
              `It says that it needs x86-64-v${fault.level}, which this processor has not; it must be built on this machine, or without -march.`,
              `文件声明需要 x86-64-v${fault.level}，而本机处理器不支持；应在本机构建，或构建时不加 -march。`,
            ),
            evidence: [{ kind: 'file', where: fault.path, text: `needs x86-64-v${fault.level}` }],
            fixes: await restoreFixes(ask, scope, fault.library, [fault.path]),
          });
        if (fault.kind === 'version')
          return found(fault, {
            title: text(`${fault.path} has no ${fault.version}`, `${fault.path} 没有 ${fault.version}`),
            cause: text(
              `${fault.neededBy} was built against a newer ${fault.library} than the one that is loaded here.`,
              `${fault.neededBy} 构建时所用的 ${fault.library} 比此处加载的更新。`,
            ),
            evidence: [
              { kind: 'symbol', where: fault.neededBy, text: `needs ${fault.version} of ${fault.path}` },
            ],
            fixes: [
              ...(await restoreFixes(ask, scope, libraryOfName(fault.neededBy), [fault.neededBy])),
              ...otherCopyFix(ask, scope, fault.neededBy),
            ],
          });
        const { library, path, symbols, neededBy } = fault;
        const names = symbols.slice(0, FEW).join(', ');
        return found(fault, {
          title: text(
            `${path ?? library} lacks symbols that ${neededBy} needs`,
            `${path ?? library} 缺少 ${neededBy} 所需的符号`,
          ),
          cause: text(
            `${symbols.length} symbols are defined by nothing that is loaded (${names}): the two are of different versions, or the file is not what its name says.`,
            `有 ${symbols.length} 个符号在已加载的文件中都没有定义（${names}）：两者版本不同，或文件名不副实。`,
          ),
          evidence: symbols.slice(0, FEW).map((symbol) => ({
            kind: 'symbol' as const,
            where: neededBy,
            text: `undefined symbol: ${symbol}`,
          })),
          fixes: await restoreFixes(ask, scope, library, path === null ? [] : [path]),
        });
      }),
    ),
};

export default librarySymbols;
