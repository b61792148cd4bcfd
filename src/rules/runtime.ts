import { text } from '../core/text.ts';
import { family } from '../explain/family.ts';
import type { Match, PossibleCause, Remedy, RuleFamily } from '../explain/rule.ts';
import { fileName, libraryOfFile } from '../explain/subjects/libraries.ts';
import { libraryOfSymbol } from '../explain/subjects/symbols.ts';

const name1 = ({ match }: Match): string | null =>
  match[1] ? fileName(match[1]).replace(/^['"]|['"]$/g, '') : null;

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

const loadFixes = (subject: string | null): readonly Remedy[] => {
  const library = subject ? libraryOfFile(subject) : null;
  return [
    {
      title: text(
        "Refresh the loader's cache, if the library was just installed in /usr/local/lib",
        '如果刚安装到 /usr/local/lib，请刷新加载器缓存',
      ),
      run: [['ldconfig']],
      root: true,
      risk: 'safe',
    },
    ...(library === 'libzmq' || library === 'libczmq' || library === 'libsodium'
      ? [{ title: text(`Or install ${library}`, `或安装 ${library}`), install: [library] as const }]
      : []),
    {
      title: text(
        'Let the doctor say why, on the machine where it happens',
        '在出问题的机器上让 doctor 查明原因',
      ),
      run: [['czmq-setup', 'doctor']],
    },
  ];
};

/** glibc's fortified and private functions, of which musl has none. */
const GLIBC_ONLY =
  /^(?:__\w+_chk|gnu_get_libc_version|__(?:isoc99|isoc23)_\w+|__res_\w+|__register_atfork|__libc_\w+|backtrace\w*|fcntl64|mallinfo2?|qsort_r|secure_getenv|_dl_\w+|__strdup)$/;

const missingSymbol = (symbol: string, file: string | null): string | null =>
  libraryOfSymbol(symbol) ?? (file ? (libraryOfFile(file) ?? fileName(file)) : null);

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
        when: /(?:error while loading shared libraries: |^|[:'] )'?(\S{1,200}?\.so[\w.]{0,24})'?: cannot open shared object file: (?:No such file|Error \d)/,
        subject: name1,
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
        unless: /ld-linux|\.so\S{0,12}\)|ld-musl/,
        subject: name1,
        samples: [
          [
            'Error loading shared library libzmq.so.5: No such file or directory (needed by ./server)',
            'libzmq.so.5',
          ],
        ],
      },
      {
        id: 'runtime.library-not-found/dyld',
        when: /Library not loaded: (\S{1,300})/,
        test: ({ log, at }) => log.after(at, 6, /[Ii]ncompatible architecture|wrong architecture/) === null,
        subject: name1,
        samples: [
          [
            'dyld[812]: Library not loaded: /usr/local/opt/zeromq/lib/libzmq.5.dylib\n  Referenced from: /Users/dev/app\n  Reason: tried: (no such file)',
            'libzmq.5.dylib',
          ],
          ['dyld: Library not loaded: @rpath/libczmq.4.dylib', 'libczmq.4.dylib'],
        ],
      },
      {
        id: 'runtime.library-not-found/bsd',
        when: /Shared object "([^"]{1,120})" not found(?:, required by| in)/,
        subject: name1,
        samples: [['ld-elf.so.1: Shared object "libzmq.so.5" not found, required by "app"', 'libzmq.so.5']],
      },
      {
        id: 'runtime.library-not-found/ldd',
        when: /^(lib[\w+-]{1,60}\.so[\w.]{0,24}) => not found/,
        tier: 'symptom',
        subject: name1,
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
        when: /UnsatisfiedLinkError: (?:no ([\w-]{1,40}) in java\.library\.path|(?:Can't load library|Unable to load library):? '?(\S{1,200}?)'?(?:$|:)|(\S{1,200}): (?:(lib\S{1,60}): cannot open shared|Can't find dependent libraries))/,
        subject: ({ match }) =>
          match[1] ? `lib${match[1]}.so` : fileName((match[4] ?? match[2] ?? match[3])!),
        samples: [
          ['java.lang.UnsatisfiedLinkError: no jzmq in java.library.path', 'libjzmq.so'],
          [
            'Exception in thread "main" java.lang.UnsatisfiedLinkError: /usr/local/lib/libjzmq.so.0.0.0: libzmq.so.5: cannot open shared object file: No such file or directory',
            'libzmq.so.5',
          ],
        ],
      },
      {
        id: 'runtime.library-not-found/dlopen-others',
        when: /(?:Unable to load (?:shared library|DLL|dynamic library|native library)|Could not (?:open|load|find) (?:shared )?library|could not load library|Cannot load (?:library|native module)|cannot find shared library|Could not locate (?:shared )?library):? ['"]?((?:lib)?(?:zmq|czmq|sodium|zyre|jzmq|pgm)[\w./-]{0,40})['"]?/i,
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
        ],
      },
      {
        id: 'runtime.library-not-found/dll-load',
        when: /DLL load failed(?: while importing \w{1,40})?: The specified module could not be found|The specified module could not be found\.?$/,
        tier: 'symptom',
        subject: null,
        samples: [
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
        subject: name1,
        samples: [['OSError: dlopen(libzmq.dylib, 6): image not found', 'libzmq.dylib']],
      },
    ],
  ),
  ...family(
    'runtime.symbol-missing',
    {
      title: (subject) =>
        text(
          `The ${subject ?? 'library'} that was loaded lacks a function that is called`,
          `加载到的 ${subject ?? '库'} 缺少被调用的函数`,
        ),
      cause: (subject) =>
        text(
          `At run time another ${subject ?? 'library'} is taken than the one built against: older, newer, or without the features.`,
          `运行时取用的 ${subject ?? '库'} 与构建时不同：更旧、更新，或没有相应功能。`,
        ),
      remedies: [
        {
          title: text('See which copy is taken, and why', '查看选用了哪一份及原因'),
          run: [['czmq-setup', 'doctor']],
        },
        { title: text('Keep one copy, and build what uses it again', '只保留一份，并重新构建使用它的程序') },
      ],
    },
    [
      {
        id: 'runtime.symbol-missing/lookup',
        when: /symbol lookup error: (\S{1,300}): undefined symbol: (\S{1,300}?)(?:,|$)/,
        subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
        samples: [
          [
            'zpinger: symbol lookup error: /usr/local/lib/libczmq.so.4: undefined symbol: zmq_poller_new',
            'libzmq',
          ],
          ['./app: symbol lookup error: ./app: undefined symbol: zsock_new_push', 'libczmq'],
        ],
      },
      {
        id: 'runtime.symbol-missing/dlopen',
        when: /(\S{1,300}): undefined symbol: (\w{1,200})/,
        unless: /symbol lookup error/,
        test: ({ match }) => !/^_?Py|^_ZN?K?2v8|^napi_|^node_/.test(match[2]!),
        subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
        samples: [
          ['OSError: /home/dev/zmq/libzmq.so: undefined symbol: clock_gettime', 'librt'],
          [
            'ImportError: /usr/lib/python3/dist-packages/zmq/backend/cython/_poll.so: undefined symbol: zmq_curve_public',
            'libzmq',
          ],
        ],
      },
      {
        id: 'runtime.symbol-missing/addon-abi',
        when: /(\S{1,300}): undefined symbol: (_?Py\w{1,100}|_ZN?K?2v8\w{0,200}|napi_\w{1,60}|node_\w{1,60}|_ZN4node\w{0,100})|was compiled against a different Node\.js version|Module version mismatch\. Expected|Module did not self-register/,
        code: 'runtime.version-mismatch',
        title: (subject) =>
          text(
            `The add-on (${subject ?? ''}) was built for another version of its host program`,
            `扩展模块（${subject ?? ''}）是为另一版本的宿主程序构建的`,
          ),
        cause: text(
          'Node or Python was changed after the binding had been built.',
          '绑定构建完成之后，Node 或 Python 换了版本。',
        ),
        remedies: [{ title: text('Build the binding again', '重新构建绑定'), run: [['npm', 'rebuild']] }],
        subject: ({ match, line, log, at }) => {
          const words =
            match[1] ??
            /(\S{1,300}\.node)\b/.exec(line.text)?.[1] ??
            log.before(at, 3, /(\S{1,300}\.node)\b/)?.match[1];
          return words ? fileName(words.replace(/^['"]|['"]$/g, '')) : null;
        },
        samples: [
          [
            "Error: The module '/app/node_modules/zeromq/build/Release/zeromq.node'\nwas compiled against a different Node.js version using",
            'zeromq.node',
          ],
        ],
      },
      {
        id: 'runtime.symbol-missing/musl',
        when: /Error relocating (\S{1,300}): (\S{1,200}): symbol not found/,
        test: ({ match }) => !GLIBC_ONLY.test(match[2]!),
        subject: ({ match }) => missingSymbol(match[2]!, match[1]!),
        samples: [['Error relocating /usr/lib/libczmq.so.4: zmq_msg_set_group: symbol not found', 'libzmq']],
      },
      {
        id: 'runtime.symbol-missing/musl-glibc',
        when: /Error relocating (\S{1,300}): (\S{1,200}): symbol not found/,
        test: ({ match }) => GLIBC_ONLY.test(match[2]!),
        code: 'runtime.wrong-architecture',
        title: (subject) =>
          text(
            `${subject} was built for glibc and runs on musl`,
            `${subject} 是为 glibc 构建的，却在 musl 上运行`,
          ),
        cause: text('The missing functions exist in glibc only.', '缺失的函数只存在于 glibc。'),
        remedies: [{ title: text('Build it on this system', '在本系统上重新构建') }],
        subject: name1,
        samples: [['Error relocating /app/libzmq.so.5: __memcpy_chk: symbol not found', 'libzmq.so.5']],
      },
      {
        id: 'runtime.symbol-missing/dyld',
        when: /(?:dyld(?:\[\d+\])?: (?:lazy symbol binding failed: )?|: |^)[Ss]ymbol not found:? \(?'?_?([\w$]{1,200})/,
        unless: /Error relocating/,
        subject: ({ match, log, at }) =>
          missingSymbol(
            match[1]!,
            log.after(at, 4, /Expected in:? (?:<[\w-]{1,60}> )?(\S{1,200})/)?.match[1] ?? null,
          ),
        samples: [
          [
            'dyld: Symbol not found: _zmq_curve_public\n  Referenced from: /usr/local/lib/libczmq.4.dylib\n  Expected in: /usr/local/lib/libzmq.5.dylib',
            'libzmq',
          ],
        ],
      },
      {
        id: 'runtime.symbol-missing/bsd-windows',
        when: /Undefined symbol "(\w{1,200})"(?: referenced from)?|procedure entry point (\w{1,120}) could not be located in the dynamic link library (\S{1,120})/,
        subject: ({ match }) => missingSymbol((match[1] ?? match[2])!, match[3] ?? null),
        samples: [['/usr/local/lib/libczmq.so.4: Undefined symbol "zmq_poller_new"', 'libzmq']],
      },
      {
        id: 'runtime.symbol-missing/ffi',
        when: /(?:Function|symbol|attribute|AttributeError:.{0,200}?) ?'?((?:zmq|zsock|zmsg|zstr|zframe|sodium|crypto)_\w{1,60})'? (?:not found|could not be found|is not (?:available|defined)|cannot be found)|AttributeError: .{0,200}undefined symbol: ((?:zmq|z\w{2,10})_\w{1,60})|EntryPointNotFoundException.{0,80}'((?:zmq|z\w{2,10})_\w{1,60})'/,
        subject: ({ match }) => libraryOfSymbol((match[1] ?? match[2] ?? match[3])!),
        samples: [["FFI::NotFoundError: Function 'zmq_ctx_new' not found in [libzmq.so]", 'libzmq']],
      },
    ],
  ),
  ...family(
    'runtime.symbol-version',
    {
      title: (subject) => text(`The system's library is older than ${subject}`, `系统中的库早于 ${subject}`),
      cause: (subject) =>
        text(
          `The file was built on a newer system: it asks for ${subject}, which the library here does not have.`,
          `该文件在更新的系统上构建：它要求 ${subject}，而这里的库没有。`,
        ),
      remedies: [
        {
          title: text(
            'Build it on this system, or take a build for an older one',
            '在本系统上构建，或使用为较旧系统构建的版本',
          ),
        },
        {
          title: text(
            'See which libstdc++ is taken: a stray copy may stand in front',
            '查看取用的是哪一份 libstdc++：可能有外来副本排在前面',
          ),
          run: [['czmq-setup', 'doctor']],
        },
      ],
    },
    [
      {
        id: 'runtime.symbol-version/glibc',
        when: /(?:version '([\w.]{1,60})' not found|version '?(\w{1,40}_[\d.]{1,12})'? (?:is )?not (?:found|defined)|no version information available)/,
        unless: /no version information/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          [
            "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found (required by ./app)",
            'GLIBC_2.34',
          ],
          [
            "ImportError: /usr/lib64/libstdc++.so.6: version `GLIBCXX_3.4.29' not found (required by /usr/local/lib/libzmq.so.5)",
            'GLIBCXX_3.4.29',
          ],
        ],
      },
      {
        id: 'runtime.symbol-version/link',
        when: /undefined reference to '[^']{0,200}@{1,2}((?:GLIBC|GLIBCXX|CXXABI|GCC|OPENSSL|CURL)_[\d.]{1,12}\w?)'/,
        subject: ({ match }) => match[1]!,
        over: ['link.library-not-linked', 'link.version-mismatch', 'link.cxx-runtime'],
        test: ({ log, at }) =>
          log.after(at, 4, /DSO missing/) === null &&
          /: undefined reference/.test(log.lines[at]!.text) &&
          /\.so/.test(log.lines[at]!.text),
        samples: [
          [
            "/usr/bin/ld: /usr/local/lib/libzmq.so: undefined reference to `__cxa_throw_bad_array_new_length@CXXABI_1.3.8'",
            'CXXABI_1.3.8',
          ],
        ],
      },
    ],
  ),
  ...family(
    'runtime.wrong-architecture',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A file'} is for another architecture`,
          `${subject ?? '某个文件'} 属于另一种体系结构`,
        ),
      cause: text(
        'The kernel or the loader refuses it: another CPU or word size than the process that loads it.',
        '内核或加载器拒绝了它：其 CPU 或字长与加载它的进程不同。',
      ),
      remedies: [
        {
          title: text(
            'Use one architecture for the program, its host (java, python, node) and the library',
            '程序、宿主（java、python、node）和库统一使用一种体系结构',
          ),
          run: [['uname', '-m']],
        },
      ],
    },
    [
      {
        id: 'runtime.wrong-architecture/elf-class',
        when: /(\S{1,300}?): wrong ELF class: ELFCLASS\d+/,
        subject: name1,
        over: ['runtime.library-not-found'],
        samples: [
          [
            './app: error while loading shared libraries: libzmq.so.5: wrong ELF class: ELFCLASS32',
            'libzmq.so.5',
          ],
          [
            'java.lang.UnsatisfiedLinkError: /usr/lib/libjzmq.so: /usr/lib/libjzmq.so: wrong ELF class: ELFCLASS64 (Possible cause: architecture word width mismatch)',
            'libjzmq.so',
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/exec-format',
        when: /(?:^|[: '])(\S{1,300}?)'?: (?:cannot execute binary file: |cannot execute: )?[Ee]xec format error|exec (?:user process caused: )?"?(\S{1,200}?)"?: exec format error|cannot execute binary file: Exec format error|exec user process caused:? "?exec format error/,
        subject: ({ match }) => {
          const path = match[1] ?? match[2];
          return path && !/^(?:caused|process)$/.test(path) ? fileName(path) : null;
        },
        samples: [
          ['bash: ./app: cannot execute binary file: Exec format error', 'app'],
          ['exec /usr/local/bin/server: exec format error', 'server'],
        ],
      },
      {
        id: 'runtime.wrong-architecture/macho',
        when: /(?:[Ii]ncompatible architecture|mach-o,? but wrong architecture|wrong architecture.{0,40}need|no suitable image found)/,
        subject: ({ line, log, at }) => {
          const path =
            /['"( ]?(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/.exec(line.text)?.[1] ??
            log.before(at, 4, /(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/)?.match[1] ??
            log.after(at, 3, /(\/[^\s'"(),:]{1,300}\.(?:node|dylib|so|bundle|jnilib))/)?.match[1];
          return path ? fileName(path) : null;
        },
        unless: /ld: warning/,
        over: ['runtime.library-not-found'],
        samples: [
          [
            "ImportError: dlopen(/opt/lib/python3.9/site-packages/zmq/_zmq.so, 0x0002): tried: '/opt/lib/python3.9/site-packages/zmq/_zmq.so' (mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64'))",
            '_zmq.so',
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/musl-needs-glibc',
        when: /Error loading shared library (ld-linux[\w.-]{0,30}|libc\.so\.6): No such file or directory \(needed by (\S{1,300})\)/,
        subject: ({ match }) => fileName(match[2]!),
        over: ['library.dependency-missing', 'runtime.library-not-found'],
        cause: text(
          'The file was built for glibc, and this system has musl.',
          '该文件为 glibc 构建，而本系统使用 musl。',
        ),
        samples: [
          [
            'Error: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /app/node_modules/zeromq/build/Release/zeromq.node)',
            'zeromq.node',
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/windows',
        when: /%1 is not a valid Win32 application|BadImageFormatException|is not a valid Win32 application|error 193\b|0x8007000B/,
        subject: ({ line, log, at }) => {
          const path =
            /([\w.-]{1,60}\.(?:node|dll|pyd|exe))/.exec(line.text)?.[1] ??
            log.after(at, 3, /([\w.-]{1,60}\.(?:node|dll|pyd))/)?.match[1] ??
            log.before(at, 2, /([\w.-]{1,60}\.(?:node|dll|pyd))/)?.match[1];
          return path ?? null;
        },
        samples: [
          [
            'Error: \\\\?\\C:\\app\\node_modules\\zeromq\\zeromq.node is not a valid Win32 application.',
            'zeromq.node',
          ],
        ],
      },
      {
        id: 'runtime.wrong-architecture/macos-exec',
        when: /(?:^|: )(\S{1,200}): [Bb]ad CPU type in executable|image(?:'s)? platform .{0,80}does not match|The requested image's platform/,
        subject: name1,
        samples: [['zsh: ./app: bad CPU type in executable', 'app']],
      },
      {
        id: 'runtime.wrong-architecture/elf-machine',
        when: /(\S{1,300}): (?:ELF file's machine|unsupported machine|invalid ELF machine|cannot be loaded: wrong machine|ELF file data encoding not (?:little|big)-endian|wrong machine)/,
        subject: name1,
        over: ['library.corrupt'],
        samples: [
          [
            'error while loading shared libraries: libzmq.so.5: ELF file data encoding not little-endian',
            'libzmq.so.5',
          ],
        ],
      },
    ],
  ),
  ...family(
    'runtime.interpreter-missing',
    {
      title: (subject) =>
        text(`The program's loader ${subject ?? ''} does not exist`, `程序的加载器 ${subject ?? ''} 不存在`),
      cause: text(
        'The program names a loader (PT_INTERP) that this system does not have: it was built for another C library or word size.',
        '程序指定的加载器（PT_INTERP）在本系统中不存在：它是为另一种 C 库或字长构建的。',
      ),
      remedies: [{ title: text('Build the program on this system', '在本系统上构建该程序') }],
    },
    [
      {
        id: 'runtime.interpreter-missing/bad-elf',
        when: /(\/\S{0,100}ld[\w.-]{1,40}\.so[\w.]{0,10}): bad ELF interpreter/,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            'bash: ./app: /lib/ld-linux.so.2: bad ELF interpreter: No such file or directory',
            '/lib/ld-linux.so.2',
          ],
        ],
      },
      {
        id: 'runtime.interpreter-missing/qemu',
        when: /(?:Could not open|failed to open elf at|cannot open) '?(\/lib\S{0,60}\/ld[\w.-]{1,40}\.so[\w.]{0,10}|\/lib\S{0,20}ld[\w.-]{1,40}\.so[\w.]{0,10})'?/,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            "qemu-x86_64: Could not open '/lib64/ld-linux-x86-64.so.2': No such file or directory",
            '/lib64/ld-linux-x86-64.so.2',
          ],
        ],
      },
      {
        id: 'runtime.interpreter-missing/required-file',
        when: /: cannot execute: required file not found/,
        test: ({ log }) => log.find(/bad interpreter|\^M/) === null,
        subject: ({ log }) => log.find(/interpreter:? '?\[?(\/lib\S{1,60}?\.so[\w.]{0,10})/)?.[1] ?? null,
        tier: 'symptom',
        samples: [['-bash: ./server: cannot execute: required file not found', null]],
      },
      {
        id: 'runtime.interpreter-missing/no-such-but-there',
        when: /(?:^|: )(?:\.\/|\/)(\S{1,200}): (?:No such file or directory|not found)$/,
        test: ({ log, match, line }) => {
          const name = fileName(match[1]!).replace(/[.+]/g, '\\$&');
          if (/\.sh$/.test(match[1]!)) return false;
          const inFile = log.lines.some(({ text: words }) =>
            new RegExp(`(?:^|[/ ])${name}: +ELF .{0,300}interpreter`).test(words),
          );
          const listed = log.lines.some(
            ({ text: words, number }) =>
              number !== line.number && new RegExp(`^-[rwxs-]{9}.{0,120}[/ ]${name}$`).test(words),
          );
          return (
            inFile ||
            (listed && log.find(/(?:requesting program interpreter|PT_INTERP|musl|Alpine)/i) !== null)
          );
        },
        subject: ({ log }) => log.find(/interpreter:? '?\[?(\/lib\S{0,60}?\.so[\w.]{0,10})/)?.[1] ?? null,
        over: ['source.incomplete', 'autotools.not-generated'],
        samples: [
          [
            '$ ./server\nsh: ./server: not found\n$ file server\nserver: ELF 64-bit LSB executable, x86-64, dynamically linked, interpreter /lib64/ld-linux-x86-64.so.2, not stripped',
            '/lib64/ld-linux-x86-64.so.2',
          ],
        ],
      },
    ],
  ),
  ...family(
    'runtime.version-mismatch',
    {
      title: (subject) =>
        text(
          `The program runs against another ${subject ?? 'library'} than it was built for`,
          `程序运行时的 ${subject ?? '库'} 与构建时的不同`,
        ),
      cause: text(
        'Two copies are installed: the headers were of one, the loader takes the other.',
        '装有两份副本：编译用了一份的头文件，加载器却取了另一份。',
      ),
      remedies: [
        {
          title: text('See all copies, and which one is taken', '查看所有副本以及被选用的那份'),
          run: [['czmq-setup', 'doctor']],
        },
        { title: text('Keep one copy, then build the binding again', '只保留一份副本，然后重新构建绑定') },
      ],
    },
    [
      {
        id: 'runtime.version-mismatch/zmq4-go',
        when: /was (?:installed|compiled|built) with (?:ZeroMQ|libzmq|zmq|CZMQ|czmq)(?: version)? \d[\d.]*, but .{0,60}(?:links|linked|runs?|running|loaded|using) (?:with|against)?/i,
        subject: ({ line }) => (/czmq/i.test(line.text) ? 'libczmq' : 'libzmq'),
        samples: [
          [
            'panic: zmq4 was installed with ZeroMQ version 4.2.1, but the application links with version 4.1.4',
            'libzmq',
          ],
        ],
      },
      {
        id: 'runtime.version-mismatch/said',
        when: /(?:lib)?(zmq|ZMQ|ZeroMQ|czmq|CZMQ|0MQ|libsodium|jzmq)\b.{0,60}(?:version mismatch|mismatch(?:ed)? version|versions? (?:do(?:es)?n't|do(?:es)? not) match|compiled (?:against|with).{0,40}(?:but|running|linked))|version mismatch.{0,60}\b(?:lib)?(zmq|czmq|ZeroMQ|CZMQ)\b|(?:compiled|built) (?:against|with|for) (?:lib)?(zmq|ZMQ|czmq|ZeroMQ)[ -]?v?\d.{0,60}(?:but|while|and|not).{0,60}\d\.\d/,
        unless: /checking|libtool/,
        subject: ({ match, line }) =>
          /czmq/i.test((match[1] ?? match[2] ?? match[3])!)
            ? 'libczmq'
            : /sodium/.test(line.text)
              ? 'libsodium'
              : 'libzmq',
        samples: [['E: libzmq version mismatch: compiled with 4.3.4, running 4.1.5', 'libzmq']],
      },
      {
        id: 'runtime.version-mismatch/assert',
        when: /Assertion '?.{0,40}(?:ZMQ_VERSION|CZMQ_VERSION|zmq_version|zsys_version|ZMQ_MAKE_VERSION).{0,80} failed/,
        subject: ({ line }) => (/CZMQ|zsys/.test(line.text) ? 'libczmq' : 'libzmq'),
        samples: [
          ["app: main.c:12: main: Assertion `zmq_version_major == ZMQ_VERSION_MAJOR' failed.", 'libzmq'],
        ],
      },
    ],
  ),
  ...family(
    'runtime.address-in-use',
    {
      title: (subject) => text(`The endpoint ${subject ?? ''} is taken`, `端点 ${subject ?? ''} 已被占用`),
      cause: text(
        'Another process, often an earlier run of the same program, is bound to it.',
        '另一个进程（常常是同一程序先前的实例）已绑定该端点。',
      ),
      remedies: (subject) => [
        {
          title: text(
            'See who holds it, end it or choose another endpoint',
            '查看占用者，结束它或换一个端点',
          ),
          run: [
            [
              'ss',
              '-ltnp',
              ...(/:(\d+)$/.test(subject ?? '') ? [`sport = :${/:(\d+)$/.exec(subject!)![1]}`] : []),
            ],
          ],
        },
      ],
    },
    [
      {
        id: 'runtime.address-in-use/errno',
        when: /[Aa]ddress (?:is )?already in use|EADDRINUSE|Only one usage of each socket address|WSAEADDRINUSE/,
        subject: ({ log, at, line }) => {
          const endpoint = /\b((?:tcp|ipc|inproc|udp|pgm|epgm|ws|wss|tipc|vmci):\/\/[^\s'",)\]]{1,200})/;
          const near =
            endpoint.exec(line.text)?.[1] ??
            log.before(at, 3, endpoint)?.match[1] ??
            log.after(at, 3, endpoint)?.match[1];
          if (near) return near.replace(/[.;:]+$/, '');
          return (
            /\b(?:listen|bind|address)\b[^\d.]{0,40}((?:\d{1,3}(?:\.\d{1,3}){3}|\*|\[?::[\w:]*\]?|localhost|0\.0\.0\.0)?:\d{2,5})\b/i.exec(
              line.text,
            )?.[1] ?? null
          );
        },
        samples: [
          ["zmq.error.ZMQError: Address already in use (addr='tcp://*:5555')", 'tcp://*:5555'],
          ['Address already in use (src/tcp_listener.cpp:120)', null],
          ['panic: listen tcp 127.0.0.1:5555: bind: address already in use', '127.0.0.1:5555'],
        ],
      },
    ],
  ),
  ...family(
    'runtime.limit',
    {
      title: (subject) =>
        text(
          `A limit of the system was reached${subject ? `: ${subject}` : ''}`,
          `达到了系统限制${subject ? `：${subject}` : ''}`,
        ),
      cause: text(
        'Each socket and context takes file descriptors and threads; the limit is too low, or sockets are never closed.',
        '每个套接字和上下文都要占用文件描述符和线程；限制过低，或套接字一直没有关闭。',
      ),
      remedies: [
        {
          title: text(
            'Raise the limit for this shell: ulimit -n 4096',
            '提高当前 shell 的限制：ulimit -n 4096',
          ),
        },
        { title: text('See the limits', '查看限制'), run: [['cat', '/proc/self/limits']] },
      ],
    },
    [
      {
        id: 'runtime.limit/open-files',
        when: /Too many open files|\bEMFILE\b|\bENFILE\b/,
        subject: 'open files',
        samples: [
          ['Too many open files (signaler.cpp:330)', 'open files'],
          ['zmq.error.ZMQError: Too many open files', 'open files'],
        ],
      },
      {
        id: 'runtime.limit/threads',
        when: /Resource temporarily unavailable \(.{0,40}thread\.cpp|(?:can't start new thread|pthread_create failed|failed to create new OS thread|Cannot create (?:GC )?(?:worker )?thread|unable to create (?:new )?native thread|std::system_error.{0,80}Resource temporarily unavailable|fork: (?:retry: )?(?:Resource temporarily unavailable|Cannot allocate memory|No child processes))/,
        subject: 'threads',
        samples: [
          ['Resource temporarily unavailable (src/thread.cpp:200)', 'threads'],
          ["RuntimeError: can't start new thread", 'threads'],
          ['bash: fork: retry: Resource temporarily unavailable', 'threads'],
        ],
      },
      {
        id: 'runtime.limit/czmq-handle',
        when: /zsock\.c:\d+: \w+: Assertion 'self->handle' failed|zsock_new_checked: Assertion/,
        tier: 'symptom',
        subject: 'open files',
        cause: text(
          'czmq could not get a socket from libzmq: mostly the limit of open files, sometimes a context that is shut down.',
          'czmq 无法从 libzmq 取得套接字：多半是打开文件数达到上限，有时是上下文已关闭。',
        ),
        samples: [
          ["peering3: src/zsock.c:88: zsock_new_checked: Assertion `self->handle' failed.", 'open files'],
        ],
      },
      {
        id: 'runtime.limit/memory-lock',
        when: /(?:mlock|sodium_mlock|sodium_malloc).{0,60}(?:failed|Cannot allocate memory)|RLIMIT_MEMLOCK/,
        subject: 'locked memory',
        samples: [['sodium_malloc failed: Cannot allocate memory', 'locked memory']],
      },
      {
        id: 'runtime.limit/inotify',
        when: /System limit for number of file watchers reached|inotify_add_watch.{0,60}No space left|inotify.{0,30}(?:limit|Too many)/,
        subject: 'file watchers',
        over: ['install.no-space'],
        samples: [
          ['Error: ENOSPC: System limit for number of file watchers reached, watch', 'file watchers'],
        ],
      },
    ],
  ),
  ...family(
    'runtime.cpu-unsupported',
    {
      title: (subject) =>
        text(
          `${subject ?? 'The program'} was built for a newer CPU`,
          `${subject ?? '程序'} 是为更新的 CPU 构建的`,
        ),
      cause: text(
        'The CPU met an instruction that it does not know: built with -march=native elsewhere, or for a higher level (x86-64-v2, v3).',
        'CPU 遇到了不认识的指令：在别处用 -march=native 构建，或目标级别更高（x86-64-v2、v3）。',
      ),
      remedies: [
        {
          title: text(
            'Build it on this machine, without -march flags of another',
            '在本机重新构建，不要使用别处的 -march 选项',
          ),
        },
      ],
    },
    [
      {
        id: 'runtime.cpu-unsupported/sigill',
        when: /[Ii]llegal instruction|SIGILL\b|signal: 4\b|STATUS_ILLEGAL_INSTRUCTION|0xc000001d/i,
        unless: /Error: |illegal instruction '|checking/,
        subject: ({ line, log, at }) => {
          const said =
            /[Ii]llegal instruction\s+(?:\(core dumped\)\s*)?(\S{1,200})$/.exec(line.text)?.[1] ??
            /^(\S{1,200}): [Ii]llegal instruction/.exec(line.text)?.[1];
          if (said && !/core|dumped|^\(/.test(said)) return fileName(said.replace(/[;,]$/, ''));
          const typed = /^(?:sudo )?((?:\.{0,2}\/)?[\w./-]{1,200})/.exec(log.commandOf(at))?.[1];
          return typed ? fileName(typed) : null;
        },
        samples: [
          ['$ ./server\nIllegal instruction (core dumped)', 'server'],
          ['./run.sh: line 3: 12345 Illegal instruction     ./bench', 'bench'],
        ],
      },
      {
        id: 'runtime.cpu-unsupported/isa-level',
        when: /(\S{1,300}): CPU ISA level is lower than required|(?:Fatal glibc error|FATAL): CPU does not support (x86-64-v\d|\w+)|This program can only be run on (?:Intel|AMD|processors).{0,40}/,
        subject: ({ match }) => (match[1] ? fileName(match[1]) : (match[2] ?? null)),
        samples: [['./app: /usr/local/lib/libzmq.so.5: CPU ISA level is lower than required', 'libzmq.so.5']],
      },
    ],
  ),
] satisfies RuleFamily;
