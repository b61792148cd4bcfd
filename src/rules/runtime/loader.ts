import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, isSharedLibrary, libraryOfFile, matchedFile } from '../../explain/subjects/libraries.ts';
import { MISSING_AT_RUN_TIME } from '../../explain/words/missing-at-run-time.ts';

/** The systems' own loaders: ld.so, musl's, dyld, bionic's, the BSDs' and Windows'. */
export default family('runtime.library-not-found', MISSING_AT_RUN_TIME, [
  {
    id: 'runtime.library-not-found/glibc',
    when: /(?:^|[\s(:'"])((?:[\w.+@~/-]{0,200}\/)?[\w.+!-]{1,80}\.so[\w.]{0,24})['"]?: cannot open shared object file: (?:No such file|Error \d)/,
    subject: matchedFile,
    over: ['runtime.library-not-found/java'],
    samples: [
      [
        './app: error while loading shared libraries: libczmq.so.4: cannot open shared object file: No such file or directory',
        'libczmq.so.4',
      ],
      ['ImportError: libzmq.so.5: cannot open shared object file: No such file or directory', 'libzmq.so.5'],
      ['Error: libzmq.so.5: cannot open shared object file: No such file or directory', 'libzmq.so.5'],
      [
        "unable to load shared object '/usr/lib/R/library/rzmq/libs/rzmq.so':\n  libzmq.so.5: cannot open shared object file: No such file or directory",
        'libzmq.so.5',
      ],
    ],
  },
  {
    id: 'runtime.library-not-found/glibc-folded',
    // A mail that carries the line breaks it at some blank.
    when: /error while loading shared libraries: (\S{1,200}): cannot open(?: shared(?: object(?: file:)?)?)?$/,
    test: ({ line, log, at }) =>
      `${line.text} ${log.lines[at + 1]?.text}`.includes(': cannot open shared object file: No such file'),
    subject: matchedFile,
    samples: [
      [
        'zpub: error while loading shared libraries: libzmq.so.5: cannot open\nshared object file: No such file or directory',
        'libzmq.so.5',
      ],
    ],
    misses: [
      'zpub: error while loading shared libraries: libzmq.so.5: cannot open\nmake: *** [check] Error 1',
    ],
  },
  {
    id: 'runtime.library-not-found/musl',
    when: /Error loading shared library (\S{1,120}): No such file or directory \(needed by (\S{1,200})\)/,
    unless: /ld-linux|ld-musl/,
    // A library that needs another is library.dependency-missing; an extension module is a program's part.
    test: ({ match }) => !isSharedLibrary(match[2]!),
    subject: matchedFile,
    samples: [
      [
        'Error loading shared library libzmq.so.5: No such file or directory (needed by ./server)',
        'libzmq.so.5',
      ],
      [
        'ImportError: Error loading shared library libzmq.so.5: No such file or directory (needed by /usr/lib/python3.6/site-packages/zmq/backend/cython/error.cpython-36m-x86_64-linux-gnu.so)',
        'libzmq.so.5',
      ],
    ],
  },
  {
    id: 'runtime.library-not-found/dyld',
    when: /Library not loaded: (\S{1,300})/,
    test: ({ log, at }) => log.after(at, 6, /[Ii]ncompatible architecture|wrong architecture/) === null,
    subject: matchedFile,
    samples: [
      [
        'dyld[812]: Library not loaded: /usr/local/opt/zeromq/lib/libzmq.5.dylib\n  Referenced from: /Users/dev/app\n  Reason: tried: (no such file)',
        'libzmq.5.dylib',
      ],
      ['dyld: Library not loaded: @rpath/libczmq.4.dylib', 'libczmq.4.dylib'],
    ],
  },
  {
    id: 'runtime.library-not-found/dyld-version',
    // dyld's compatibility_version of a Mach-O library.
    when: /Incompatible library version: \S{1,200} requires version [\d.]{1,20} or later, but (\S{1,200}) provides version/,
    code: 'runtime.version-mismatch',
    title: (subject) =>
      text(`${subject} is older than what was built against`, `${subject} 早于构建时所用的版本`),
    cause: text(
      'The library on this machine declares a lower compatibility version than the program asks for.',
      '本机上的库声明的兼容版本低于程序所要求的。',
    ),
    remedies: [
      {
        title: text('Upgrade the library, or build the program here again', '升级该库，或在本机重新构建程序'),
        run: [['brew', 'upgrade', 'zeromq']],
      },
    ],
    possible: [],
    subject: ({ match }) => libraryOfFile(match[1]!) ?? fileName(match[1]!),
    over: ['runtime.library-not-found/dyld'],
    samples: [
      [
        'dyld: Library not loaded: /usr/local/lib/libzmq.5.dylib\n  Referenced from: /usr/local/bin/zpub\n  Reason: Incompatible library version: zpub requires version 8.0.0 or later, but libzmq.5.dylib provides version 7.0.0',
        'libzmq',
      ],
    ],
  },
  {
    id: 'runtime.library-not-found/bionic',
    // Android's linker: linker.cpp.
    when: /(?:dlopen failed: |CANNOT LINK EXECUTABLE.{0,120}: )library "([^"]{1,200})"(?: needed.{0,200})? not found/,
    subject: matchedFile,
    samples: [
      ['java.lang.UnsatisfiedLinkError: dlopen failed: library "libczmq.so" not found', 'libczmq.so'],
      [
        'CANNOT LINK EXECUTABLE "./zpub": library "libzmq.so" not found: needed by main executable',
        'libzmq.so',
      ],
    ],
  },
  {
    id: 'runtime.library-not-found/bsd',
    when: /Shared object "([^"]{1,120})" not found(?:, required by| in|$)|ld\.so: \S{1,200}: can't load library '([^']{1,120})'/,
    subject: ({ match }) => fileName((match[1] ?? match[2])!),
    samples: [
      ['ld-elf.so.1: Shared object "libzmq.so.5" not found, required by "app"', 'libzmq.so.5'],
      ["ld.so: zpub: can't load library 'libzmq.so.7.0'", 'libzmq.so.7.0'],
    ],
  },
  {
    id: 'runtime.library-not-found/solaris',
    when: /\bld\.so\.1: \S{1,200}: fatal: (\S{1,200}): open failed: No such file/,
    subject: matchedFile,
    samples: [['ld.so.1: zpub: fatal: libzmq.so.5: open failed: No such file or directory', 'libzmq.so.5']],
  },
  {
    id: 'runtime.library-not-found/ldd',
    when: /^(lib[\w+-]{1,60}\.so[\w.]{0,24}) => not found/,
    tier: 'symptom',
    subject: matchedFile,
    samples: [['\tlibzmq.so.5 => not found', 'libzmq.so.5']],
  },
  {
    id: 'runtime.library-not-found/windows',
    when: /(?:because|The code execution cannot proceed because|program can't start because) '?([\w.-]{1,60}\.dll)'? (?:is missing|was not found)|error while loading shared libraries: (\?|[\w.-]{1,60}\.dll): cannot open/,
    subject: ({ match }) => (match[1] ?? match[2])!.replace('?', '') || null,
    samples: [["The program can't start because libzmq.dll is missing from your computer.", 'libzmq.dll']],
  },
  {
    id: 'runtime.library-not-found/file-not-there',
    // Programs that look for the file themselves before they ask the loader for it.
    when: /\b(?:[Ss]hared|[Nn]ative|[Dd]ynamic) (?:[Ll]ibrary|[Ll]ib|[Oo]bject)(?: [Ff]ile)? (?:was |is |could )?not (?:be )?found(?: (?:at|in|under))?:? ?['"]?(?:(?:[A-Za-z]:)?[\w.+@~ /\\-]{0,200}[/\\])?(lib[\w.+-]{1,60}\.(?:so[\d.]{0,12}|dylib|dll))(?=$|[\s'".,)])/,
    unless: /configure|checking|CMake|^-- /,
    samples: [
      ['ZMQ Shared Library not found at /opt/pkg/ZMQ/deps/usr/lib/libzmq.so', 'libzmq.so'],
      [
        'Error: native library could not be found in "C:\\app\\bin\\libzmq-v141-mt-4_3_2.dll"',
        'libzmq-v141-mt-4_3_2.dll',
      ],
      ['dynamic library not found: libczmq.4.dylib', 'libczmq.4.dylib'],
    ],
    misses: [
      '-- shared library not found at /usr/lib/libzmq.so',
      'ld: library not found for -lzmq',
      'shared library not found at tcp://127.0.0.1:5555',
    ],
  },
  {
    id: 'runtime.library-not-found/said',
    when: /\b((?:lib)?(?:zmq|czmq|sodium|zyre|jzmq))\b (?:(?:shared |native |dynamic )?library (?:\(or DLL\) )?(?:could not be|cannot be|can't be|was not) found|(?:(?:shared |native |dynamic )?library )?(?:\(or DLL\) )?(?:could not be|cannot be|can't be|was not|failed to) (?:loaded|opened|load))\b/,
    unless: /configure|checking|CMake|^-- |pkg-config|[Pp]ackage/,
    subject: ({ match }) => `lib${match[1]!.replace(/^lib/, '')}`,
    samples: [
      [
        'LoadError: The libzmq library (or DLL) could not be loaded\n    LibZMQ at ffi-rzmq-core/libzmq.rb:54',
        'libzmq',
      ],
    ],
  },
]);
