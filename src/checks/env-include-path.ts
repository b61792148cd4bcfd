import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableFix } from '../doctor/loader-fixes.ts';
import type { Check } from '../facts/check.ts';
import { isOfLibraries, mismatches } from '../facts/stack/mismatch.ts';

/** The variables that add folders of headers and libraries for the compiler give it no wrong copies. */
const envIncludePath: Check = {
  id: 'env-include-path',
  title: text(
    'CPATH, CPPFLAGS and the like give no wrong headers',
    'CPATH、CPPFLAGS 等变量没有引入错误的头文件',
  ),
  codes: ['env.compiler-flags'],
  judge: (ask, scope) =>
    mismatches(ask, scope).flatMap((fault): Finding[] => {
      if (fault.kind !== 'variable' || isOfLibraries(fault.variable)) return [];
      const { variable, value, taken, instead, library, severity } = fault;
      return [
        {
          code: 'env.compiler-flags',
          subject: variable,
          severity,
          title: text(`${variable} puts ${taken.path} in front`, `${variable} 使 ${taken.path} 优先`),
          cause: text(
            `It is of version ${taken.version ?? '?'}; without ${variable} the compiler takes ${instead.path} (${instead.version ?? '?'}), which fits ${library}.`,
            `其版本为 ${taken.version ?? '?'}；去掉 ${variable} 后编译器会用 ${instead.path}（${instead.version ?? '?'}），与 ${library} 相符。`,
          ),
          evidence: [
            { kind: 'env', where: variable, text: value },
            { kind: 'file', where: taken.path, text: taken.version ?? 'of unknown version' },
          ],
          consequences: [{ code: 'header.mismatch', subject: library }],
          fixes: [variableFix(ask, variable, null)],
        },
      ];
    }),
};

export default envIncludePath;
