import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import { variableSeverity } from '../doctor/building.ts';
import { proposal } from '../doctor/fixes.ts';
import type { Check } from '../facts/check.ts';

/** Variables whose words reach the linker. */
const VARIABLES = ['LDFLAGS', 'CFLAGS', 'CXXFLAGS', 'CC', 'CXX', 'LIBS', 'LDLIBS'] as const;

/** `-Wl,--dynamic-linker=/p`, `-Wl,-dynamic-linker,/p`, `-Wl,-I,/p` (ld(1), -I). */
const NAMED = /-Wl,(?:[^\s]*,)?(?:-{1,2}dynamic-linker|-I)[,=](\/[^\s,]+)/;

/** Programs are linked for a loader that is here: with another they are made without a word, and none of them starts. */
const envDynamicLinker: Check = {
  id: 'env-dynamic-linker',
  title: text('programs are linked for a loader that is here', '链接出的程序所指定的加载器在本机'),
  codes: ['env.compiler-flags'],
  judge(ask, scope) {
    const severity = variableSeverity(ask, scope);
    if (severity === null) return [];
    const { env } = ask.probe;
    return VARIABLES.flatMap((name): readonly Finding[] => {
      const value = env[name] ?? '';
      const loader = NAMED.exec(value)?.[1];
      if (loader === undefined || ask.probe.stat(loader).ok) return [];
      return [
        {
          code: 'env.compiler-flags',
          subject: name,
          severity,
          title: text(
            `${name} writes the loader ${loader} into programs, which is not here`,
            `${name} 把加载器 ${loader} 写进程序，而它不在本机`,
          ),
          cause: text(
            'A program that is linked so does not start: the shell says only "No such file or directory".',
            '这样链接出的程序无法启动：shell 只会报“No such file or directory”。',
          ),
          evidence: [
            { kind: 'env', where: name, text: value },
            { kind: 'file', where: loader, text: 'no such file' },
          ],
          consequences: [{ code: 'runtime.interpreter-missing', subject: loader }],
          fixes: [proposal(text(`Unset or correct it: unset ${name}`, `取消或更正该变量：unset ${name}`))],
        },
      ];
    });
  },
};

export default envDynamicLinker;
