import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt, orBuildIt } from '../../explain/remedies.ts';
import type { Match } from '../../explain/rule.ts';
import {
  capabilityOfLibrary,
  isLibrary,
  libraryOfFlag,
  libraryOfProject,
  matchedProject,
} from '../../explain/subjects/libraries.ts';

/** A library's name in a sentence of configure's. */
const NAMED =
  /(?:(?<!\w)-l([\w+-]{2,30})\b|(?<!\()--with-([\w+-]{2,30})|\b(lib[a-z][\w+-]{1,30})\b|\b(zeromq|zmq|czmq|sodium|uuid|ZeroMQ|0MQ|OpenPGM|openssl|OpenSSL|norm|gssapi|lz4|boost|Boost|zyre|curl|gnutls|NSS|nss|ncurses|readline|zlib|libev)\b)/;

const named = (words: string): string | null => {
  const found = NAMED.exec(words.replace(/\b(?:[Ll]ibrar(?:y|ies)|libtool|libexec|libdir)\b/g, ''));
  if (!found) return null;
  if (found[1]) return isLibrary(found[1]) ? libraryOfProject(found[1]) : libraryOfFlag(found[1]);
  return libraryOfProject((found[2] ?? found[3] ?? found[4] ?? '').replace(/^0MQ$/i, 'zmq'));
};

/** A check in config.log; Log takes the line number out. */
const CHECK = /^configure: checking (.{1,200})/;

/** Whether a piece of config.log stands below a terminal's last word, and shows why the check for the library failed. */
function isShownBelow(log: Match['log'], at: number, library: string): boolean {
  if (log.after(at, 4000, /^configure: error: /)) return false;
  const name = library.replace(/^lib/, '');
  for (let next = log.after(at, 40, CHECK); next; next = log.after(next.at, 400, CHECK)) {
    if (!next.match[1]!.includes(name)) continue;
    const failed = log.after(next.at, 400, /: undefined reference to |^Undefined symbols/);
    const end = log.after(next.at, 400, CHECK);
    if (failed && (!end || failed.at < end.at)) return true;
  }
  return false;
}

export default family(
  'dependency.missing',
  {
    cause: (subject) =>
      text(
        `The configuration step looked for ${subject ?? 'a library'} with its headers and did not find both where it searches.`,
        `配置步骤查找 ${subject ?? '某个库'} 及其头文件，但在搜索范围内没有找齐。`,
      ),
    remedies: (subject) => {
      const need = subject ? capabilityOfLibrary(subject) : null;
      return [
        ...installIt(subject, need),
        ...orBuildIt(subject),
        {
          title: text(
            'Installed elsewhere? Name its prefix in PKG_CONFIG_PATH or CMAKE_PREFIX_PATH',
            '装在别处？把其安装目录写进 PKG_CONFIG_PATH 或 CMAKE_PREFIX_PATH',
          ),
        },
      ];
    },
    possible: (subject) => [
      {
        code: 'library.not-installed',
        why: text('the development files are not installed', '没有安装开发文件'),
        ask: ['czmq-setup', 'doctor'],
      },
      {
        code: 'env.pkg-config-path',
        why: text('it is installed where this step does not look', '装在该步骤不查找的位置'),
        ask: ['find', '/usr', '/usr/local', '/opt', '-name', `${subject ?? 'lib*'}.*`],
      },
    ],
  },
  [
    {
      id: 'dependency.missing/configure-error',
      when: /^(?:checking .{0,120}\.\.\. )?(?:no )?configure: error: (.{1,300})/,
      unless:
        /compiler|working directory|newly created|preprocessor|pkg-config|too old|version [\d.]+ or|at least|newer|\.h\b|sanity|config\.sub|unsafe|cannot compute|cannot run|source directory already|cannot find (?:sources|install-sh|required auxiliary|input)|Package requirements|libtool|unrecognized option|invalid (?:variable|package|host|feature)|no usable|Dictionary|--with-\S{1,40} set to |configure failed for /,
      test: ({ match, log, at }) => {
        const library = named(match[1]!);
        return (
          library !== null &&
          /not found|missing|install|cannot (?:find|link)|could not|couldn't|unable|required|requires|need|not installed|not available|no |failed/i.test(
            match[1]!,
          ) &&
          !isShownBelow(log, at, library)
        );
      },
      subject: ({ match }) => named(match[1]!),
      over: ['link.library-not-found'],
      samples: [
        ['configure: error: cannot link with -luuid, install uuid-dev.', 'libuuid'],
        ['configure: error: libsodium is not installed: required for CURVE', 'libsodium'],
        ['configure: error: Unable to find a working libzmq', 'libzmq'],
        ['configure: error: libmicrohttpd was not found', 'libmicrohttpd'],
      ],
      misses: [
        'configure: error: no acceptable C compiler found in $PATH',
        'checking for sodium_init in -lsodium... no',
        "configure: error: cannot link with -lzmq, install libzmq.\nconfigure:13201: checking for zmq_init in -lzmq\nzmq.cpp:(.text+0x134): undefined reference to `pgm_init'",
      ],
    },
    {
      id: 'dependency.missing/package-requirements',
      when: /^(?:checking .{0,120}\.\.\. )?(?:no )?configure: error: Package requirements \(([\w.+-]{1,60})/,
      tier: 'symptom',
      subject: matchedProject,
      samples: [['configure: error: Package requirements (libsodium) were not met:', 'libsodium']],
    },
    {
      id: 'dependency.missing/cmake-package',
      when: /Could NOT find ([\w+-]{1,60})[ .,(]|^By not providing "Find([\w+-]{1,60})\.cmake"|Could not find a package configuration file provided by "([\w+-]{1,60})"/,
      test: ({ log, at, line }) =>
        log.before(at, 4, /CMake Error/) !== null ||
        (log.after(at, 8, /Configuring incomplete/) !== null && !line.text.startsWith('-- ')) ||
        (log.before(at, 8, /CMake Error/) !== null && !line.text.startsWith('-- ')),
      subject: matchedProject,
      samples: [
        [
          'CMake Error at /usr/share/cmake-3.22/Modules/FindPackageHandleStandardArgs.cmake:230 (message):\n  Could NOT find ZeroMQ (missing: ZEROMQ_LIBRARIES ZEROMQ_INCLUDE_DIRS)',
          'libzmq',
        ],
        [
          'CMake Error at CMakeLists.txt:10 (find_package):\n  By not providing "FindZeroMQ.cmake" in CMAKE_MODULE_PATH this project has',
          'libzmq',
        ],
        [
          'CMake Error at CMakeLists.txt:29 (find_package):\n  Could not find a package configuration file provided by "cppzmq" with any\n  of the following names:',
          'cppzmq',
        ],
      ],
      misses: ['-- Could NOT find SODIUM (missing: SODIUM_LIBRARIES)\n-- Configuring done'],
    },
    {
      id: 'dependency.missing/cmake-last-check',
      // A project that stops in its own words right after a search that found nothing.
      when: /^-- (?:\[?CMake\]? )?Could NOT find ([\w+-]{1,60}) ?\(missing:/,
      unless:
        /find (?:PkgConfig|Git|Python|Java|SWIG|BISON|FLEX|Perl|Doxygen|Threads|OpenMP|GTest|LATEX|Sphinx)/i,
      tier: 'symptom',
      test: ({ log, at }) => log.after(at, 2, /^CMake Error at .{1,200}\(message\)/) !== null,
      subject: matchedProject,
      samples: [
        [
          '-- Could NOT find ZEROMQ (missing: ZEROMQ_LIBRARIES)\nCMake Error at cmake/GrComponent.cmake:75 (message):\n  user force-enabled gr-zeromq but configuration checked failed',
          'libzmq',
        ],
      ],
      misses: ['-- Could NOT find ZEROMQ (missing: ZEROMQ_LIBRARIES)\n-- Configuring done'],
    },
    {
      id: 'dependency.missing/cmake-message',
      when: /\b(ZeroMQ|zeromq|libzmq|ZMQ|zmq|libsodium|Sodium|sodium|libuuid|czmq|libczmq|CZMQ|libcurl|libmicrohttpd|lz4|libsystemd|libbsd|OpenSSL|GnuTLS|cppzmq)\b.{0,60}(?:not found|NOT FOUND|not be found|is required|is missing|required|not installed)|(?:[Cc]ould(?: not|n't)|[Cc]annot|[Uu]nable to) (?:find|locate) .{0,40}?\b(ZeroMQ|zeromq|libzmq|ZMQ|zmq|libsodium|Sodium|sodium|libuuid|czmq|libczmq|CZMQ|libcurl|libmicrohttpd|lz4|libsystemd|libbsd|OpenSSL|GnuTLS|cppzmq)\b/,
      unless: /^-- |Could NOT find|configure|version|\.(?:so|h|hpp)\b/,
      test: ({ log, at }) => log.before(at, 3, /CMake Error at .{1,200}\(message\)/) !== null,
      subject: matchedProject,
      samples: [
        [
          'CMake Error at CMakeLists.txt:240 (message):\n  libsodium was not found, install it, then run CMake again',
          'libsodium',
        ],
      ],
    },
    {
      id: 'dependency.missing/cmake-notfound-variable',
      when: /^([A-Za-z][\w-]{1,60}?)_(?:LIBRAR(?:Y|IES)|INCLUDE_DIRS?|LIB)(?:_\w+)?(?: \(ADVANCED\))?$/,
      test: ({ log, at }) =>
        log.before(at, 6, /variables are used in this project, but they are set to NOTFOUND/) !== null,
      subject: matchedProject,
      samples: [
        [
          'CMake Error: The following variables are used in this project, but they are set to NOTFOUND.\nPlease set them or make sure they are set and tested correctly in the CMake files:\nZEROMQ_LIBRARY\n    linked by target "demo" in directory /src',
          'libzmq',
        ],
      ],
    },
    {
      id: 'dependency.missing/cmake-notfound-name',
      // The variable of a find_library or find_path that the project named without such an ending.
      when: /^([A-Za-z][\w+.-]{1,60})(?: \(ADVANCED\))?$/,
      unless: /_(?:LIBRAR(?:Y|IES)|INCLUDE_DIRS?|LIB)(?:_\w+)?(?: \(ADVANCED\))?$/,
      test: ({ log, at }) =>
        log.before(at, 6, /variables are used in this project, but they are set to NOTFOUND/) !== null &&
        log.after(at, 1, /^(?:linked by target|used as include directory in) /) !== null,
      subject: matchedProject,
      samples: [
        [
          'CMake Error: The following variables are used in this project, but they are set to NOTFOUND.\nPlease set them or make sure they are set and tested correctly in the CMake files:\nFOONET\n    linked by target "demo" in directory /src',
          'foonet',
        ],
      ],
      misses: ['linked by target "demo" in directory /src'],
    },
    {
      id: 'dependency.missing/cmake-target',
      when: /(?:Target "[^"]{1,80}" links to(?: target)?:?|but the target was not found.{0,60})|The link interface of target "[^"]{1,80}" contains:|The dependency target "[\w+-]{1,40}::[\w.+-]{1,60}" of target\b/,
      test: ({ log, at }) => log.before(at, 4, /CMake Error/) !== null,
      subject: ({ log, at, line }) => {
        const name =
          /"((?:[\w+-]{1,40})(?:::[\w+-]{1,40})?)" but the target/.exec(line.text)?.[1] ??
          log.after(at, 4, /^([\w+-]{1,40})::[\w+-]{1,40}$/)?.match[1] ??
          /"([\w+-]{1,40})::[\w.+-]{1,60}"/.exec(line.text)?.[1];
        return name ? libraryOfProject(name.replace(/::.*$/, '')) : null;
      },
      samples: [
        [
          'CMake Error at CMakeLists.txt:12 (target_link_libraries):\n  Target "demo" links to:\n\n    cppzmq::cppzmq\n\n  but the target was not found.',
          'cppzmq',
        ],
        [
          'CMake Error at UseSWIG.cmake:573 (add_library):\n  Target "demo" links to target "Boost::regex" but\n  the target was not found.',
          'boost',
        ],
        [
          'CMake Error at FBPythonBinary.cmake:494 (add_dependencies):\n  The dependency target "FBThrift::thrift_py.py_lib" of target\n  "fb303_thrift_py.py_sources_built" does not exist.',
          'fbthrift',
        ],
      ],
    },
    {
      id: 'dependency.missing/cmake-found-false',
      // A package's own file gives up: what it says in the end is why.
      when: /^but it set ([\w+.-]{1,60})_FOUND to FALSE so package "/,
      subject: ({ match, log, at }) => {
        const target = log.after(at, 8, /referenced, but are missing: ([\w+.-]{1,60})::/)?.match[1];
        return libraryOfProject(target ?? match[1]!);
      },
      samples: [
        [
          'CMake Error at CMakeLists.txt:4 (find_package):\n  Found package configuration file:\n\n    /usr/lib/cmake/demo/demoConfig.cmake\n\n  but it set demo_FOUND to FALSE so package "demo" is considered to be\n  NOT FOUND.  Reason given by package:\n\n  The following imported targets are referenced, but are missing: fmt::fmt',
          'fmt',
        ],
        ['  but it set OpenCV_FOUND to FALSE so package "OpenCV" is considered to be', 'opencv'],
      ],
    },
    {
      id: 'dependency.missing/autogen-project',
      when: /^(?:ERROR|Error|error): (?:could not find|cannot find|missing) (?:library |package )?'?(lib[\w+-]{2,30}|zmq|zeromq|czmq|sodium)'?\b/,
      subject: matchedProject,
      samples: [['ERROR: could not find libzmq', 'libzmq']],
    },
    {
      id: 'dependency.missing/luarocks-and-others',
      when: /^(?:[Ee]rror: |ERROR: |fatal: )?[Cc]ould not find (?:header|library) file for ([\w+-]{1,40})|^[Cc]ould not find (lib[\w+-]{1,40})\b/,
      unless: /, tried: /,
      subject: matchedProject,
      samples: [
        ['Error: Could not find header file for ZMQ', 'libzmq'],
        ['Could not find libzmq: zmq.h not found in include path', 'libzmq'],
      ],
    },
    {
      id: 'dependency.missing/anticonf',
      // R packages' configure scripts.
      when: /Configuration failed (?:because|to find) (?:the )?'?([\w.+-]{2,40})'?(?: library| system library)?(?: was not found|\.|$)/,
      subject: matchedProject,
      samples: [['Configuration failed because libzmq was not found. Try installing:', 'libzmq']],
    },
    {
      id: 'dependency.missing/cabal',
      // Cabal names what its trial program could not link: one on the line, several on the next.
      when: /^\* Missing (?:\(or bad\) )?C librar(?:y: ([\w+.-]{1,60})|ies: ([\w+.-]{1,60}))/,
      subject: matchedProject,
      samples: [
        ['Missing dependency on a foreign library:\n* Missing (or bad) C library: zmq', 'libzmq'],
        ['setup: Missing dependencies on foreign libraries:\n* Missing C libraries: zmq, sodium', 'libzmq'],
      ],
    },
    {
      id: 'dependency.missing/luarocks-expected-file',
      when: /Could not find expected file \S{1,80}\.(?:a|so|dylib|dll|lib)\b.{0,200}? for ([\w+-]{1,40})/,
      subject: matchedProject,
      samples: [
        [
          'Error: Could not find expected file libzmq.a, or libzmq.so, or libzmq.so.* for ZMQ -- you may have to install ZMQ',
          'libzmq',
        ],
      ],
      misses: ['Error: Could not find expected file zmq.h, or zmq.h for ZMQ -- you may have to install ZMQ'],
    },
    {
      id: 'dependency.missing/devel-checklib',
      // Perl's Devel::CheckLib; headers stand in the same list, first.
      when: /Can't (?:link\/include|build and link to|link to) (?:C library )?'([\w+-]{1,40})'(?:[, ].{0,200})?$/,
      unless: /'[\w/-]{1,40}\.h'/,
      subject: matchedProject,
      samples: [["Can't link/include C library 'zmq', aborting.", 'libzmq']],
      misses: ["Can't link/include C library 'zmq.h', 'zmq', aborting."],
    },
    {
      id: 'dependency.missing/composer',
      when: /requires (ext-[\w-]{1,40}) \S{1,40} -> (?:the requested PHP extension \S{1,40} is missing|it is missing|.{0,80}extension .{0,40}(?:missing|disabled))/,
      remedies: (subject) => [
        {
          title: text(
            `Install PHP's extension (${subject ?? ''}) for the PHP that Composer runs`,
            `为 Composer 所用的 PHP 安装扩展（${subject ?? ''}）`,
          ),
        },
      ],
      samples: [
        [
          '- react/zmq v0.4.0 requires ext-zmq * -> the requested PHP extension zmq is missing from your system.',
          'ext-zmq',
        ],
        [
          "- react/zmq v0.4.0 requires ext-zmq * -> it is missing from your system. Install or enable PHP's zmq extension.",
          'ext-zmq',
        ],
      ],
    },
    {
      id: 'dependency.missing/waf-scons',
      when: /^Checking for (?:C(?:\+\+)? (?:library|header file) )?(?:library |header )?'?([\w+./-]{1,60})(?: [<>]?= ?[\w.]{1,20})?'?(?: +:|\.\.\.) ?(?:not found|no)$/,
      // The last that was refused: what follows speaks of it.
      test: ({ log, at }) =>
        !/^Checking for .{1,120}(?:no|not found)$/.test(log.lines[at + 1]?.text ?? '') &&
        log.after(
          at,
          2,
          /^The configuration failed|must be installed|^scons: building terminated|is required|Exit(?:ing)?\b|Aborting/,
        ) !== null,
      subject: (found) => {
        const said = found.log.after(found.at, 2, /^([\w.+-]{2,40}) (?:must be installed|is required)/)
          ?.match[1];
        return said ? libraryOfProject(said) : matchedProject(found);
      },
      samples: [
        ["Checking for 'libzmq >= 4.0'             : not found\nThe configuration failed", 'libzmq'],
        ['Checking for C library zmq... no\nlibzmq must be installed!', 'libzmq'],
      ],
      misses: ['Checking for C library zmq... no\nChecking for C library czmq... yes'],
    },
    {
      id: 'dependency.missing/python-module',
      // A script of the build, not the user's program.
      when: /^(?:ModuleNotFoundError|ImportError): No module named '?([A-Za-z]\w{1,40})/,
      unless: /named '?(?:_?zmq|pyzmq|czmq|distutils|imp|pkg_resources|asyncore|lib2to3|_\w)/,
      // CMake's next line of success: it went on without the module.
      test: ({ log, at }) =>
        log.after(at, 2, /^-- /) === null &&
        (log.before(at, 3, /^File ".{0,300}\b(?:setup\.py|SConstruct|SConscript|wscript|conanfile\.py)"/) !==
          null ||
          log.after(
            at,
            12,
            /^Command "?\S{0,80}python|^CMake Error|^\S{0,40}make(?:\[\d+\])?: \*\*\*|^ninja: build stopped|^FAILED: |^Failed {2,4}<<<|^ERROR: .{0,80}(?:meson|wheel)|subprocess-exited-with-error|meson\.build:\d+:\d+: ERROR/,
          ) !== null),
      remedies: (subject) => [
        {
          title: text(
            'Install the module for the Python that the build runs',
            '为构建所用的 Python 安装该模块',
          ),
          run: [['python3', '-m', 'pip', 'install', subject ?? '']],
        },
      ],
      samples: [
        [
          "ModuleNotFoundError: No module named 'catkin_pkg'\nCMake Error at cmake/core/ament_package_xml.cmake:95 (message):",
          'catkin_pkg',
        ],
        [
          '  File "/tmp/pip-build-env/pyzmq/setup.py", line 56, in <module>\n    from packaging.version import Version\nModuleNotFoundError: No module named \'packaging\'',
          'packaging',
        ],
      ],
      misses: [
        "ModuleNotFoundError: No module named 'myapp'",
        'ImportError: No module named setuptools\n-- Could NOT find GTest (missing: GTEST_LIBRARY)\nCMake Error at CMakeLists.txt:295 (find_package):',
      ],
    },
    {
      id: 'dependency.missing/python-bundled',
      when: /(?:Fatal: |fatal: |error: )?(?:Cython appears|libzmq not found|Failed to (?:find|locate) (?:a )?(?:lib)?zmq|Failed with default libzmq|no zmq found|zmq\.h not found|ZeroMQ (?:library )?not found)/,
      unless: /Cython|Failed with default libzmq, trying|configure|CMake/,
      subject: 'libzmq',
      tier: 'symptom',
      samples: [['Fatal: libzmq not found, and building bundled libzmq is disabled', 'libzmq']],
    },
  ],
);
