import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { TRIAL_PROGRAM } from '../../explain/trials.ts';

/** What only a newer language mode allows, as compilers say it. */
const STANDARD_C =
  /'for' loop initial declarations are only allowed in C99|use option '?-std=(c99|gnu99|c11|gnu11)|only (?:allowed|available) in C99|'_(?:Bool|Generic|Static_assert|Thread_local)' (?:undeclared|is a C)|mixed declarations and code/;

export default family(
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
      unless: TRIAL_PROGRAM,
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
      unless: TRIAL_PROGRAM,
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
      unless: TRIAL_PROGRAM,
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
      unless: TRIAL_PROGRAM,
      test: ({ line, log, at }) =>
        /error/.test(line.text) || log.after(at, 6, /only allowed in C99|error/) !== null,
      subject: ({ match }) =>
        (match[1] ?? (/_(?:Generic|Static_assert|Thread_local)/.test(match[0]) ? 'c11' : 'c99')).replace(
          'gnu',
          'c',
        ),
      over: ['compile.source-incompatible', 'compile.warning-as-error'],
      samples: [
        ["zhash.c:120:5: error: 'for' loop initial declarations are only allowed in C99 or C11 mode", 'c99'],
      ],
    },
  ],
);
