import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { RuleFamily } from '../explain/rule.ts';

/** clang on options that it does not have at all: they are gcc's, another processor's, or need a runtime that Apple leaves out. */
export default [
  ...family(
    'compile.source-incompatible',
    {
      title: (option) =>
        text(
          `This compiler does not know ${option ?? 'an option'}`,
          `此编译器不认识 ${option ?? '某个选项'}`,
        ),
      cause: text(
        'The build gives it an option of gcc, of another processor, or (-fopenmp) of a compiler with a runtime that Apple does not ship.',
        '构建传入的选项属于 gcc、另一种处理器，或（-fopenmp）需要苹果未附带的运行库。',
      ),
      remedies: [
        {
          title: text(
            'Build with the compiler that the project asks for (CC, CXX); for -fopenmp on macOS install libomp or a gcc',
            '用项目要求的编译器构建（CC、CXX）；macOS 上的 -fopenmp 需安装 libomp 或 gcc',
          ),
        },
      ],
    },
    [
      {
        id: 'compile.source-incompatible/clang-option',
        when: /^(?:\S{0,200}\/)?clang(?:\+\+|-cl)?(?:-\d{1,2})?(?:\.exe)?: error: (?:unknown argument:?|unsupported option|unsupported argument) '?(-[\w=,.+/-]{1,80})/,
        unless: /-std=/,
        tier: 'symptom',
        generic: true,
        samples: [
          ["clang: error: unknown argument: '-fno-tree-vectorize'", '-fno-tree-vectorize'],
          ["clang: error: unsupported option '-fopenmp'", '-fopenmp'],
          [
            "clang++: error: unsupported option '-march=native' for target 'arm64-apple-darwin'",
            '-march=native',
          ],
        ],
        misses: ["clang: warning: argument unused during compilation: '-s'"],
      },
    ],
  ),
] satisfies RuleFamily;
