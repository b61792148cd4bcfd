import { family } from '../../explain/family.ts';
import { fileName, matchedFile } from '../../explain/subjects/libraries.ts';
import { MISSING_AT_RUN_TIME } from '../../explain/words/missing-at-run-time.ts';

/** Programs that open a library themselves, in the words of their language. */
export default family('runtime.library-not-found', MISSING_AT_RUN_TIME, [
  {
    id: 'runtime.library-not-found/java',
    when: /UnsatisfiedLinkError:? (?:no ([\w-]{1,40}) in java\.library\.path|(?:Can't load library|Unable to load library):? '?(\S{1,200}?)'?(?:$|:)|(\S{1,200}): (?:(lib\S{1,60}): cannot open shared|Can't find dependent libraries))/,
    subject: ({ match }) => (match[1] ? `lib${match[1]}.so` : fileName((match[4] ?? match[2] ?? match[3])!)),
    samples: [
      ['java.lang.UnsatisfiedLinkError: no jzmq in java.library.path', 'libjzmq.so'],
      // Clojure's and Scala's prompts print class and message without a colon.
      ['UnsatisfiedLinkError no zmqnative in java.library.path  java.lang.ClassLoader', 'libzmqnative.so'],
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
          /([^\s'"\\/()]{1,80}\.(?:dll|node|pyd))\b[^.]{0,20}$/i.exec(line.text.slice(0, match.index))?.[1] ??
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
      ['ImportError: DLL load failed while importing error: The specified module could not be found.', null],
    ],
  },
  {
    id: 'runtime.library-not-found/dlopen-mac',
    when: /dlopen\((\S{1,300}), (?:0x)?\d{1,4}\): (?:image not found|tried: .{0,400}\(no such file\))/,
    unless: /incompatible architecture|wrong architecture|Library not loaded|Symbol not found/,
    subject: matchedFile,
    samples: [['OSError: dlopen(libzmq.dylib, 6): image not found', 'libzmq.dylib']],
  },
]);
