import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';
import { TRIAL_PROGRAM } from '../../explain/trials.ts';

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

export default family(
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
      unless: new RegExp(`\\[-Werror|#error.{0,10}$|${TRIAL_PROGRAM.source}`),
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
      unless: new RegExp(`\\[-Werror|No such file|file not found|${TRIAL_PROGRAM.source}`),
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
      id: 'compile.source-incompatible/error-list',
      // Visual Studio's list of errors, copied: number, message, file, line (to 2013), or code, message, project, file.
      generic: true,
      when: /^[^\s:(\\/]{1,12}\s{1,8}(?:\d{1,5}\s{1,8})?(?:(?:fatal )?error )?C(?!1083|2220|4\d{3})\d{4}(?::|\s)\s?.{1,300}?\s(?:[A-Za-z]:|\.{0,2})\\(?:[^:*?"<>|\\]{1,80}\\){0,12}([^:*?"<>|\\]{1,80}\.(?:c|cc|cpp|cxx|h|hh|hpp|hxx|inl|ipp))\s{1,8}\d{1,6}(?:\s|$)/,
      unless: TRIAL_PROGRAM,
      samples: [
        [
          "Error   52  error C2275: 'time_t' : illegal use of this type as an expression   D:\\src\\czmq-2.0.3\\src\\zsys.c  386 1   czmq",
          'zsys.c',
        ],
        [
          "Error\tC2065\t'ssize_t': undeclared identifier\tczmq\tC:\\My Work\\czmq\\src\\zfile.c\t88",
          'zfile.c',
        ],
        [
          'Fehler\tC2061\tSyntaxfehler: Bezeichner "nothrow_t"\tlibzmq\tc:\\src\\libzmq\\src\\new.hpp\t12\t',
          'new.hpp',
        ],
      ],
      misses: [
        "Warning\tC4996\t'strcpy': may be unsafe\tczmq\tC:\\src\\zsys.c\t88",
        "Error\tC1083\tCannot open include file: 'zmq.h'\tapp\tC:\\src\\main.c\t3",
        'Error 2 in C2065 of the manual',
      ],
    },
    {
      id: 'compile.source-incompatible/vendors',
      // Intel's classic compilers (EDG), IBM's XL (severities S, U and E), Oracle's Studio, HP's aCC.
      generic: true,
      when: /^"?((?:[A-Za-z]:)?[^\s"(]{1,300}\.(?:c|cc|cpp|cxx|C|h|hh|hpp|hxx|inc|ipp))(?:\(\d+\): (?:catastrophic )?error(?: #\d{1,5})?: |", line \d+(?:\.\d+)?: (?:15\d\d-\d{3,4} \([SUE]\) |Error(?: \d{1,4})?: |(?:catastrophic )?error(?: #\d{1,5}(?:-D)?)?: ))/,
      unless: new RegExp(
        `#include file|include file|cannot open source file|error: in "|${TRIAL_PROGRAM.source}`,
      ),
      subject: ({ match }) => baseName(match[1]!),
      samples: [
        ['../src/ctx.hpp(61): error #77: this declaration has no storage class or type specifier', 'ctx.hpp'],
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
      unless: TRIAL_PROGRAM,
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
);
