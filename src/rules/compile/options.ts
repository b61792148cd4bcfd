import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';

/**
 * Options that a compiler refuses though no variable of the log holds them: they stand in the project's Makefile, which
 * was written for another machine or another compiler. Those that only a newer release knows are in tools/too-old.ts.
 */

/** gcc/config/<cpu>/*.opt: what the back ends of other processors take. */
const OF_A_CPU = String.raw`-m(?:sse|avx|3dnow|mmx|aes|pclmul|f16c|fma|bmi|popcnt|xsave|rdrnd|x32|16|32|64|stackrealign|fpmath|no-(?:red-zone|sse|mmx|80387)|cmodel|regparm|fpu|float-abi|thumb|arm|abi|cpu|arch|tune|unaligned-access|no-unaligned-access|neon|longcalls|altivec|vsx|power|mips|dsp|soft-float|hard-float|mcu|avr|no-thumb-interwork|apcs|tls-dialect|omit-leaf-frame-pointer|no-omit-leaf-frame-pointer|branch-protection|outline-atomics|lsx|lasx)[\w.+=,-]{0,40}`;
const DRIVER = String.raw`(?:^|[ /])(?:(?:[\w-]{1,40}-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)|cc1|cc1plus|as)(?:-[\d.]{1,6})?(?:\.exe)?: (?:fatal )?error: `;

/** The sources of CMakeTestCCompiler, CMakeTestCXXCompiler and CMakeDetermineCompilerABI. */
const CMAKE_TEST = /(?:test|CMake)C(XX)?Compiler(?:ABI)?\.c/;

export default [
  ...family(
    'env.compiler-flags',
    {
      title: text(
        'The flags are for another processor or compiler than the one that is called',
        '编译选项属于另一种处理器或编译器',
      ),
      cause: text(
        'The Makefile, or CFLAGS, passes an option that this compiler does not have: it is made for another machine, or for gcc where clang is called.',
        'Makefile 或 CFLAGS 传入了这个编译器没有的选项：它是为另一种机器编写的，或在调用 clang 时给了 gcc 的选项。',
      ),
      remedies: [
        {
          title: text(
            'Give flags of your own, or name the compiler that the project was written for',
            '自行指定编译选项，或指定该项目所针对的编译器',
          ),
          run: [['make', 'CFLAGS=-O2']],
        },
      ],
    },
    [
      {
        id: 'env.compiler-flags/other-cpu',
        when: new RegExp(
          `${DRIVER}(?:unrecogni[sz]ed (?:command[- ]line option|argument in option)|unsupported option|unknown (?:argument|target CPU)):? ['"]?(${OF_A_CPU})['"]?`,
        ),
        subject: 'CFLAGS',
        over: ['tool.too-old/compiler-flag', 'env.compiler-flags/unrecognized'],
        samples: [
          ["cc: error: unrecognized command line option '-mfpu=neon'", 'CFLAGS'],
          ["g++: error: unrecognized command-line option '-msse2'; did you mean '-fdse'?", 'CFLAGS'],
          ["gcc: error: unrecognized argument in option '-mcpu=cortex-m7'", 'CFLAGS'],
          ['cc1: error: unrecognized command line option "-m32"', 'CFLAGS'],
          ["clang: error: unsupported option '-msse4.1' for target 'arm64-apple-darwin23.0.0'", 'CFLAGS'],
        ],
        misses: ["gcc: error: unrecognized command-line option '-fcf-protection'"],
      },
      {
        id: 'env.compiler-flags/compiler-test',
        // CMake compiles its test of the compiler with nothing but what CFLAGS, CXXFLAGS or a toolchain file say.
        when: new RegExp(
          `${DRIVER}(?:unrecogni[sz]ed (?:command[- ]line option|argument in option)|unsupported option|unknown (?:argument|target CPU)|bad value):? ?\\(?['"]?\\S{1,80}`,
        ),
        test: ({ log, at }) => log.before(at, 8, CMAKE_TEST) !== null,
        subject: ({ log, at }) => (log.before(at, 8, CMAKE_TEST)!.match[1] ? 'CXXFLAGS' : 'CFLAGS'),
        over: [
          'tool.broken/cmake-test-compiler',
          'tool.broken/cmake-simple-program',
          'tool.too-old/compiler-flag',
          'env.compiler-flags/gcc-only',
          'env.compiler-flags/other-cpu',
        ],
        samples: [
          [
            "Building CXX object CMakeFiles/cmTC_4d137.dir/testCXXCompiler.cxx.o\n/usr/bin/c++ -mfoo -o CMakeFiles/cmTC_4d137.dir/testCXXCompiler.cxx.o -c testCXXCompiler.cxx\nc++: error: unrecognized command-line option '-mfoo'",
            'CXXFLAGS',
          ],
          [
            "Building C object CMakeFiles/cmTC_4d137.dir/CMakeCCompilerABI.c.o\nclang: error: unknown argument: '-fno-such'",
            'CFLAGS',
          ],
        ],
        misses: [
          "Building C object CMakeFiles/app.dir/main.c.o\ngcc: error: unrecognized command-line option '-fno-such'",
        ],
      },
      {
        id: 'env.compiler-flags/gcc-only',
        when: /(?:^|[ /])clang(?:\+\+)?(?:-[\d.]{1,6})?: error: (?:unknown argument|unsupported option|optimization flag|unknown argument:)[: ]{1,2}'(?!-std|-fopenmp|-m)(-[\w-][\w=.,+-]{0,60})'/,
        subject: 'CFLAGS',
        samples: [["clang: error: unknown argument: '-fno-gcse'", 'CFLAGS']],
        misses: ["clang: error: unsupported option '-fopenmp'"],
      },
      {
        id: 'env.compiler-flags/assembler-cpu',
        when: /^\S{1,200}:\d+: Error: selected processor does not support |^\S{1,200}:\d+: Error: (?:`|')?\S{1,40}' is not supported (?:in|on) (?:64-bit mode|'?\w{1,20})/,
        subject: 'CFLAGS',
        samples: [
          ["/tmp/ccX.s:120: Error: selected processor does not support `dmb ish' in ARM mode", 'CFLAGS'],
        ],
      },
    ],
  ),
  ...family(
    'dependency.missing',
    {
      title: text('This clang has no OpenMP', '这个 clang 没有 OpenMP'),
      cause: text(
        "Apple's clang comes without libomp, and takes -fopenmp only behind -Xpreprocessor.",
        'Apple 的 clang 不带 libomp，而且只接受写在 -Xpreprocessor 之后的 -fopenmp。',
      ),
      remedies: [
        {
          title: text(
            'Install libomp, or build with the gcc or llvm of Homebrew',
            '安装 libomp，或使用 Homebrew 的 gcc 或 llvm 构建',
          ),
          packages: ['libomp'],
        },
      ],
    },
    [
      {
        id: 'dependency.missing/libomp',
        when: /clang(?:\+\+)?(?:-[\d.]{1,6})?: error: unsupported option '-fopenmp'/,
        subject: 'libomp',
        samples: [["clang: error: unsupported option '-fopenmp'", 'libomp']],
      },
    ],
  ),
  ...family(
    'compile.source-incompatible',
    {
      title: text('The assembly in this source is for another processor', '源码中的汇编属于另一种处理器'),
      cause: text(
        'The assembler does not know the instructions: the file is written for another architecture than the one that is built for.',
        '汇编器不认识这些指令：文件是为另一种体系结构编写的。',
      ),
      remedies: [
        {
          title: text(
            'Configure for this machine, or without assembly (--disable-asm and the like)',
            '针对本机重新配置，或关闭汇编代码（如 --disable-asm）',
          ),
        },
      ],
    },
    [
      {
        id: 'compile.source-incompatible/assembly',
        when: /^(\S{1,200}?):\d+: Error: (?:unknown mnemonic|bad instruction|unrecognized opcode|unrecognized instruction|no such instruction: .(?:adr|ldr|str|stp|vld|movw)\b)/,
        subject: ({ match }) => (/^\{|^\/tmp\//.test(match[1]!) ? null : match[1]!.replace(/^.*\//, '')),
        over: ['tool.too-old'],
        samples: [
          ["src/context.S:12: Error: unknown mnemonic `pushl' -- `pushl %ebp'", 'context.S'],
          ["/tmp/ccUjw0.s:33: Error: bad instruction `cpuid'", null],
        ],
      },
    ],
  ),
  ...family(
    'tool.too-old',
    {
      cause: (subject) =>
        text(
          `The source asks for a language standard that this ${subject} does not know.`,
          `源码要求的语言标准，这个 ${subject} 还不认识。`,
        ),
      remedies: (subject) => [{ title: text(`Install a newer ${subject}`, `安装更新的 ${subject}`) }],
    },
    [
      {
        id: 'tool.too-old/cmake-feature',
        when: /^The compiler feature "(cxx|c)_\w{1,40}" is not known to|requires the language dialect "(CXX|C)\d\d"|^No known features for (CXX|C) compiler/,
        subject: ({ match }) => (/^cxx$/i.test(match[1] ?? match[2] ?? match[3]!) ? 'g++' : 'gcc'),
        samples: [
          [
            'CMake Error in CMakeLists.txt:\n  The compiler feature "cxx_std_17" is not known to CXX compiler\n\n  "GNU"\n\n  version 4.8.5.',
            'g++',
          ],
          [
            'CMake Error in CMakeLists.txt:\n  Target "app" requires the language dialect "CXX20" (with compiler extensions), but',
            'g++',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
