import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getLibrary } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfProject } from '../../explain/subjects/libraries.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * What CMake prints when a search of a project came to nothing and the project went on with it: find_library and its like
 * leave `<VAR>-NOTFOUND`, and find_package_handle_standard_args prints the project's own words before `(missing: ...)`.
 */

const CMAKE_ERROR = /^CMake Error\b/;
/** `ZeroMQ_INCLUDE_DIR`, `FOO_LIBRARIES`, `BAR_LIB_RELEASE`: what is looked for stands before the kind of answer. */
const VARIABLE =
  /\b([A-Za-z][\w-]{1,60}?)_(?:INCLUDE(?:_DIRS?|S|_PATH|_DIRECTORY)?|LIBRAR(?:Y|IES)|LIBS?|PATH|ROOT|DIR)(?:_(?:DEBUG|RELEASE))?-NOTFOUND\b(?:\/([a-z][\w+-]{1,40})\/)?/;
/** A folder of the path that says nothing of whose it is. */
const PLAIN_FOLDER = /^(?:include|lib\d{0,2}|bin|share|cmake|src|etc|modules?)$/;

export default [
  ...family(
    'dependency.missing',
    {
      cause: (subject) =>
        text(
          `CMake looked for ${subject ?? 'a library'} and did not find it; the project went on with an empty answer.`,
          `CMake 查找 ${subject ?? '某个库'} 没有找到；项目带着空的结果继续执行。`,
        ),
      remedies: (subject) => [
        ...getLibrary(subject),
        {
          title: text(
            'Installed elsewhere? Name its prefix in CMAKE_PREFIX_PATH, and configure in an empty folder',
            '装在别处？把其安装目录写进 CMAKE_PREFIX_PATH，并在空目录中重新配置',
          ),
        },
      ],
    },
    [
      {
        id: 'dependency.missing/cmake-notfound-path',
        when: VARIABLE,
        test: ({ log, at, line }) => CMAKE_ERROR.test(line.text) || log.before(at, 4, CMAKE_ERROR) !== null,
        subject: ({ match }) =>
          libraryOfProject(match[2] && !PLAIN_FOLDER.test(match[2]) ? match[2] : match[1]!),
        samples: [
          [
            'CMake Error at CMakeLists.txt:32 (include):\n  include could not find load file:\n\n    THRIFT_COMPILER_INCLUDE-NOTFOUND/thrift/ThriftLibrary.cmake',
            'thrift',
          ],
          [
            'CMake Error in toolchain/CMakeLists.txt:\n  Found relative path while evaluating include directories of "driver.cc":\n\n    "FLEX_INCLUDE_DIR-NOTFOUND"',
            'flex',
          ],
          [
            'CMake Error in src/CMakeLists.txt:\n  Imported target "x" includes non-existent path\n\n    "/src/SODIUM_INCLUDE_DIR-NOTFOUND"',
            'libsodium',
          ],
        ],
        misses: ['-- ZEROMQ_LIBRARY: ZEROMQ_LIBRARY-NOTFOUND\n-- Configuring done'],
      },
      {
        id: 'dependency.missing/cmake-own-words',
        // FIND_PACKAGE_HANDLE_STANDARD_ARGS(X FAIL_MESSAGE "..."); the standard words have a rule of their own.
        when: /\b([A-Za-z][\w+-]{1,60})[.,;]? ?\(missing: ?\w/,
        unless: /Could NOT find|^-- /,
        test: ({ log, at }) => log.before(at, 4, CMAKE_ERROR) !== null,
        over: ['dependency.missing/python-module'],
        subject: ({ match }) => libraryOfProject(match[1]!),
        samples: [
          [
            'CMake Error at /usr/share/cmake/Modules/FindPackageHandleStandardArgs.cmake:218 (message):\n  Failed to find XercesC (missing: XercesC_LIBRARY XercesC_INCLUDE_DIR',
            'xercesc',
          ],
        ],
        misses: ['CMake Error at a.cmake:1 (message):\n  Could NOT find ZeroMQ (missing: ZEROMQ_LIBRARY)'],
      },
    ],
  ),
  ...family(
    'link.library-not-found',
    {
      cause: (subject) =>
        text(
          `CMake did not find ${subject} and put the word NOTFOUND on the link line in its place.`,
          `CMake 没有找到 ${subject}，并把 NOTFOUND 字样写进了链接命令。`,
        ),
      remedies: (subject) => [
        ...getLibrary(subject),
        {
          title: text(
            'Then configure again in an empty folder: CMake remembers what it did not find',
            '然后在空目录中重新配置：CMake 会记住没找到的结果',
          ),
        },
      ],
    },
    [
      {
        id: 'link.library-not-found/cmake-notfound',
        when: /(?:(?:cannot find|unable to find library|library not found(?: for|:)?) '?-l|LNK1(?:104|181)\b.{1,120}?['"])([A-Za-z][\w-]{1,60}?)-NOTFOUND\b/,
        over: ['link.library-not-found'],
        subject: ({ match }) => {
          const name = match[1]!.replace(/_(?:LIBRAR(?:Y|IES)|LIBS?)(?:_(?:DEBUG|RELEASE))?$/, '');
          const library = libraryOfProject(name);
          return library === null || library.startsWith('lib') ? library : `lib${library}`;
        },
        samples: [
          ['/usr/bin/ld: cannot find -lRTLSDR_LIBRARIES-NOTFOUND', 'librtlsdr'],
          ["LINK : fatal error LNK1181: cannot open input file 'libzmq-NOTFOUND.obj'", 'libzmq'],
        ],
        misses: ['/usr/bin/ld: cannot find -lzmq'],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/cmake-asks-version',
      // cmGlobalNinjaGenerator and cmGlobalGenerator run the build program once, and quote the command on a line of its own.
      when: /^'(\S{1,300})' '--version'$/,
      test: ({ log, at }) =>
        log.before(at, 4, CMAKE_ERROR) !== null && log.after(at, 6, /[Nn]o such file or directory/) !== null,
      subject: ({ match }) => toolName(match[1]!),
      samples: [
        [
          "CMake Error at CMakeLists.txt:3 (project):\n  Running\n\n   '/tmp/overlay/bin/ninja' '--version'\n\n  failed with:\n\n   no such file or directory",
          'ninja',
        ],
      ],
    },
  ]),
] satisfies RuleFamily;
