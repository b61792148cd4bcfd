import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getHeader, getLibrary } from '../../explain/remedies.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { isError } from '../../explain/spoken.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';
import { type Missing, saidMissing } from '../../explain/subjects/said.ts';
import { MISSING_LIBRARY } from '../../explain/words/missing-library.ts';
import { MISSING_TOOL } from '../../explain/words/missing-tool.ts';

/**
 * Whatever printed it: an error that says in plain English that something which the tables know is missing. Lowest of all
 * depths: any rule that knows the printer answers before.
 */
const SAID =
  /not (?:be )?(?:found|installed|available|located|detected|present|exist)|(?:annot|an't|an not|ould not|ouldn't|nable to|ailed to|id not) (?:find|locate|detect|link|include|be|load|open)|rror (?:load|open)ing|issing|equire[ds]|eeds |eeded|lease install|must be installed|need to install|unavailable|o (?:working|usable|suitable) /;
const said =
  (kind: Missing['kind']) =>
  (match: Match): boolean =>
    saidMissing(match.match.input)?.kind === kind && isError(match);
/** A rule has matched on as much of the line as rules look at. */
const name = ({ match }: Match): string | null => saidMissing(match.input)?.name ?? null;

const NEAR_MISSES = [
  'configure: WARNING: libsodium not found, disabling CURVE',
  '-- zmq.h not found\n-- Configuring done',
  'checking for libzmq... not found',
  'libsodium is required for CURVE, optional otherwise',
  'error: zmq socket could not be found',
  'Error: unable to find zmq endpoint tcp://127.0.0.1:5555',
  'error: template not found',
];

export default [
  ...family('dependency.missing', MISSING_LIBRARY, [
    {
      id: 'dependency.missing/said',
      when: SAID,
      tier: 'trace',
      generic: true,
      test: said('library'),
      subject: name,
      samples: [
        ['ERROR: zeromq is missing', 'libzmq'],
        ['install.sh: error: libsodium library is not installed', 'libsodium'],
        ["Configuring ZMQ-FFI ... Can't link/include C library 'zmq', aborting.", 'libzmq'],
        ['ERROR: Problem encountered: libzmq is missing, please install it to continue!', 'libzmq'],
        ['[error] Please install libczmq first', 'libczmq'],
        ['CZMQ library could not be found\nmake: *** [Makefile:12: check] Error 1', 'libczmq'],
        ['fatal: this program requires libuuid', 'libuuid'],
        ['Did not find libzmq.a or zmq.lib, exiting!', 'libzmq'],
        // An exception that nobody caught, as Ruby prints it.
        [
          "extconf.rb:36: Couldn't find czmq library. try setting --with-czmq-dir=<path> (RuntimeError)",
          'libczmq',
        ],
      ],
      misses: [...NEAR_MISSES, 'ERROR: cmake is missing', 'error: zmq.h not found'],
    },
  ]),
  ...family(
    'header.missing',
    {
      cause: (subject) =>
        text(
          `No folder that was searched holds ${subject}: its development files are not installed, or lie elsewhere.`,
          `搜索的目录中都没有 ${subject}：其开发文件没有安装，或在别处。`,
        ),
      remedies: getHeader,
    },
    [
      {
        id: 'header.missing/said',
        when: SAID,
        tier: 'trace',
        generic: true,
        test: said('header'),
        subject: name,
        samples: [
          ['Error: cannot find header file zmq.h', 'zmq.h'],
          ["setup: error: 'czmq.h' was not found", 'czmq.h'],
          ["module.modulemap:2:10: error: header '/usr/local/include/zmq.h' not found", 'zmq.h'],
        ],
        misses: [...NEAR_MISSES, 'ERROR: libzmq is missing'],
      },
    ],
  ),
  ...family(
    'runtime.library-not-found',
    {
      title: (subject) => text(`${subject} cannot be loaded`, `无法加载 ${subject}`),
      cause: (subject) =>
        text(
          `The program wants ${subject}, and no folder that is searched holds it.`,
          `程序需要 ${subject}，而搜索的目录中都没有它。`,
        ),
      remedies: (subject) => {
        const library = subject ? libraryOfFile(subject) : null;
        return getLibrary(library);
      },
    },
    [
      {
        id: 'runtime.library-not-found/said-of-file',
        when: SAID,
        tier: 'trace',
        generic: true,
        test: said('file'),
        subject: name,
        samples: [
          ['Error: unable to locate libzmq.so.5', 'libzmq.so.5'],
          ['ERROR - libczmq.dll not found', 'libczmq.dll'],
          ['EZMQException in module app.exe. Unable to load library: libzmq.dll', 'libzmq.dll'],
          ['FATAL: error loading shared library libzmq.so.5', 'libzmq.so.5'],
        ],
        misses: [...NEAR_MISSES, 'ERROR: libzmq is missing'],
      },
    ],
  ),
  ...family('tool.missing', MISSING_TOOL, [
    {
      id: 'tool.missing/said',
      when: SAID,
      tier: 'trace',
      generic: true,
      test: said('tool'),
      subject: name,
      samples: [
        ['ERROR: cmake is required to build this module', 'cmake'],
        ['error: could not find autoreconf', 'autoconf'],
        ['[ERROR] Please install pkg-config', 'pkg-config'],
        [
          "error: generated file 'src/ctx.c' is absent.\n        Cython is required to compile this checkout.",
          'cython',
        ],
        ['FAILURE: Build failed with an exception.\n* What went wrong:\n> Failed to find CMake.', 'cmake'],
      ],
      misses: [
        ...NEAR_MISSES,
        'ERROR: libzmq is missing',
        'error: the first one stopped\nCython is required to compile a checkout',
      ],
    },
  ]),
] satisfies RuleFamily;
