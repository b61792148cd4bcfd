import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getLibrary } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfProject } from '../../explain/subjects/libraries.ts';
import { baseName } from '../../explain/subjects/paths.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * Sentences of the configure scripts and CMake files of libzmq, czmq, jzmq, php-zmq, pyzmq and zproject, and of macros that
 * many projects share, whose words would mislead who reads them as plain English.
 */

const CMAKE_ERROR = /^CMake Error\b/;

/** What AC_PROG_CC and AC_PROG_CXX (autoconf's c.m4) print of the names that they try. */
const LOOKED_FOR_C = /^checking for (?:gcc|cc|cl\.exe|clang)\.\.\. (\S{1,200})$/;
const LOOKED_FOR_CXX =
  /^checking for (?:g\+\+|c\+\+|gpp|aCC|CC|cxx|cc\+\+|cl\.exe|FCC|KCC|RCC|xlC_r|xlC|clang\+\+)\.\.\. (\S{1,200})$/;

export default [
  ...family(
    'compile.standard-too-old',
    {
      title: (subject) => text(`The compiler does not know ${subject}`, `编译器不支持 ${subject}`),
      cause: (subject) =>
        text(
          `configure tried the options that ask for ${subject}, and the compiler takes none of them.`,
          `configure 尝试了启用 ${subject} 的各种选项，编译器都不接受。`,
        ),
      remedies: [{ title: text('Take a newer compiler: set CXX to it', '使用更新的编译器：在 CXX 中指定') }],
    },
    [
      {
        id: 'compile.standard-too-old/stdcxx-macro',
        // AX_CXX_COMPILE_STDCXX of the Autoconf Archive.
        when: /A compiler with support for C\+\+(\d\w) language features is required/,
        subject: ({ match }) => `c++${match[1]}`,
        samples: [
          ['configure: error: *** A compiler with support for C++11 language features is required.', 'c++11'],
        ],
      },
    ],
  ),
  ...family(
    'pkgconfig.module-missing',
    {
      title: (subject) => text(`pkg-config does not know ${subject}`, `pkg-config 找不到 ${subject}`),
      cause: (subject) =>
        text(
          `No folder that pkg-config searches holds ${subject}.pc.`,
          `pkg-config 搜索的目录中没有 ${subject}.pc。`,
        ),
      remedies: getLibrary,
    },
    [
      {
        id: 'pkgconfig.module-missing/metadata',
        when: /^configure: error: Cannot find pkg-config metadata for ([\w.+-]{1,60})/,
        samples: [['configure: error: Cannot find pkg-config metadata for libzmq 0.0.0 or higher', 'libzmq']],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/variable-names',
      when: /^configure: error: (?:Caller explicitly referenced \w{1,30}=(\S{1,200}) which was not found|\$([A-Z]\w{1,20}) could not be found in path)/,
      subject: ({ match }) => toolName(match[1] ? baseName(match[1]) : match[2]!.toLowerCase()),
      samples: [
        ['configure: error: $JAVAC could not be found in path', 'javac'],
        [
          'configure: error: Caller explicitly referenced CLANG_FORMAT=/usr/bin/clang-format which was not found',
          'clang-format',
        ],
      ],
    },
    {
      id: 'tool.missing/coverage',
      when: /^configure: error: (?:To enable code coverage reporting you must have (lcov|gcovr) installed|Could not find genhtml from the (lcov) package)/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [
        ['configure: error: To enable code coverage reporting you must have lcov installed', 'lcov'],
        ['configure: error: Could not find genhtml from the lcov package', 'lcov'],
      ],
    },
    {
      id: 'tool.missing/phpize-pkg-config',
      when: /^configure: error: Please reinstall the (pkg-config) distribution/,
      samples: [['configure: error: Please reinstall the pkg-config distribution', 'pkg-config']],
    },
  ]),
  ...family(
    'tool.broken',
    {
      title: (subject) => text(`${subject} does not work`, `${subject} 不能工作`),
      cause: text(
        'configure built a trial program with it, or tried to run it, and failed: config.log says why.',
        'configure 用它构建或运行测试程序失败：原因见 config.log。',
      ),
      remedies: [
        { title: text('See the failed trial', '查看失败的测试'), run: [['tail', '-n', '60', 'config.log']] },
      ],
    },
    [
      {
        id: 'tool.broken/no-working-compiler',
        // gmp's AC_PROG has tried every compiler and ABI, and none made a program that ran.
        when: /^configure: error: (?:Unable to find|[Cc]ould not find|[Cc]annot find|[Cc]an't find) (?:a |any )?(?:working|usable|functional) (?:(C|C\+\+|CXX) )?compiler/,
        subject: ({ match }) => (/\+|X/.test(match[1] ?? '') ? 'g++' : 'gcc'),
        samples: [
          ['configure: error: Unable to find a working C++ compiler', 'g++'],
          ['configure: error: Unable to find a working C compiler', 'gcc'],
          ['configure: error: could not find a working compiler, see config.log for details', 'gcc'],
          ['configure: error: cannot find a usable C++ compiler', 'g++'],
        ],
        misses: [
          'configure: error: could not find a working libzmq',
          'configure: WARNING: could not find a working C++ compiler',
        ],
      },
      {
        id: 'tool.missing/no-compiler-at-all',
        code: 'tool.missing',
        when: /^configure: error: Unable to find a working (C|C\+\+) compiler/,
        // AC_PROG_CC and AC_PROG_CXX say "no" for each name that they look for, and the path of the one that they find.
        test: ({ log, at, match }) =>
          log.before(at, 400, match[1] === 'C' ? LOOKED_FOR_C : LOOKED_FOR_CXX)?.match[1] === 'no',
        subject: ({ match }) => (match[1] === 'C' ? 'gcc' : 'g++'),
        over: ['tool.broken/no-working-compiler'],
        title: (subject) => text(`${subject} is not installed`, `没有安装 ${subject}`),
        cause: text(
          'configure looked for a compiler by each name it knows, and found none.',
          'configure 按它知道的每个名字查找编译器，一个也没有找到。',
        ),
        remedies: (subject) => [
          {
            title: text(`Install ${subject}`, `安装 ${subject}`),
            install: [subject === 'gcc' ? 'c-compiler' : 'c++-compiler'],
          },
        ],
        samples: [
          [
            'checking for g++... no\nchecking for clang++... no\nchecking whether the C++ compiler works... no\nconfigure: error: Unable to find a working C++ compiler',
            'g++',
          ],
        ],
        misses: [
          'checking for g++... g++\nchecking whether the C++ compiler works... no\nconfigure: error: Unable to find a working C++ compiler',
        ],
      },
    ],
  ),
  ...family(
    'dependency.missing',
    {
      cause: text(
        'The project looked for it, did not find it, and cannot go on without.',
        '项目查找过它，没有找到，也无法在没有它的情况下继续。',
      ),
      remedies: getLibrary,
    },
    [
      {
        id: 'dependency.missing/cmake-link',
        when: /^(?:Cannot link (?:to|with|against) (?:library )?'?([\w+-]{2,40})'?(?: or [\w+-]{2,40})?[.!]?$|aborting because bundled ([\w-]{2,40}) is disabled)/,
        test: ({ log, at }) => log.before(at, 2, CMAKE_ERROR) !== null,
        subject: ({ match }) => libraryOfProject((match[1] ?? match[2])!),
        samples: [
          ['CMake Error at CMakeLists.txt:1 (message):\n  Cannot link to ws2_32 or ws2', 'ws2_32'],
          [
            'CMake Error at CMakeLists.txt:168 (message):\n  aborting because bundled libzmq is disabled',
            'libzmq',
          ],
        ],
        misses: ['Cannot link to ws2_32'],
      },
      {
        id: 'dependency.missing/java-class',
        // The class path has no binding; a class that fails to start has another rule's words in front.
        when: /\b(?:NoClassDefFoundError: org\/(zeromq)\/|ClassNotFoundException: org\.(zeromq)\.)/,
        subject: 'jzmq',
        remedies: [
          {
            title: text(
              'Put zmq.jar (jzmq) or jeromq.jar on the class path',
              '把 zmq.jar（jzmq）或 jeromq.jar 加入类路径',
            ),
          },
        ],
        samples: [['java.lang.NoClassDefFoundError: org/zeromq/ZMQ', 'jzmq']],
        misses: ['java.lang.NoClassDefFoundError: Could not initialize class org.zeromq.ZMQ'],
      },
    ],
  ),
  ...family(
    'dependency.too-new',
    {
      title: (subject) => text(`${subject} is newer than this takes`, `${subject} 的版本过新`),
      cause: text(
        'configure found a later release than the one that the source is written for.',
        'configure 找到的版本比源码所支持的更新。',
      ),
      remedies: [
        {
          title: text(
            'Take a newer release of the source, or go without this part',
            '使用更新的源码版本，或不启用这一部分',
          ),
        },
      ],
    },
    [
      {
        id: 'dependency.too-new/only',
        when: /^configure: error: Only ([A-Za-z][\w+-]{1,40}) v?\d+(?:\.[\dx]+){0,3} is supported/,
        subject: ({ match }) => libraryOfProject(match[1]!),
        samples: [['configure: error: Only czmq 2.x is supported at the moment', 'libczmq']],
      },
    ],
  ),
] satisfies RuleFamily;
