import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt, orBuildIt } from '../../explain/remedies.ts';
import type { Match } from '../../explain/rule.ts';
import { capabilityOfHeader, libraryOfHeader } from '../../explain/subjects/headers.ts';
import { packagesOfHeader } from '../../explain/subjects/system-packages.ts';

const header = ({ match }: Match): string | null =>
  match[1]
    ?.replace(/^["'<]+|["'>]+$/g, '')
    .replace(/^(?:\.\/)+/, '')
    .replace(/^(?:\.\.?\/|\/)\S*?\/include\//, '') ?? null;

/** A header of the project's own that was not generated or not shipped is no missing package. */
const OWN = /^(?:config|platform|zmq_config)\.h(?:pp)?$/;

export default family(
  'header.missing',
  {
    title: (subject) => text(`The compiler does not find ${subject}`, `编译器找不到 ${subject}`),
    cause: (subject) => {
      const library = subject ? libraryOfHeader(subject) : null;
      return library
        ? text(
            `${subject} belongs to ${library}. Its development files are not installed, or lie in a folder that the compiler is not told of.`,
            `${subject} 属于 ${library}。它的开发文件没有安装，或者所在目录没有告诉编译器。`,
          )
        : text(
            `No folder that the compiler searches holds ${subject}.`,
            `编译器搜索的目录中都没有 ${subject}。`,
          );
    },
    remedies: (subject) => {
      const need = subject ? capabilityOfHeader(subject) : null;
      const library = subject ? libraryOfHeader(subject) : null;
      return [
        ...installIt(library, need, subject ? packagesOfHeader(subject) : null),
        ...orBuildIt(library),
        {
          title: text(
            'Installed elsewhere? Pass its folder, as pkg-config knows it',
            '装在别处？把 pkg-config 给出的目录传给编译器',
          ),
          run: library ? [['pkg-config', '--cflags', library]] : [],
        },
      ];
    },
  },
  [
    {
      id: 'header.missing/gcc',
      when: /(?:^|: )(?:fatal )?error: ['"<]?([\w.+/-]{1,120}\.(?:h|hpp|hh|hxx|inc)|iostream|atomic|string|vector|memory|mutex|thread|functional|cstdint)['">]? ?: [Nn]o such file or directory/,
      test: (match) => !OWN.test(header(match) ?? ''),
      subject: header,
      over: ['compile.source-incompatible'],
      samples: [
        ['zmq.hpp:4:10: fatal error: zmq.h: No such file or directory', 'zmq.h'],
        [
          'src/random.cpp:12:20: fatal error: sodium.h: No such file or directory\ncompilation terminated.',
          'sodium.h',
        ],
        ['zuuid.c:30:23: error: uuid/uuid.h: No such file or directory', 'uuid/uuid.h'],
        ['fatal error: czmq.h: No such file or directory', 'czmq.h'],
      ],
    },
    {
      id: 'header.missing/gcc-three',
      // Before its fourth release gcc gave the place alone, and went on to what then was undeclared.
      when: /^\S{1,300}\.(?:c|cc|cpp|cxx|h|hpp):\d+:\d+: ([\w.+/-]{1,120}\.(?:h|hpp|hh|hxx)): No such file or directory$/,
      test: (match) => !OWN.test(header(match) ?? ''),
      subject: header,
      over: ['compile.source-incompatible', 'dependency.too-old'],
      samples: [
        [
          "main.c:1:17: zmq.h: No such file or directory\nmain.c:5: error: `ZMQ_REQ' undeclared (first use in this function)",
          'zmq.h',
        ],
      ],
    },
    {
      id: 'header.missing/without-extension',
      // Qt, Eigen and others name headers without an ending; after a place in a file gcc says this of includes only.
      when: /^\S{1,300}:\d+:(?:\d+:)? (?:fatal )?error: ([A-Za-z][\w-]{0,60}(?:\/[\w-]{1,60}){0,4}): No such file or directory$/,
      generic: true,
      over: ['compile.source-incompatible'],
      subject: header,
      samples: [
        ['ui_window.h:24:29: fatal error: QtWebKit/QWebView: No such file or directory', 'QtWebKit/QWebView'],
        ['src/solve.cpp:3:10: fatal error: Eigen/Dense: No such file or directory', 'Eigen/Dense'],
      ],
    },
    {
      id: 'header.missing/any-release',
      // gcc in English, the reason from the system's library in another language: its words differ by release.
      when: /: (?:fatal )?error: ['"<]?([\w.+/-]{1,120}\.(?:h|hpp|hh|hxx|inc))['">]?: (?!No such file|Permission denied|Is a directory|Too many|Not a directory|Input\/output|expected|invalid|unknown|redefinition)[^:'"\d]{6,120}$/,
      test: (match) => !OWN.test(header(match) ?? ''),
      subject: header,
      over: ['compile.source-incompatible'],
      samples: [['app.c:2:10: fatal error: czmq.h: Arquivo ou diretório não encontrado', 'czmq.h']],
      misses: ['app.c:2:10: fatal error: czmq.h: Permission denied'],
    },
    {
      id: 'header.missing/any-language',
      // gcc's form, its words in a language whose catalogue we do not have: place, kind, header, the system's reason.
      when: /^\S{1,300}\.(?:c|cc|cpp|cxx|C|m|h|hh|hpp|hxx):\d+(?::\d+)?: (?!(?:fatal )?error:|warning:|note:|remark:)[^:'"\d]{4,40}: ([\w.+/-]{1,120}\.(?:h|hpp|hh|hxx)): [^:\d]{6,120}$/,
      unless: /[Ww]arn|[Aa]viso|[Aa]vviso|[Aa]vertissement|предупреждение|警告|경고|[Nn]ot[ae]\b/,
      test: (match) => !OWN.test(header(match) ?? ''),
      subject: header,
      samples: [
        ['app.c:2:10: errore fatale: czmq.h: File o directory non esistente', 'czmq.h'],
        ['app.c:2:10: błąd krytyczny: zmq.h: Nie ma takiego pliku ani katalogu', 'zmq.h'],
      ],
      misses: ['app.c:2:10: avviso: czmq.h: File o directory non esistente'],
    },
    {
      id: 'header.missing/gcc-warning',
      // gcc -M and -MG go on without the header, and fail at the first name that it should have declared.
      when: /: warning: ['"<]?([\w.+/-]{1,120}\.(?:h|hpp|hh))['">]?: No such file or directory/,
      test: (match) => !OWN.test(header(match) ?? '') && match.log.after(match.at, 20, /: error: /) !== null,
      subject: header,
      over: ['dependency.too-old', 'compile.source-incompatible'],
      samples: [
        [
          "../binding.cc:29:17: warning: zmq.h: No such file or directory\n../binding.cc:129: error: 'zmq_errno' was not declared in this scope",
          'zmq.h',
        ],
      ],
      misses: ['a.c:1: warning: zmq.h: No such file or directory\n  CC b.o'],
    },
    {
      id: 'header.missing/clang',
      when: /fatal error: '([\w.+/-]{1,120})' file not found/,
      test: (match) => !OWN.test(header(match) ?? ''),
      subject: header,
      samples: [["main.c:1:10: fatal error: 'czmq.h' file not found", 'czmq.h']],
    },
    {
      id: 'header.missing/others',
      // tcc, Meson, SWIG, Intel's classic compilers, IBM's XL, Oracle's Studio.
      when: /\(\d+\): (?:catastrophic |fatal )?error(?: #\d{1,5})?: cannot open source file "([\w.+/-]{1,120})"|\([SU]\) (?:The )?#include file [<"']([\w.+/-]{1,120})[>"'] (?:is )?not found|, line \d+: (?:Error: )?(?:[Cc]ould not open|cannot find) include file:? ["<]([\w.+/-]{1,120})[">]|error: include file '([\w.+/-]{1,120})' not found|ERROR: C(?:\+\+)? header '([\w.+/-]{1,120})' not found|Error: Unable to find '([\w.+/-]{1,120}\.h)'/,
      subject: ({ match }) => match.slice(1).find((name) => name !== undefined) ?? null,
      over: ['compile.source-incompatible'],
      samples: [
        ['zmqpp.cpp(3): catastrophic error: cannot open source file "zmq.h"', 'zmq.h'],
        ['"zuuid.c", line 3.10: 1506-296 (S) #include file <uuid/uuid.h> not found.', 'uuid/uuid.h'],
        ['"a.cpp", line 9.10: 1540-0836 (S) The #include file "czmq.h" is not found.', 'czmq.h'],
        ['"a.cpp", line 3: Error: Could not open include file "zmq.h".', 'zmq.h'],
        ['"a.c", line 3: cannot find include file: <sodium.h>', 'sodium.h'],
        ["main.c:1: error: include file 'zmq.h' not found", 'zmq.h'],
        ["meson.build:3:3: ERROR: C header 'zmq.h' not found", 'zmq.h'],
      ],
    },
    {
      id: 'header.missing/cabal',
      when: /^\* Missing (?:\(or bad\) )?header file: ([\w.+/-]{1,120})/,
      subject: header,
      over: ['dependency.missing/cabal'],
      samples: [
        ['Missing dependency on a foreign library:\n* Missing (or bad) header file: zmq.h', 'zmq.h'],
        ['* Missing header file: sodium.h\n* Missing C library: sodium', 'sodium.h'],
      ],
    },
    {
      id: 'header.missing/expected',
      // luarocks' second form; clang's module maps; Perl's Devel::CheckLib.
      when: /Could not find expected file ([\w+/-]{1,80}\.h)\b|: error: (?:umbrella )?header '([^']{1,200}\.h(?:pp)?)' not found|Can't (?:link\/include|build and link to) (?:C library )?'([\w/-]{1,60}\.h)'/,
      subject: ({ match }) =>
        (match[1] ?? match[2] ?? match[3])!.replace(/^\S*?\/include\//, '').replace(/^\/\S*\//, ''),
      samples: [
        [
          'Error: Could not find expected file zmq.h, or zmq.h for ZMQ -- you may have to install ZMQ',
          'zmq.h',
        ],
        ["module.modulemap:2:10: error: header '/usr/local/include/zmq.h' not found", 'zmq.h'],
        ["module.modulemap:2:10: error: umbrella header 'czmq.h' not found", 'czmq.h'],
        ["Can't link/include C library 'zmq.h', 'zmq', aborting.", 'zmq.h'],
      ],
      misses: ['Error: Could not find expected file libzmq.a, or libzmq.so for ZMQ'],
    },
    {
      id: 'header.missing/luarocks',
      when: /^No file ([\w.+/-]{1,120}\.h) in \//,
      test: ({ log, at }) => log.before(at, 6, /[Cc]ould not find header file for/) !== null,
      subject: ({ match }) => match[1]!,
      over: ['dependency.missing'],
      samples: [
        [
          'Error: Could not find header file for ZMQ\n  No file zmq.h in /usr/local/include\n  No file zmq.h in /usr/include',
          'zmq.h',
        ],
      ],
    },
    {
      id: 'header.missing/msvc',
      // The number is the same in all languages; what stands in quotes is the header.
      when: /error C1083: [^'"]{1,80}['"]([\w.+/\\-]{1,120}\.(?:h|hpp|hh|hxx|inc))['"]/,
      subject: ({ match }) => match[1]!.replaceAll('\\', '/'),
      samples: [
        [
          "zmq.cpp(4): fatal error C1083: Cannot open include file: 'zmq.h': No such file or directory",
          'zmq.h',
        ],
        ['main.cpp(3): fatal error C1083: 无法打开包括文件: “zmq.h”: No such file or directory', 'zmq.h'],
      ],
    },
    {
      id: 'header.missing/preprocessor',
      when: /^(?:In file included.{0,200}|\S{1,200}:\d+(?::\d+)?: )?(?:#include )?(?:error: )?(?:cannot (?:find|open) include file|can't find include file|could not open source file|catastrophic error: cannot open source file)[: ]{1,2}["'<]?([\w.+/-]{1,120})/,
      subject: header,
      samples: [['main.c:3: catastrophic error: cannot open source file "zmq.h"', 'zmq.h']],
    },
    {
      id: 'header.missing/configure',
      when: /^configure: error: .{0,80}?['"<(]?\b([\w-]{1,30}(?:\/[\w-]{1,30})?\.h)\b['">)]?.{0,40}(?:not found|missing|required|needed|unable|cannot|could not|not available)|^configure: error: .{0,20}(?:[Cc]annot|[Cc]ould not|[Uu]nable to|[Mm]issing|find) .{0,40}?\b([\w-]{1,30}(?:\/[\w-]{1,30})?\.h)\b/,
      subject: ({ match }) => match[1] ?? match[2]!,
      over: ['dependency.missing'],
      samples: [
        ['configure: error: zmq.h not found. Please install libzmq development files', 'zmq.h'],
        ['configure: error: Could not find sodium.h', 'sodium.h'],
      ],
    },
    {
      id: 'header.missing/cython-rust',
      when: /fatal error: '?([\w./-]{1,80}\.h)'? (?:file )?not found|Unable to find libclang|clang diag: .{0,200}fatal error: '([\w./-]{1,80})' file not found/,
      unless: /libclang/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [
        [
          "thread 'main' panicked at 'Unable to generate bindings: clang diag: wrapper.h:1:10: fatal error: 'zmq.h' file not found",
          'zmq.h',
        ],
      ],
    },
    {
      id: 'header.missing/own-generated',
      when: /: fatal error: ['"<]?((?:\.\.?\/)*(?:config|platform|zmq_config)\.h(?:pp)?)['">]?(?:: No such file or directory|' file not found| file not found)/,
      code: 'autotools.not-generated',
      title: (subject) => text(`${subject} has not been generated`, `${subject} 尚未生成`),
      cause: text(
        'configure (or CMake) writes this header; it has not run in this tree.',
        '该头文件由 configure（或 CMake）生成，但它还没有在此目录运行。',
      ),
      remedies: [{ title: text('Configure first', '先运行配置'), run: [['./configure']] }],
      samples: [['src/zmq.cpp:31:10: fatal error: platform.hpp: No such file or directory', 'platform.hpp']],
    },
  ],
);
