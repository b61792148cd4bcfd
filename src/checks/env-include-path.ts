import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableFix } from '../doctor/loader-fixes.ts';
import type { Check } from '../facts/check.ts';
import { mismatches } from '../facts/stack/mismatch.ts';
import { isOfLibraries } from '../facts/stack/mismatch-kinds.ts';

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
      const { variable, value, taken, instead, damage, library, severity } = fault;
      return [
        {
          code: 'env.compiler-flags',
          subject: variable,
          severity,
          title: text(`${variable} puts ${taken.path} in front`, `${variable} 使 ${taken.path} 优先`),
          cause: text(
            `It is ${damage === null ? `of version ${taken.version ?? '?'}` : `damaged (${damage.detail})`}; without ${variable} ${instead.path} (${instead.version ?? '?'}) is taken, which fits ${library}.`,
            `${damage === null ? `其版本为 ${taken.version ?? '?'}` : `该文件已损坏（${damage.detail}）`}；去掉 ${variable} 后会用 ${instead.path}（${instead.version ?? '?'}），与 ${library} 相符。`,
          ),
          evidence: [
            { kind: 'env', where: variable, text: value },
            { kind: 'file', where: taken.path, text: taken.version ?? 'of unknown version' },
          ],
          consequences: [{ code: damage === null ? 'header.mismatch' : damage.code, subject: library }],
          fixes: [variableFix(ask, variable, null)],
        },
      ];
    }),
};

export default envIncludePath;
