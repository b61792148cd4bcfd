import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Ask } from '../facts/ask.ts';
import type { Check } from '../facts/check.ts';
import { wordsOf } from '../facts/compiler-trial.ts';
import { programs } from '../facts/programs.ts';

/** Variables by which configure, make and the autotools are told which program to call (Autoconf and Libtool manuals). */
const VARIABLES = [
  'PKG_CONFIG',
  'AR',
  'RANLIB',
  'NM',
  'LD',
  'AS',
  'CPP',
  'MAKE',
  'M4',
  'AUTOCONF',
  'AUTOMAKE',
  'ACLOCAL',
  'LIBTOOLIZE',
] as const;

/** Whether a word of such a variable can be run: by its path, or found on PATH. */
const canRun = (ask: Ask, program: string): boolean =>
  program.includes('/') ? ask.probe.access(program, 'execute') : ask.of(programs).onPath(program) !== null;

/** Variables that name a program which is not there. The compilers' own are tried by compiling. */
const envPrograms: Check = {
  id: 'env-programs',
  title: text('variables that name tools name some that exist', '指定工具的变量指向存在的程序'),
  codes: ['env.compiler-flags'],
  judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    if (severity === null) return [];
    return VARIABLES.flatMap((name): readonly Finding[] => {
      const value = ask.probe.env[name] ?? '';
      const [program] = wordsOf(value);
      if (
        program === undefined ||
        (program.includes('/') && !program.startsWith('/')) ||
        canRun(ask, program)
      )
        return [];
      return [
        {
          code: 'env.compiler-flags',
          subject: name,
          severity,
          title: text(`${name} names ${program}, which cannot be run`, `${name} 指定的 ${program} 无法运行`),
          cause: text(
            `configure and make call what ${name} names and look for nothing else.`,
            `configure 和 make 会直接调用 ${name} 指定的程序，不会再找别的。`,
          ),
          evidence: [{ kind: 'env', where: name, text: value }],
          consequences: [],
          fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
        },
      ];
    });
  },
};

export default envPrograms;
