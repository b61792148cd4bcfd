import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { PossibleCause, Remedy, RuleFamily } from '../../explain/rule.ts';
import { fileName, isSharedLibrary, libraryOfFile, matchedFile } from '../../explain/subjects/libraries.ts';

const whyNotFound = (subject: string | null): readonly PossibleCause[] => [
  {
    code: 'library.not-installed',
    why: text('the library is nowhere on the machine', '机器上根本没有这个库'),
    ask: ['find', '/usr', '/usr/local', '/opt', '-name', `${subject ?? 'lib*.so'}*`],
  },
  {
    code: 'library.cache-stale',
    why: text('ldconfig has not run since it was installed', '安装后没有运行过 ldconfig'),
    ask: ['ldconfig', '-p'],
  },
  {
    code: 'library.dir-not-searched',
    why: text('it lies in a folder that the loader does not search', '它所在的目录不在加载器的搜索范围内'),
    ask: ['czmq-setup', 'doctor'],
  },
];
const DOCTOR: Remedy = {
  title: text(
    'Let the doctor say why, on the machine where it happens',
    '在出问题的机器上让 doctor 查明原因',
  ),
  run: [['czmq-setup', 'doctor']],
};

/** macOS and Windows have no cache to refresh; an extension of PHP or Ruby is no library. */
const firstOf = (subject: string | null): Remedy => {
  if (/\.dylib$/.test(subject ?? ''))
    return {
      title: text(
        'It was moved or upgraded: install it again, then build what uses it again',
        '它已被移动或升级：请重新安装，并重新构建使用它的程序',
      ),
      run: [['brew', 'list', '--versions', 'zeromq', 'czmq']],
    };
  if (/\.(?:dll|pyd)$/i.test(subject ?? ''))
    return {
      title: text(
        'Put the DLL, and those that it needs, beside the program or into a folder of PATH',
        '把该 DLL 及其依赖放到程序所在目录，或放入 PATH 中的目录',
      ),
    };
  if (subject !== null && !subject.startsWith('lib'))
    return {
      title: text(
        'Build or install this extension for the program version that loads it',
        '为加载它的程序版本构建或安装该扩展',
      ),
    };
  return {
    title: text(
      "Refresh the loader's cache, if the library was just installed in /usr/local/lib",
      '如果刚安装到 /usr/local/lib，请刷新加载器缓存',
    ),
    run: [['ldconfig']],
    root: true,
    risk: 'safe',
  };
};
const loadFixes = (subject: string | null): readonly Remedy[] => {
  const library = subject ? libraryOfFile(subject) : null;
  return [
    firstOf(subject),
    ...(library === 'libzmq' || library === 'libczmq' || library === 'libsodium'
      ? [{ title: text(`Or install ${library}`, `或安装 ${library}`), install: [library] as const }]
      : []),
    DOCTOR,
  ];
};

export default [
  ...family(
    'runtime.library-not-found',
    {
      title: (subject) =>
        text(`The loader cannot open ${subject ?? 'a library'}`, `加载器打不开 ${subject ?? '某个库'}`),
      cause: (subject) =>
        text(
          `The program was built with ${subject ?? 'the library'}, and at start the loader found no such file where it searches.`,
          `程序构建时使用了 ${subject ?? '该库'}，但启动时加载器在其搜索范围内没有找到这个文件。`,
        ),
      remedies: loadFixes,
      possible: whyNotFound,
    },
    [
      {
        id: 'runtime.library-not-found/glibc',
        when: /(?:^|[\s(:'"])((?:[\w.+@~/-]{0,200}\/)?[\w.+-]{1,80}\.so[\w.]{0,24})['"]?: cannot open shared object file: (?:No such file|Error \d)/,
        subject: matchedFile,
        samples: [
          [
            './app: error while loading shared libraries: libczmq.so.4: cannot open shared object file: No such file or directory',
            'libczmq.so.4',
          ],
          [
            'ImportError: libzmq.so.5: cannot open shared object file: No such file or directory',
            'libzmq.so.5',
          ],
          ['Error: libzmq.so.5: cannot open shared object file: No such file or directory', 'libzmq.so.5'],
          [
            "unable to load shared object '/usr/lib/R/library/rzmq/libs/rzmq.so':\n  libzmq.so.5: cannot open shared object file: No such file or directory",
            'libzmq.so.5',
          ],
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
            title: text(
              'Upgrade the library, or build the program here again',
              '升级该库，或在本机重新构建程序',
            ),
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
        samples: [
          ["The program can't start because libzmq.dll is missing from your computer.", 'libzmq.dll'],
        ],
      },
      {
        id: 'runtime.library-not-found/java',
        when: /UnsatisfiedLinkError:? (?:no ([\w-]{1,40}) in java\.library\.path|(?:Can't load library|Unable to load library):? '?(\S{1,200}?)'?(?:$|:)|(\S{1,200}): (?:(lib\S{1,60}): cannot open shared|Can't find dependent libraries))/,
        subject: ({ match }) =>
          match[1] ? `lib${match[1]}.so` : fileName((match[4] ?? match[2] ?? match[3])!),
        samples: [
          ['java.lang.UnsatisfiedLinkError: no jzmq in java.library.path', 'libjzmq.so'],
          // Clojure's and Scala's prompts print class and message without a colon.
          [
            'UnsatisfiedLinkError no zmqnative in java.library.path  java.lang.ClassLoader',
            'libzmqnative.so',
          ],
          [
            'Exception in thread "main" java.lang.UnsatisfiedLinkError: /usr/local/lib/libjzmq.so.0.0.0: libzmq.so.5: cannot open shared object file: No such file or directory',
            'libzmq.so.5',
          ],
        ],
      },
      {
        id: 'runtime.library-not-found/dotnet',
        // .NET and Mono, whatever the library: DllNotFoundException names what the P/Invoke asked for.
        when: /DllNotFoundException ?: (?:Unable to load (?:shared library|DLL|native library) ')?([\w.+/-]{1,80})(?:'|$| assembly:)|^Unable to load (?:shared library|DLL|native library) '([\w.+/-]{1,80})'/,
        tier: 'symptom',
        subject: ({ match }) => fileName((match[1] ?? match[2])!),
        over: ['runtime.library-not-found/dll-load'],
        samples: [
          ["System.DllNotFoundException: Unable to load DLL 'MonoPosixHelper': not found", 'MonoPosixHelper'],
          ['System.DllNotFoundException: libczmq', 'libczmq'],
          // ASP.NET's page says it before it shows the stack.
          [
            "Unable to load DLL 'libzmq': The specified module could not be found. (Exception from HRESULT: 0x8007007E)",
            'libzmq',
          ],
          // NUnit sets the colon off.
          ['  ----> System.DllNotFoundException : libzmq', 'libzmq'],
        ],
        misses: ['System.DllNotFoundException: dlopen(/tmp/x.so, 257): no suitable image found.'],
      },
      {
        id: 'runtime.library-not-found/file-by-name',
        // Whatever says it, the file's name says that a library is meant; loaders' own words have rules of their own.
        when: /(?:[Cc]ould(?: not|n't)|[Cc]an(?:not|'t| not)|[Uu]nable to|[Ff]ailed to) (?:open|load|find|locate|dlopen) (?:[\w-]{1,20} ){0,3}'?((?:\S{0,200}\/)?lib[\w.+-]{1,60}\.(?:so|dylib)[\d.]{0,12})(?=['\s.,;:)]|$)/,
        unless:
          /-l\w|\bld(?:\.\w+)?: |Unable to find libclang|[Pp]ermission|wrong ELF|invalid ELF|undefined symbol|[Ii]gnor|[Oo]ptional/,
        tier: 'symptom',
        generic: true,
        subject: ({ match }) => fileName(match[1]!.replace(/\.$/, '')),
        samples: [
          [
            "I tensorflow/stream_executor/dso_loader.cc:105] Couldn't open CUDA library libcudnn.so. LD_LIBRARY_PATH: ",
            'libcudnn.so',
          ],
          ['Error: failed to load plugin libfoo.so.2', 'libfoo.so.2'],
        ],
        misses: ['Could not load library libfoo.so: undefined symbol: bar'],
      },
      {
        id: 'runtime.library-not-found/dlopen-others',
        when: /(?:Unable to load (?:shared library|DLL|dynamic library|native library)|Could not (?:open|load|find) (?:shared )?library|could not load(?: library)?|Cannot load (?:library|native module)|cannot find shared library|Could not locate (?:shared )?library|Unable to (?:find|load) (?:binary |library )?):? ?['"]?((?:lib)?(?:zmq|czmq|sodium|zyre|jzmq|pgm)[\w./-]{0,40})['"]?/i,
        unless: /\bconfigure: error: /,
        subject: ({ match }) => fileName(match[1]!),
        samples: [
          [
            "System.DllNotFoundException: Unable to load shared library 'libzmq' or one of its dependencies.",
            'libzmq',
          ],
          [
            "FFI::LoadError: Could not open library 'libzmq.so': libzmq.so: cannot open shared object",
            'libzmq.so',
          ],
          ['UnmanagedLibrary[libzmq] Unable to load binary "libzmq" from folders', 'libzmq'],
          ['UnmanagedLibrary[libzmq] Unable to load library "libzmq" from', 'libzmq'],
          ['Unable to find libczmq.dll on system path', 'libczmq.dll'],
        ],
      },
      {
        id: 'runtime.library-not-found/metatrader',
        // MetaTrader 4 and 5, whatever the function called.
        when: /[Cc]annot (?:call|load) '([\w.-]{1,60}\.dll)(?:::\w{1,80})?'(?:, '[\w.-]{1,60}\.dll' is not loaded| \[126\]| \(error 126\)|$)/,
        samples: [
          ["Cannot call 'zmq_bind.dll::_zmq_version', 'zmq_bind.dll' is not loaded", 'zmq_bind.dll'],
          ["Cannot load 'libzmq.dll' [126]", 'libzmq.dll'],
        ],
        misses: ["Cannot call 'libzmq.dll::zmq_bind', DLL is not allowed"],
      },
      {
        id: 'runtime.library-not-found/tried',
        // Bindings that try the names of several releases in turn: Perl's ZMQ::FFI, Common Lisp's CFFI.
        when: /[Cc]ould not (?:find|load|open) (lib[\w+-]{1,40}), tried: |Unable to load any of the alternatives:\s{0,3}\(['"]?([\w+.-]{1,60})/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ['Could not find libzmq, tried: libzmq.so, libzmq.so.5, libzmq.so.3 at Util.pm line 40.', 'libzmq'],
          ['Unable to load any of the alternatives: ("libzmq.so.5" "libzmq.so")', 'libzmq.so.5'],
        ],
      },
      {
        id: 'runtime.library-not-found/bindeps',
        // Julia's BinDeps: the package's name for it, and the library's.
        when: /^[\w-]{1,40} \((lib[\w.+-]{1,60})\)$/,
        test: ({ log, at }) => log.before(at, 3, /^(?:ERROR: )?(?:LoadError: )?Unable to load\s*$/) !== null,
        samples: [['ERROR: Unable to load \n\nzmq (libzmq)\n\nPlease re-run Pkg.build(package)', 'libzmq']],
        misses: ['zmq (libzmq)'],
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
      {
        id: 'runtime.library-not-found/ctypes-windows',
        // ctypes of Python 3.8 and later.
        when: /^FileNotFoundError: Could not find module '([^']{1,300})' \(or one of its dependencies\)/,
        subject: ({ match }) => fileName(match[1]!),
        samples: [
          [
            "FileNotFoundError: Could not find module 'C:\\zmq\\libczmq.dll' (or one of its dependencies). Try using the full path with constructor syntax.",
            'libczmq.dll',
          ],
        ],
      },
      {
        id: 'runtime.library-not-found/dll-load',
        // Windows' ERROR_MOD_NOT_FOUND: the file itself, or one that it needs.
        when: /The specified module could not be found|\bcould not find specified module/i,
        tier: 'symptom',
        subject: ({ line, match }) =>
          fileName(
            /(?:dynamic library|module|load|library) '?([^'"\s]{1,200}\.(?:dll|node|pyd))\b/i.exec(
              line.text,
            )?.[1] ??
              /([^\s'"\\/()]{1,80}\.(?:dll|node|pyd))\b[^.]{0,20}$/i.exec(
                line.text.slice(0, match.index),
              )?.[1] ??
              '',
          ) || null,
        samples: [
          [
            "Warning: PHP Startup: Unable to load dynamic library 'php_zmq.dll' (tried: c:/php/ext/php_zmq.dll (The specified module could not be found.)) in Unknown on line 0",
            'php_zmq.dll',
          ],
          [
            'Error: The specified module could not be found.\n\\\\?\\C:\\app\\node_modules\\zeromq\\build\\Release\\zeromq.node',
            null,
          ],
          [
            'ImportError: DLL load failed while importing error: The specified module could not be found.',
            null,
          ],
        ],
      },
      {
        id: 'runtime.library-not-found/dlopen-mac',
        when: /dlopen\((\S{1,300}), (?:0x)?\d{1,4}\): (?:image not found|tried: .{0,400}\(no such file\))/,
        unless: /incompatible architecture|wrong architecture|Library not loaded|Symbol not found/,
        subject: matchedFile,
        samples: [['OSError: dlopen(libzmq.dylib, 6): image not found', 'libzmq.dylib']],
      },
    ],
  ),
] satisfies RuleFamily;
