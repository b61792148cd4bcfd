import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';
import { warningSaid } from '../../explain/subjects/warnings.ts';

/** A path may hold blanks where it is absolute: `C:\Program Files (x86)\...`, `/Users/dev/My Project/...`. */
const SPACED =
  /^(?:\d+>)?((?:[A-Za-z]:)?[\\/][^:*?"<>|]{1,300}\.(?:c|cc|cpp|cxx|C|h|hh|hpp|hxx|inc|inl|ipp|m|mm))[:(]\d+/;
/** The file that a compiler's message is about. */
const source = ({ line }: Match): string | null => {
  const gnu =
    /^(?:\d+>)?(?:In file included from )?((?:[A-Za-z]:)?[^\s:(]{1,300}\.\w{1,4})[:(]\d+/.exec(line.text) ??
    SPACED.exec(line.text);
  return gnu ? baseName(gnu[1]!) : null;
};
/** configure's and CMake's trial programs fail by design. */
const TRIAL =
  /(?:^|[/"\s])(?:conftest\.(?:c|cpp|cc)|CheckSymbolExists\.c|CheckFunctionExists\.c|CheckIncludeFiles?\.c|CMakeTmp|CMakeScratch|TryCompile-|src\.c(?:xx|pp)?[:(]|testfile\.c|test\.c: in function)/;
/** What only a newer language mode allows, as compilers say it. */
const STANDARD_C =
  /'for' loop initial declarations are only allowed in C99|use option '?-std=(c99|gnu99|c11|gnu11)|only (?:allowed|available) in C99|'_(?:Bool|Generic|Static_assert|Thread_local)' (?:undeclared|is a C)|mixed declarations and code/;

export default [
  ...family(
    'compile.warning-as-error',
    {
      title: (subject) =>
        text(
          `The build stops at a warning (${subject ?? '-Werror'}), because of -Werror`,
          `因为 -Werror，构建停在一个警告上（${subject ?? '-Werror'}）`,
        ),
      cause: text(
        'This compiler warns where the one of the authors did not, and -Werror makes the warning fatal. The code itself would compile.',
        '这个编译器给出了作者当时的编译器没有给出的警告，而 -Werror 使警告变成错误。代码本身可以编译。',
      ),
      remedies: (subject) => {
        const soft = subject?.startsWith('-W')
          ? `-Wno-error=${subject.slice(2).replace('error', '') || 'all'}`
          : '-Wno-error';
        return [
          {
            title: text('Configure without -Werror', '配置时去掉 -Werror'),
            run: [['./configure', '--disable-Werror']],
          },
          {
            title: text(
              `Or make it a warning again: CFLAGS and CXXFLAGS with ${soft}`,
              `或恢复为警告：在 CFLAGS 和 CXXFLAGS 中加入 ${soft}`,
            ),
            run: [['./configure', `CFLAGS=-O2 ${soft}`, `CXXFLAGS=-O2 ${soft}`]],
          },
        ];
      },
    },
    [
      {
        id: 'compile.warning-as-error/gcc',
        when: /\[-Werror=([\w+#-]{2,60})=?(?:[\w]{0,12})?\]/,
        unless: TRIAL,
        test: ({ line }) => /error|\[-Werror=/.test(line.text),
        subject: ({ match }) => `-W${match[1]!.replace(/=$/, '')}`,
        over: ['compile.source-incompatible'],
        samples: [
          ["zcert.c:351:11: error: unused variable 'handle' [-Werror=unused-variable]", '-Wunused-variable'],
          [
            "src/msg.cpp:90:5: error: 'char* strncpy(char*, const char*, size_t)' specified bound 256 equals destination size [-Werror=stringop-truncation]",
            '-Wstringop-truncation',
          ],
          ["x.cpp:3:4: error: unknown conversion type character 'l' in format [-Werror=format=]", '-Wformat'],
        ],
      },
      {
        id: 'compile.warning-as-error/clang',
        when: /\[-Werror,(-W[\w+#-]{2,60})(?:,-W[\w-]+)?\]/,
        unless: TRIAL,
        over: ['compile.source-incompatible'],
        samples: [
          [
            "src/ypipe.hpp:45:9: error: private field 'x' is not used [-Werror,-Wunused-private-field]",
            '-Wunused-private-field',
          ],
        ],
      },
      {
        id: 'compile.warning-as-error/old-gcc',
        when: /^(?:cc1|cc1plus|clang|g\+\+|gcc)(?:\.exe)?: (?:error: )?(?:all|some) warnings being treated as errors/,
        tier: 'symptom',
        test: ({ log }) => log.find(/\[-Werror[=,]/) === null,
        subject: ({ log, at }) => {
          const warning = log.before(at, 60, /: warning: (.{1,300}?)(?:\[(-W[\w-]{2,40})\])?$/)?.match;
          return warning?.[2] ?? warningSaid(warning?.[1] ?? '') ?? '-Werror';
        },
        samples: [
          ["zframe.c:10: warning: 'x' shadows\ncc1: all warnings being treated as errors", '-Werror'],
          [
            "zloop.c:91: warning: enumeration value 'DONE' not handled in switch\ncc1: all warnings being treated as errors",
            '-Wswitch',
          ],
        ],
      },
      {
        id: 'compile.warning-as-error/ancient-gcc',
        when: /^(?:cc1|cc1plus): warnings being treated as errors/,
        subject: ({ log, at }) => {
          const said = log.after(at, 3, /: (?:warning|error): (.{1,200})/)?.match[1] ?? '';
          return /\[(-W[\w-]{2,40})\]/.exec(said)?.[1] ?? warningSaid(said) ?? '-Werror';
        },
        over: ['compile.source-incompatible'],
        samples: [
          [
            "cc1plus: warnings being treated as errors\nsrc/zmq.cpp:30: warning: unused variable 'rc'",
            '-Wunused-variable',
          ],
        ],
      },
      {
        id: 'compile.warning-as-error/msvc',
        when: /error C2220: (?:the following )?warning.{0,20} treated as (?:an )?error|error (C4\d{3}):/,
        subject: ({ match, log, at }) =>
          match[1] ??
          log.after(at, 2, /warning (C\d{4})/)?.match[1] ??
          log.before(at, 2, /warning (C\d{4})/)?.match[1] ??
          '/WX',
        samples: [
          [
            "zmq.cpp(12): error C2220: the following warning is treated as an error\nzmq.cpp(12): warning C4996: 'strcpy': This function may be unsafe",
            'C4996',
          ],
        ],
      },
    ],
  ),
  ...family(
    'compile.standard-too-old',
    {
      title: (subject) =>
        text(
          `The code needs ${subject}, and the compiler works by an older standard`,
          `代码需要 ${subject}，而编译器按更旧的标准工作`,
        ),
      cause: text(
        "The compiler's default standard is older than what the code is written in, and no -std option says otherwise.",
        '编译器的默认标准比代码所用的旧，而且没有用 -std 选项指定。',
      ),
      remedies: (subject) => [
        {
          title: text('Name the standard', '指定标准'),
          run: [
            [
              './configure',
              subject?.startsWith('c++')
                ? `CXXFLAGS=-O2 -std=${subject}`
                : `CFLAGS=-O2 -std=${(subject ?? 'c99').replace(/^c/, 'gnu')}`,
            ],
          ],
        },
      ],
    },
    [
      {
        id: 'compile.standard-too-old/cxx-header',
        when: /This file requires compiler and library support for the (?:forthcoming |upcoming )?ISO C\+\+ (20\d\d)|C\+\+ versions less than C\+\+(\d\d) are not supported|#error "?.{0,60}(?:requires?|needs?) (?:at least )?(?:a )?(?:C\+\+|c\+\+)(\d\d)/,
        unless: TRIAL,
        subject: ({ match }) => `c++${match[1]?.slice(2) ?? match[2] ?? match[3]}`,
        over: ['compile.source-incompatible', 'compile.warning-as-error'],
        samples: [
          [
            '/usr/include/c++/4.8.2/bits/c++0x_warning.h:32:2: error: #error This file requires compiler and library support for the ISO C++ 2011 standard.',
            'c++11',
          ],
          ['gtest-port.h:270:2: error: #error C++ versions less than C++14 are not supported.', 'c++14'],
        ],
      },
      {
        id: 'compile.standard-too-old/cxx-feature',
        when: /(?:only available with|are a|is a) '?-?-?(?:std=)?(?:c\+\+|gnu\+\+|C\+\+)(0x|\d\d)'?(?: or|\s+extension)?.{0,60}(?:\[-W(?:error)?|$|or '?-std)|(?:requires|required?) (?:C\+\+|compiler flag -std=c\+\+)(\d\d)|error: (?:'?(?:nullptr|noexcept|override|constexpr|auto|static_assert|decltype)'? (?:was not declared|does not name a type|undeclared)|(?:use of undeclared identifier|unknown type name) '(?:nullptr|noexcept|constexpr|static_assert|decltype|char16_t)')|error: '(?:shared_ptr|unique_ptr|atomic|mutex|thread|move|function|array|unordered_map|chrono)' (?:in namespace 'std'|is not a member of 'std')|error: '?(?:range-based for|lambda)/,
        unless: TRIAL,
        test: ({ line }) => /error/.test(line.text),
        subject: ({ match }) => `c++${(match[1] ?? match[2] ?? '11').replace('0x', '11')}`,
        over: ['compile.source-incompatible', 'compile.warning-as-error'],
        samples: [
          ["src/a.cpp:5:10: error: 'nullptr' was not declared in this scope", 'c++11'],
          ["src/a.cpp:5:10: error: use of undeclared identifier 'nullptr'", 'c++11'],
          ["b.cpp:9:5: error: 'unique_ptr' in namespace 'std' does not name a template type", 'c++11'],
          ["zmq.hpp:12:3: error: 'string_view' only available with -std=c++17 or -std=gnu++17", 'c++17'],
        ],
      },
      {
        id: 'compile.standard-too-old/said',
        // What a build tool says of the compiler, before anything is compiled.
        when: /\b(?:[Ee]rror|ERROR|FATAL)\b.{0,120}(?:requires?|needs?) (?:at least )?an? (?:working )?(?:C\+\+(\d\d)(?:[ -](?:compliant|capable|compatible|enabled))?(?: C\+\+)? compiler|(?:C\+\+ )?compiler (?:with|that supports|supporting) (?:full )?C\+\+(\d\d))|no .{0,40}C\+\+(\d\d) (?:compiler|support) (?:was )?found/,
        subject: ({ match }) => `c++${match[1] ?? match[2] ?? match[3]}`,
        samples: [
          ['==> Error: InstallError: libzmq requires a C++11-compliant C++ compiler', 'c++11'],
          ['ERROR: this needs a compiler with C++17 support', 'c++17'],
        ],
      },
      {
        id: 'compile.standard-too-old/cxx17',
        when: /error: .{0,60}'?(string_view|optional|variant|filesystem|any|span|ranges|concept|requires)'? (?:in namespace 'std'|is not a member of 'std'|does not name a type)/,
        subject: ({ match }) => (/span|ranges|concept|requires/.test(match[1]!) ? 'c++20' : 'c++17'),
        over: ['compile.source-incompatible'],
        samples: [["a.hpp:3:12: error: 'string_view' is not a member of 'std'", 'c++17']],
      },
      {
        id: 'compile.standard-too-old/std-header',
        // Headers that the standard library has had since C++17, C++20 and C++23.
        when: /fatal error: '?(?:(string_view|optional|variant|any|charconv|filesystem|memory_resource|execution)|(span|ranges|concepts|bit|compare|format|source_location|numbers|coroutine|semaphore|latch|barrier|stop_token|syncstream)|(expected|print|mdspan|generator|flat_map|stacktrace))'?(?:: No such file or directory| file not found)/,
        unless: TRIAL,
        subject: ({ match }) => (match[1] ? 'c++17' : match[2] ? 'c++20' : 'c++23'),
        over: ['compile.source-incompatible', 'header.missing'],
        samples: [
          ['src/poller.hpp:4:10: fatal error: optional: No such file or directory', 'c++17'],
          ["src/poller.hpp:4:10: fatal error: 'source_location' file not found", 'c++20'],
          ['src/poller.hpp:4:10: fatal error: expected: No such file or directory', 'c++23'],
        ],
        misses: ['src/poller.hpp:4:10: fatal error: vector: No such file or directory'],
      },
      {
        id: 'compile.standard-too-old/c',
        when: STANDARD_C,
        unless: TRIAL,
        test: ({ line, log, at }) =>
          /error/.test(line.text) || log.after(at, 6, /only allowed in C99|error/) !== null,
        subject: ({ match }) =>
          (match[1] ?? (/_(?:Generic|Static_assert|Thread_local)/.test(match[0]) ? 'c11' : 'c99')).replace(
            'gnu',
            'c',
          ),
        over: ['compile.source-incompatible', 'compile.warning-as-error'],
        samples: [
          [
            "zhash.c:120:5: error: 'for' loop initial declarations are only allowed in C99 or C11 mode",
            'c99',
          ],
        ],
      },
    ],
  ),
  ...family(
    'compile.source-incompatible',
    {
      title: (subject) =>
        text(
          `This release does not compile here${subject ? ` (${subject})` : ''}`,
          `此版本在这里无法编译${subject ? `（${subject}）` : ''}`,
        ),
      cause: text(
        'The code and this compiler, C library, system, or a header that it includes do not go together.',
        '代码与这里的编译器、C 库、系统或其包含的头文件不相容。',
      ),
      remedies: [
        {
          title: text(
            'Take a newer release of the source: `czmq-setup plan` names the current one',
            '使用更新的源码版本：`czmq-setup plan` 会列出当前版本',
          ),
        },
        {
          title: text(
            'Or an older compiler, or its older language mode',
            '或使用较旧的编译器或其较旧的语言模式',
          ),
        },
      ],
    },
    [
      {
        id: 'compile.source-incompatible/gcc-clang',
        generic: true,
        when: /^(?:(?:[A-Za-z]:)?[^\s:(]{1,300}|(?:[A-Za-z]:)?[\\/][^:*?"<>|]{1,300})\.(?:c|cc|cpp|cxx|C|h|hh|hpp|hxx|inc|ipp|m|mm|S|s|tcc|pyx|rs)(?::\d+){1,2}: (?:fatal )?error: (?!.{0,120}(?:No such file or directory|file not found))/,
        unless: new RegExp(`\\[-Werror|#error.{0,10}$|${TRIAL.source}`),
        subject: source,
        samples: [
          [
            "../binding.cc:220:45: error: no matching function for call to 'v8::HandleScope::HandleScope()'",
            'binding.cc',
          ],
          ["src/tcp.cpp:44:10: error: 'TCP_KEEPIDLE' was not declared in this scope", 'tcp.cpp'],
          ["/Users/dev/My Project/src/tcp.mm:4:1: error: expected ';' after expression", 'tcp.mm'],
        ],
        misses: [
          'conftest.c:10:10: error: expected identifier',
          'main.c:1:10: fatal error: zmq.h: No such file or directory',
        ],
      },
      {
        id: 'compile.source-incompatible/std-header',
        generic: true,
        when: /^(?:\/usr|\/opt|\/Applications|\/Library|\/nix|[A-Za-z]:)\S{0,300}(?:\/c\+\+\/|\/include\/|\/string|\/lib\/)\S{0,120}(?::\d+){1,2}: error: /,
        unless: /\[-Werror|\/z\w+\.hp?p?:|No such file|file not found|conftest|#error/,
        subject: ({ log, at, line }) => {
          const own =
            /^(?!\/usr\/include\/c\+\+|\/usr\/lib|\/usr\/include\/x86|\/Applications|\/Library)((?:[A-Za-z]:)?[^\s:(]{1,300}\.\w{1,4})(?::\d+){1,2}: (?:note: |.{0,40}required from|.{0,40}in instantiation|.{0,20}from here)/;
          const after = log.after(at, 8, own)?.match[1];
          const beforeThis = log.before(
            at,
            8,
            /^(?:In file included from|from) ((?:\.|src|[\w-]+\/|\/home|\/src|\/tmp|\/build|\/root)\S{0,200}?\.\w{1,4}):\d+/,
          )?.match[1];
          return after ? baseName(after) : beforeThis ? baseName(beforeThis) : source({ line } as Match);
        },
        over: ['compile.source-incompatible/gcc-clang'],
        samples: [
          [
            "/usr/include/c++/v1/string:820:42: error: implicit instantiation of undefined template 'std::char_traits<unsigned char>'\n/src/blob.hpp:85:23: note: in instantiation of template class",
            'blob.hpp',
          ],
        ],
      },
      {
        id: 'compile.source-incompatible/error-directive-below',
        generic: true,
        // gcc before 3.4 sets #error below the place, without the word.
        when: /^(?:[A-Za-z]:)?[^\s:(]{1,300}\.(?:c|cc|cpp|h|hpp)(?::\d+){1,2}:$/,
        test: ({ log, at }) => log.after(at, 1, /^#error /) !== null,
        subject: source,
        samples: [['/usr/include/sys/defs.h:32:2:\n#error "Unsupported machine"', 'defs.h']],
        misses: ['zsocket.c:55:2:\n#define X'],
      },
      {
        id: 'compile.source-incompatible/old-gcc',
        generic: true,
        when: /^(?:[A-Za-z]:)?[^\s:(]{1,300}\.(?:c|cc|cpp|h|hpp):\d+: (?:syntax error|parse error|storage size of|error: )/,
        unless: new RegExp(`\\[-Werror|No such file|file not found|${TRIAL.source}`),
        subject: source,
        samples: [["zsocket.c:55: error: 'struct foo' has no member named 'bar'", 'zsocket.c']],
      },
      {
        id: 'compile.source-incompatible/javac',
        generic: true,
        when: /^(?:\[javac\] )?\S{1,300}\.java:\d+: (?:error: )?(?:cannot find symbol|package \S{1,80} does not exist|incompatible types|cannot access|unreported exception|.{1,120} is not abstract|method .{1,120} cannot be applied|class .{1,80} is public)/,
        subject: source,
        samples: [['org/zeromq/ZMQ.java:33: cannot find symbol', 'ZMQ.java']],
      },
      {
        id: 'compile.source-incompatible/msvc',
        generic: true,
        when: /^(?:\d+>)?(?:\S{0,300}|(?:[A-Za-z]:)?[\\/][^:*?"<>|]{1,300})\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp)\(\d+(?:,\d+)?\) ?: (?:fatal )?error C(?!1083|2220|4\d{3})\d{4}:/,
        subject: source,
        samples: [
          [
            "C:\\Program Files (x86)\\Microsoft Visual Studio 14.0\\VC\\include\\xutility(120): note: see\nC:\\My Work\\zmq hook.cpp(35): error C2373: 'hook': redefinition; different type modifiers",
            'zmq hook.cpp',
          ],
          ["zsys.c(120): error C2065: 'ssize_t': undeclared identifier", 'zsys.c'],
          [
            "3>C:\\src\\czmq\\src\\zfile.c(88,5): error C2065: 'mode_t': undeclared identifier [C:\\src\\czmq.vcxproj]",
            'zfile.c',
          ],
        ],
      },
      {
        id: 'compile.source-incompatible/vendors',
        // Intel's classic compilers (EDG), IBM's XL (severities S, U and E), Oracle's Studio, HP's aCC.
        generic: true,
        when: /^"?((?:[A-Za-z]:)?[^\s"(]{1,300}\.(?:c|cc|cpp|cxx|C|h|hh|hpp|hxx|inc|ipp))(?:\(\d+\): (?:catastrophic )?error(?: #\d{1,5})?: |", line \d+(?:\.\d+)?: (?:15\d\d-\d{3,4} \([SUE]\) |Error(?: \d{1,4})?: |(?:catastrophic )?error(?: #\d{1,5}(?:-D)?)?: ))/,
        unless: new RegExp(`#include file|include file|cannot open source file|error: in "|${TRIAL.source}`),
        subject: ({ match }) => baseName(match[1]!),
        samples: [
          [
            '../src/ctx.hpp(61): error #77: this declaration has no storage class or type specifier',
            'ctx.hpp',
          ],
          ['ctx.hpp(61): error: identifier "atomic_ptr_t" is undefined', 'ctx.hpp'],
          ['"zsys.c", line 44.10: 1506-045 (S) Undeclared identifier SO_REUSEPORT.', 'zsys.c'],
          ['"src/ip.cpp", line 90: Error: SOCK_CLOEXEC is not defined.', 'ip.cpp'],
          ['"c_sh.c", line 735: error #2020: identifier "CLOCK_MONOTONIC" is undefined', 'c_sh.c'],
        ],
        misses: [
          '"conftest.c", line 5.1: 1506-046 (S) Syntax error.',
          'tests/test_ctx.cpp(61): error: in "context/options": check ctx.get() == 1 has failed',
          'ctx.hpp(61): warning #77: this declaration has no storage class',
          '"zsys.c", line 44.10: 1506-310 (W) The type is not compatible.',
        ],
      },
      {
        id: 'compile.source-incompatible/static-assert',
        when: /(?:error: |note: )static assertion failed/,
        tier: 'cause',
        unless: TRIAL,
        subject: ({ log, at, line }) => {
          const user =
            log.after(
              at,
              12,
              /^(?!\/usr\/include\/c\+\+|\/usr\/lib)((?:src|\.|[\w-]+\/)\S{0,200}?\.\w{1,4}):\d+/,
            )?.match[1] ??
            log.before(at, 14, /^(?:In file included from |from )?((?:src|\.\.?)\/\S{0,200}?\.\w{1,4})[:,]/)
              ?.match[1];
          return user ? baseName(user) : source({ line } as Match);
        },
        over: ['compile.source-incompatible/gcc-clang', 'compile.source-incompatible/std-header'],
        samples: [
          [
            '/usr/include/c++/13/bits/stl_vector.h:438:64: error: static assertion failed: std::vector must have the same value type\nsrc/curve_mechanism_base.hpp:40:20: note: x',
            'curve_mechanism_base.hpp',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
