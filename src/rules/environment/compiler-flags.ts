import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';

const flagVariables =
  /\b(CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS|CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|LIBS|GOFLAGS|CGO_CFLAGS|CGO_LDFLAGS|CGO_CXXFLAGS|CGO_CPPFLAGS|LD)="?'?/;

/** The variable in whose value the log shows a word standing. */
const variableOf = (lines: readonly { readonly text: string }[], word: string): string | null => {
  for (const { text: words } of lines) {
    const at = words.indexOf(word);
    if (at < 0) continue;
    const before = words.slice(0, at);
    const found = [...before.matchAll(new RegExp(flagVariables.source, 'g'))].at(-1);
    if (found) return found[1]!;
  }
  return null;
};

/** Options that no compiler refuses. */
const ORDINARY = /^(?:\s|["']|-O[0-3sg]?|-g\d?|-pipe|-Wall|-Wextra|-fPIC|-std=\S+|-[ID]\S+)*$/;

const SETTING = /\b(CC|CXX|CFLAGS|CXXFLAGS|CPPFLAGS|LDFLAGS)=("[^"]{0,300}"|'[^']{0,300}'|\S{0,300})/;

/** The variable with an uncommon value that was typed before a line. */
function settingBefore(
  lines: readonly { readonly text: string; readonly kind: string }[],
  at: number,
): string | null {
  for (const { text: words, kind } of lines.slice(0, at)) {
    const found = kind === 'command' ? SETTING.exec(words) : null;
    if (found && !ORDINARY.test(found[2]!)) return found[1]!;
  }
  return null;
}

export default family(
  'env.compiler-flags',
  {
    title: (subject) =>
      text(`${subject ?? 'A variable'} breaks the build`, `${subject ?? '某个变量'} 使构建失败`),
    cause: (subject) =>
      text(
        `${subject ?? 'The variable'} is set to something that the compiler refuses, or takes away what the build needs.`,
        `${subject ?? '该变量'} 的值被编译器拒绝，或去掉了构建所需的内容。`,
      ),
    remedies: (subject) => [
      {
        title: text('Build again without it', '去掉它重新构建'),
        run: [['env', '-u', subject ?? 'CFLAGS', './configure']],
      },
    ],
  },
  [
    {
      id: 'env.compiler-flags/fortify',
      when: /_FORTIFY_SOURCE requires compiling with optimization/,
      test: ({ line, log, at }) => /Werror|error/.test(line.text) || log.after(at, 2, /-Werror/) !== null,
      over: ['compile.source-incompatible', 'compile.warning-as-error'],
      subject: ({ log }) =>
        log.find(/\bCXXFLAGS=/) ? 'CXXFLAGS' : log.find(/\.(?:cpp|cc|hpp)/) ? 'CXXFLAGS' : 'CFLAGS',
      samples: [
        [
          '/usr/include/features.h:328:4: error: _FORTIFY_SOURCE requires compiling with optimization (-O)',
          'CFLAGS',
        ],
      ],
    },
    {
      id: 'env.compiler-flags/no-compiler',
      // A variable that should hold the compiler is empty, so its first option is taken for the program.
      when: /^(?:(?:\S{0,100}\/)?\w{0,4}sh: (?:line )?(?:\d+: )?|\S{0,40}make(?:\[\d+\])?: )(-[a-zA-Z]\S{0,60}): (?:[Cc]ommand not found|not found|No such file or directory)|(?:unable to execute|error: command) '?(-[a-zA-Z]\S{0,60}?)'?(?: failed\b|: )/,
      subject: ({ log, at }) =>
        log.before(at, 2, /\.(?:cpp|cc|cxx|C)\b/) && !log.before(at, 2, /\.c\b/) ? 'CXX' : 'CC',
      title: (subject) => text(`${subject} is set and empty`, `${subject} 被设为空`),
      cause: (subject) =>
        text(
          `The build calls $${subject}, which is empty, so the shell takes the first option for the program's name.`,
          `构建调用 $${subject}，而它为空，于是 shell 把第一个选项当成了程序名。`,
        ),
      over: ['tool.missing'],
      samples: [
        ["unable to execute '-fno-strict-aliasing': No such file or directory", 'CC'],
        ['  -g -O2 -c -o main.o main.cpp\n/bin/sh: 1: -g: not found', 'CXX'],
        ['make: -c: Command not found', 'CC'],
      ],
      misses: ["error: command '/usr/bin/gcc' failed with exit code 1", '-bash: zmq: command not found'],
    },
    {
      id: 'env.compiler-flags/unrecognized',
      when: /(?:unrecognized (?:command[- ]line )?(?:option|argument)|unknown (?:argument|warning option|option|target CPU)|unsupported option|invalid (?:argument|option)|bad value)(?: in)?:? ?\(?['"]?(-[\w=,.+/-]{1,80})['"]?/,
      unless:
        /-std=|npm|javac|configure: (?:WARNING|error: unrecognized)|warning:|cmake_|ld: unrecognized option '--(?:push-state|as-needed)/,
      test: ({ match, log }) => variableOf(log.lines, match[1]!) !== null,
      subject: ({ match, log }) => variableOf(log.lines, match[1]!),
      over: ['tool.broken', 'tool.too-old'],
      samples: [
        [
          "$ CFLAGS=-march=foo ./configure\ncc1: error: unrecognized command-line option '-march=foo'\nconfigure: error: C compiler cannot create executables",
          'CFLAGS',
        ],
      ],
    },
    {
      id: 'env.compiler-flags/other-linker',
      // Apple's, LLVM's and Solaris' linkers, given what only GNU ld knows, or the other way round.
      when: /^(?:\S{0,200}\/)?(?:ld|ld64|ld\.lld|ld64\.lld|lld-link|mold|ld\.mold): (?:fatal: |error: |mold: )?(?:unknown (?:options?|argument|command line option)|unrecognized option)s?:? ['"]?(-[\w=,.+/-]{1,80})/,
      unless: /ld: unrecognized option '?--?[a-z].{0,80}/,
      tier: 'symptom',
      title: text(
        'The linker does not know an option that it is given, usually from LDFLAGS',
        '链接器不认识传给它的选项，该选项通常来自 LDFLAGS',
      ),
      cause: text(
        "The option is another linker's: GNU ld, LLVM's lld, Apple's and Solaris' ld do not share all of theirs.",
        '该选项属于另一种链接器：GNU ld、LLVM 的 lld、Apple 和 Solaris 的 ld 选项并不完全相同。',
      ),
      subject: 'LDFLAGS',
      samples: [
        ['ld: unknown options: --as-needed -Bsymbolic', 'LDFLAGS'],
        ["ld.lld: error: unknown argument '--no-such-thing'", 'LDFLAGS'],
        ["ld: fatal: unrecognized option '--version-script'", 'LDFLAGS'],
      ],
    },
    {
      id: 'env.compiler-flags/too-harsh',
      // zlib's configure, and those made after it: their probes cannot pass with -Werror.
      when: /Compiler error reporting is too harsh for/,
      subject: 'CFLAGS',
      samples: [
        ['Compiler error reporting is too harsh for ./configure (perhaps remove -Werror).', 'CFLAGS'],
      ],
    },
    {
      id: 'env.compiler-flags/variable-named',
      // clang names the variable whose value it cannot take.
      when: /error: (?:invalid|unknown|unsupported|malformed) (?:version number|value|architecture|argument)? ?in '([A-Z][A-Z0-9_]{3,40})=[^']{0,80}'/,
      samples: [
        [
          "clang: error: invalid version number in 'MACOSX_DEPLOYMENT_TARGET=11.0'",
          'MACOSX_DEPLOYMENT_TARGET',
        ],
      ],
    },
    {
      id: 'env.compiler-flags/bad-march',
      when: /bad value \('?([\w.+-]{1,40})'?\) for '?(-m(?:arch|cpu|tune|fpu|abi))(?:=| )|unknown target CPU '([\w.+-]{1,40})'|the clang compiler does not support '(-m\w+=\w+)'/,
      subject: ({ match, log }) => variableOf(log.lines, match[1] ?? match[3] ?? match[4]!) ?? 'CFLAGS',
      over: ['tool.broken', 'compile.source-incompatible'],
      samples: [["cc1: error: bad value ('znver9') for '-march=' switch", 'CFLAGS']],
    },
    {
      id: 'env.compiler-flags/set-by-hand',
      when: /(?:C|C\+\+) compiler cannot create executables/,
      tier: 'symptom',
      test: ({ log, at }) => settingBefore(log.lines, at) !== null,
      subject: ({ log, at }) => settingBefore(log.lines, at),
      over: ['tool.broken/cannot-create-executables'],
      samples: [
        [
          '$ CFLAGS="-O2 -mfoo" ./configure\nconfigure: error: C compiler cannot create executables',
          'CFLAGS',
        ],
      ],
      misses: ['$ CFLAGS="-O2 -g" ./configure\nconfigure: error: C compiler cannot create executables'],
    },
    {
      id: 'env.compiler-flags/cpath',
      on: 'command',
      when: /\b(CPATH|C_INCLUDE_PATH|CPLUS_INCLUDE_PATH|CPPFLAGS|CFLAGS|CXXFLAGS)=["']?(?:-I)?(\/[^\s"':;]{1,300})/,
      test: ({ log, match }) =>
        log.lines.some(
          ({ text: words, kind }) =>
            kind === 'output' && words.startsWith(match[2]!.replace(/\/$/, '')) && /: error: /.test(words),
        ),
      over: ['header.mismatch', 'compile.source-incompatible', 'dependency.too-old', 'dependency.too-new'],
      samples: [
        [
          "$ export CPATH=/opt/old/include\n$ make\n/opt/old/include/zmq.h:10:1: error: unknown type name 'foo'",
          'CPATH',
        ],
      ],
    },
    {
      id: 'env.compiler-flags/cc-wrong',
      when: /(?:checking for gcc\.\.\. (\S{1,100})$)/,
      test: ({ log, match, at }) =>
        /\b(?:CC)=/.test(
          log.lines
            .map(({ text: words }) => words)
            .slice(0, at)
            .join('\n'),
        ) &&
        log.after(
          at,
          12,
          /compiler cannot create executables|command not found|C compiler works\.\.\. no/,
        ) !== null &&
        !/^(?:gcc|cc|no)$/.test(match[1]!),
      subject: 'CC',
      over: ['tool.broken'],
      samples: [
        [
          '$ CC=/opt/nope/gcc ./configure\nchecking for gcc... /opt/nope/gcc\nchecking whether the C compiler works... no\nconfigure: error: C compiler cannot create executables',
          'CC',
        ],
      ],
    },
    {
      id: 'env.compiler-flags/goflags',
      when: /(?:go: )?parsing \$?(GOFLAGS): (?:unknown flag|non-flag)|\$(GOFLAGS|CGO_\w{1,20}): |invalid value .{0,60}\$(GOFLAGS)/,
      subject: ({ match }) => match[1] ?? match[2] ?? match[3] ?? 'GOFLAGS',
      samples: [['go: parsing $GOFLAGS: unknown flag -foo', 'GOFLAGS']],
    },
  ],
);
