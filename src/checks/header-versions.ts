import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { restoreFixes } from '../doctor/restore.ts';
import { hasBetterHeader, strayHeaderFix } from '../doctor/stray-header.ts';
import type { Check } from '../facts/check.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { mismatches } from '../facts/stack/mismatch.ts';

/** Headers and libraries are of one version. */
const headerVersions: Check = {
  id: 'header-versions',
  title: text('headers and libraries are of one version', '头文件与库的版本一致'),
  codes: ['header.mismatch', 'runtime.symbol-missing'],
  judge: (ask, scope) =>
    Promise.all(
      mismatches(ask, scope).flatMap((fault): Promise<Finding>[] => {
        if (fault.kind !== 'header') return [];
        const { library, header, lib, lacking, severity } = fault;
        // The versions are the same by name and the functions are not there: the file is not what its name says, unless
        // another header fits it.
        const one = stackLibraries(ask, scope).find(({ name }) => name === library);
        const impostor =
          lacking.length > 0 &&
          header.version === lib.version &&
          !(one && hasBetterHeader(ask, scope, one, header.path, lib.path));
        const make = async (): Promise<Finding> => ({
          code: impostor ? 'runtime.symbol-missing' : 'header.mismatch',
          subject: library,
          severity,
          title: text(
            `The header is ${header.version ?? 'of unknown version'}, ${library} is ${lib.version ?? 'another one'}`,
            `头文件为 ${header.version ?? '未知版本'}，而 ${library} 为 ${lib.version ?? '另一版本'}`,
          ),
          cause:
            lacking.length > 0
              ? text(
                  `${header.path} declares ${lacking[0]} and ${lacking.length - 1} more functions that ${lib.path} does not have.`.replace(
                    ' and 0 more functions',
                    '',
                  ),
                  `${header.path} 声明的 ${lacking[0]} 等 ${lacking.length} 个函数在 ${lib.path} 中不存在。`,
                )
              : text(
                  `The compiler takes ${header.path}, the linker ${lib.path}: they come from two installations.`,
                  `编译器用的是 ${header.path}，链接器用的是 ${lib.path}：它们来自两次不同的安装。`,
                ),
          evidence: [
            { kind: 'file', where: header.path, text: header.version ?? 'no version' },
            { kind: 'file', where: lib.path, text: lib.version ?? 'no version' },
          ],
          consequences: [],
          fixes: impostor
            ? await restoreFixes(ask, scope, library, [lib.path])
            : [
                ...(one === undefined ? [] : await strayHeaderFix(ask, scope, one, header.path, lib)),
                ...(await restoreFixes(ask, scope, library, [header.path, lib.path])),
              ],
        });
        return [make()];
      }),
    ),
};

export default headerVersions;
