import type { Capability } from '../core/capability.ts';
import { text } from '../core/text.ts';
import { type Form, family } from '../explain/family.ts';
import { type LinkFault, linkVerdict } from '../explain/linking.ts';
import type { Match, Remedy, RuleFamily } from '../explain/rule.ts';
import { libraryOfFile, libraryOfFlag } from '../explain/subjects/libraries.ts';

const CAPABILITY: Readonly<Record<string, Capability>> = {
  libzmq: 'libzmq',
  libczmq: 'libczmq',
  libsodium: 'libsodium',
  libuuid: 'libuuid',
  liblz4: 'liblz4',
  libcurl: 'libcurl',
  libmicrohttpd: 'libmicrohttpd',
  libsystemd: 'libsystemd',
  libbsd: 'libbsd',
  libpgm: 'libpgm',
  libnorm: 'libnorm',
  libgssapi_krb5: 'gssapi',
  libnss3: 'libnss',
  'libstdc++': 'c++-compiler',
};

/** Every linker's line of an undefined symbol; what it means is judged over the whole log. */
const UNDEFINED =
  /undefined reference to|undefined (?:hidden )?symbol: |^"[^"]{1,400}", referenced from:|unresolved external symbol|relocation target \S{1,100} not defined/;

const verdictIs =
  (fault: LinkFault) =>
  ({ log, at }: Match): boolean => {
    const verdict = linkVerdict(log);
    return verdict !== null && verdict.fault === fault && verdict.at === at;
  };
const verdictSubject = ({ log }: Match): string | null => linkVerdict(log)?.subject ?? null;

const undefinedForm = (id: string, fault: LinkFault, more: Omit<Form, 'id' | 'when'>): Form => ({
  id,
  when: UNDEFINED,
  test: verdictIs(fault),
  subject: verdictSubject,
  ...more,
});

const flag = (subject: string | null): string => `-l${(subject ?? 'libzmq').replace(/^lib/, '')}`;
const addFlag = (subject: string | null): Remedy => ({
  title: text(
    `Add ${flag(subject)} at the end of the link line, or take the whole from pkg-config`,
    `在链接命令末尾加上 ${flag(subject)}，或直接使用 pkg-config 的输出`,
  ),
  run: /^lib(?:zmq|czmq|sodium|uuid|zyre)$/.test(subject ?? '') ? [['pkg-config', '--libs', subject!]] : [],
});

export default [
  ...family(
    'link.library-not-linked',
    {
      title: (subject) =>
        text(
          subject
            ? `${subject} is not on the link line`
            : 'A library that defines the missing symbols is not on the link line',
          subject ? `链接命令中没有 ${subject}` : '链接命令中缺少定义这些符号的库',
        ),
      cause: (subject) =>
        text(
          `The undefined symbols belong to ${subject ?? 'a library that the log does not name'}, and nothing on the link line brings it.`,
          `未定义的符号属于${subject ? ` ${subject}` : '日志未指明的库'}，而链接命令中没有它。`,
        ),
      remedies: (subject) => (subject ? [addFlag(subject)] : []),
    },
    [
      undefinedForm('link.library-not-linked/undefined', 'not-linked', {
        tier: 'cause',
        samples: [
          [
            "/usr/bin/ld: /tmp/cc1.o: in function `main':\nmain.c:(.text+0x9): undefined reference to `zmq_ctx_new'\ncollect2: error: ld returned 1 exit status",
            'libzmq',
          ],
          [
            "main.o: In function `main':\nmain.c:(.text+0x13): undefined reference to `zsock_new_push'\nmain.c:(.text+0x20): undefined reference to `zstr_send'",
            'libczmq',
          ],
          [
            'ld.lld: error: undefined symbol: sodium_init\n>>> referenced by random.cpp:120\n>>>               libzmq_la-random.o:(zmq::random_open()) in archive /usr/local/lib/libzmq.a',
            'libsodium',
          ],
          [
            'Undefined symbols for architecture x86_64:\n  "_zmq_ctx_new", referenced from:\n      _main in main-1a2b3c.o\nld: symbol(s) not found for architecture x86_64',
            'libzmq',
          ],
          [
            'main.obj : error LNK2019: unresolved external symbol zmq_ctx_new referenced in function main',
            'libzmq',
          ],
          ['mold: error: undefined symbol: uuid_generate\n>>> referenced by zuuid.c', 'libuuid'],
          [
            "/usr/bin/ld: libzmq.a(clock.o): undefined reference to symbol 'clock_gettime@@GLIBC_2.2.5'",
            'librt',
          ],
        ],
        misses: [
          'checking for library containing clock_gettime... none required',
          "warning: undefined reference to `foo'",
        ],
      }),
      {
        id: 'link.library-not-linked/dso-missing',
        when: /^(?:\S{1,80}ld\S{0,10}: )?(?:note: )?'?(\S{1,200}?)'?: (?:error adding symbols|could not read symbols): (?:DSO missing from command line|Invalid operation)|^(?:\S{1,80}ld\S{0,10}: )?note: '[^']{1,200}' is defined in DSO (\S{1,200}) so try adding it/,
        subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!),
        over: ['link.library-not-linked/undefined', 'link.version-mismatch'],
        samples: [
          [
            "/usr/bin/ld: main.o: undefined reference to symbol 'zmq_ctx_new'\n/usr/bin/ld: /usr/lib/x86_64-linux-gnu/libzmq.so.5: error adding symbols: DSO missing from command line",
            'libzmq',
          ],
          [
            '/lib/x86_64-linux-gnu/libpthread.so.0: error adding symbols: DSO missing from command line',
            'libpthread',
          ],
        ],
      },
    ],
  ),
  ...family(
    'link.order',
    {
      title: (subject) =>
        text(
          `${subject} stands before what uses it on the link line`,
          `链接命令中 ${subject} 排在了使用者之前`,
        ),
      cause: text(
        'The linker takes from a library only what has been asked for so far: libraries come after their users.',
        '链接器只从库中取出此前已被引用的内容：库必须排在使用者之后。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Move ${flag(subject)} behind the objects and libraries that use it (czmq before zmq before sodium)`,
            `把 ${flag(subject)} 移到使用它的目标文件和库之后（顺序：czmq、zmq、sodium）`,
          ),
        },
      ],
    },
    [
      undefinedForm('link.order/undefined', 'order', {
        samples: [
          [
            "$ gcc -lzmq main.c -o main\n/usr/bin/ld: /tmp/ccA.o: in function `main':\nmain.c:(.text+0x9): undefined reference to `zmq_ctx_new'",
            'libzmq',
          ],
          [
            "$ gcc main.o -o main -lzmq -lczmq\n/usr/local/lib/libczmq.a(zsock.o): In function `zsock_new':\nzsock.c:(.text+0x1): undefined reference to `zmq_socket'",
            'libzmq',
          ],
        ],
      }),
    ],
  ),
  ...family(
    'link.cxx-runtime',
    {
      title: (subject) =>
        text(`The C++ runtime (${subject}) is not linked`, `没有链接 C++ 运行库（${subject}）`),
      cause: text(
        'A static C++ library (libzmq.a) is linked by the C driver, which does not add the C++ runtime.',
        '静态的 C++ 库（libzmq.a）由 C 链接驱动来链接，而它不会自动加上 C++ 运行库。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Link with g++ (or clang++), or add ${flag(subject)} -lm behind libzmq`,
            `用 g++（或 clang++）链接，或在 libzmq 之后加上 ${flag(subject)} -lm`,
          ),
        },
        {
          title: text('For a configure script', '对于 configure 脚本'),
          run: [['./configure', `LIBS=${flag(subject)} -lm`]],
        },
      ],
    },
    [
      undefinedForm('link.cxx-runtime/undefined', 'runtime', {
        samples: [
          [
            "/usr/local/lib/libzmq.a(ctx.o): In function `zmq::ctx_t::terminate()':\nctx.cpp:(.text+0x1): undefined reference to `operator delete(void*)'",
            'libstdc++',
          ],
          ['ld.lld: error: undefined symbol: std::__1::mutex::lock()\n>>> referenced by ctx.cpp', 'libc++'],
          ["/usr/bin/ld: libzmq.a(zmq.o): undefined reference to `__gxx_personality_v0'", 'libstdc++'],
          [
            'Undefined symbols for architecture arm64:\n  "std::__1::__basic_string_common<true>::__throw_length_error() const", referenced from:',
            'libc++',
          ],
        ],
      }),
      {
        id: 'link.cxx-runtime/dso',
        when: /(?:^|\s|')(\S{0,120}lib(?:stdc\+\+|c\+\+)(?:abi)?\.so\S{0,10}): (?:error adding symbols|could not read symbols): (?:DSO missing|Invalid operation)/,
        subject: ({ match }) => (/libc\+\+/.test(match[1]!) ? 'libc++' : 'libstdc++'),
        over: ['link.library-not-linked', 'link.version-mismatch'],
        samples: [
          [
            '/usr/bin/ld: /usr/lib/x86_64-linux-gnu/libstdc++.so.6: error adding symbols: DSO missing from command line',
            'libstdc++',
          ],
        ],
      },
    ],
  ),
  ...family(
    'link.version-mismatch',
    {
      title: (subject) =>
        text(
          `The ${subject} that is linked lacks functions that are called`,
          `链接到的 ${subject} 缺少被调用的函数`,
        ),
      cause: (subject) =>
        text(
          `${subject} is linked, and is older or newer than the headers, or was built without the drafts or features that they offer.`,
          `已链接 ${subject}，但它比头文件旧或新，或构建时没有打开所需的草案接口或功能。`,
        ),
      remedies: (subject) => [
        {
          title: text('See all copies, and which one is taken', '查看所有副本以及被选用的那份'),
          run: [['czmq-setup', 'doctor']],
        },
        {
          title: text(
            `Keep one ${subject}, of the version that the headers are of`,
            `只保留一份与头文件版本一致的 ${subject}`,
          ),
          run: [['pkg-config', '--modversion', subject ?? 'libzmq']],
        },
      ],
    },
    [
      undefinedForm('link.version-mismatch/undefined', 'version', {
        samples: [
          ["/usr/local/lib/libczmq.so: undefined reference to `zmq_poller_new'", 'libzmq'],
          [
            "$ gcc main.o -o main -lczmq -lzmq\nmain.o: In function `main':\nmain.c:3: undefined reference to `zsock_set_router_notify'",
            'libczmq',
          ],
        ],
      }),
    ],
  ),
  ...family(
    'link.cxx-abi',
    {
      title: (subject) =>
        text(
          `C++ code of two ABIs is mixed${subject ? ` (${subject})` : ''}`,
          `混用了两种 C++ ABI 的代码${subject ? `（${subject}）` : ''}`,
        ),
      cause: text(
        'The missing symbol names std::__cxx11 (or std::__1) types: one side was built with another C++ standard library or _GLIBCXX_USE_CXX11_ABI setting.',
        '缺失的符号带有 std::__cxx11（或 std::__1）类型：其中一方用了不同的 C++ 标准库或 _GLIBCXX_USE_CXX11_ABI 设置。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Rebuild ${subject ?? 'the library'} with the compiler and standard library of the program`,
            `用与程序相同的编译器和标准库重新构建 ${subject ?? '该库'}`,
          ),
        },
      ],
    },
    [
      undefinedForm('link.cxx-abi/undefined', 'abi', {
        samples: [
          [
            "build/libcaffe.so: undefined reference to `google::InitGoogleLogging(std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> > const&)'",
            'libglog',
          ],
          [
            '  "zmq::demo(std::__1::basic_string<char, std::__1::char_traits<char>, std::__1::allocator<char> > const&)", referenced from:',
            'libzmq',
          ],
        ],
      }),
      {
        id: 'link.cxx-abi/runtime',
        when: /(?:symbol lookup error|undefined symbol|Symbol not found|symbol not found|Error relocating).{0,200}(?:_Z\w{0,120}(?:7__cxx11|B5cxx11|NSt3__1)\w{0,200})/,
        unless: /undefined symbol: _ZNK?St7__cxx11|undefined symbol: _ZNK?St3__1/,
        subject: ({ line }) =>
          libraryOfFile(/(\S{1,200}\.so[\d.]{0,12}|\S{1,200}\.dylib)/.exec(line.text)?.[1] ?? '') ?? null,
        over: ['runtime.symbol-missing'],
        samples: [
          [
            './app: symbol lookup error: /usr/lib/libglog.so.0: undefined symbol: _ZN6google4InitERKNSt7__cxx1112basic_stringIcEE',
            'libglog',
          ],
        ],
      },
      {
        id: 'link.cxx-abi/msvc',
        when: /error LNK2038: mismatch detected for '(_ITERATOR_DEBUG_LEVEL|RuntimeLibrary|_MSC_VER|_GLIBCXX\w*)'/,
        subject: ({ line }) => libraryOfFile(/^(\S{1,120}\.lib)/.exec(line.text)?.[1] ?? ''),
        samples: [
          [
            "libzmq.lib(ctx.obj) : error LNK2038: mismatch detected for 'RuntimeLibrary': value 'MT_StaticRelease' doesn't match value 'MD_DynamicRelease' in main.obj",
            'libzmq',
          ],
        ],
      },
    ],
  ),
  ...family(
    'link.import-symbols',
    {
      title: (subject) =>
        text(`A static ${subject} is used as if it were a DLL`, `把静态的 ${subject} 当作 DLL 使用`),
      cause: text(
        '`__imp_` symbols come from __declspec(dllimport): the header was not told that the library is static.',
        '`__imp_` 符号来自 __declspec(dllimport)：没有告诉头文件该库是静态的。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Define ${subject === 'libczmq' ? 'CZMQ_STATIC' : 'ZMQ_STATIC'} when compiling, or link the DLL's import library`,
            `编译时定义 ${subject === 'libczmq' ? 'CZMQ_STATIC' : 'ZMQ_STATIC'}，或改为链接 DLL 的导入库`,
          ),
        },
      ],
    },
    [
      undefinedForm('link.import-symbols/undefined', 'import', {
        samples: [
          [
            'main.obj : error LNK2019: unresolved external symbol __imp_zmq_ctx_new referenced in function main',
            'libzmq',
          ],
          ["main.o:main.c:(.text+0x1e): undefined reference to `__imp_zsock_new'", 'libczmq'],
        ],
      }),
    ],
  ),
  ...family(
    'link.library-not-found',
    {
      title: (subject) => text(`The linker does not find ${subject}`, `链接器找不到 ${subject}`),
      cause: (subject) =>
        text(
          `No folder that the linker searches holds ${subject}.so or ${subject}.a: the development package is missing, or its folder is not named with -L.`,
          `链接器搜索的目录中没有 ${subject}.so 或 ${subject}.a：缺少开发包，或没有用 -L 指出其目录。`,
        ),
      remedies: (subject) => {
        const need = subject ? CAPABILITY[subject] : undefined;
        const ours = subject === 'libzmq' || subject === 'libczmq';
        return [
          ...(need
            ? [
                {
                  title: text(`Install the development files of ${subject}`, `安装 ${subject} 的开发文件`),
                  install: [need],
                },
              ]
            : []),
          ...(ours
            ? [
                {
                  title: text('Or build it with this tool', '或用本工具构建'),
                  run: [['czmq-setup', 'install', subject === 'libzmq' ? 'libzmq' : 'czmq']],
                },
              ]
            : []),
          {
            title: text('Installed elsewhere? Pass its folder with -L', '装在别处？用 -L 指出其目录'),
            run: subject ? [['pkg-config', '--libs', subject]] : [],
          },
        ];
      },
    },
    [
      {
        id: 'link.library-not-found/gnu',
        when: /(?:ld(?:\.\w+)?(?:\.exe)?|mold|collect2): (?:fatal error: |error: )?(?:cannot find|unable to find library|library not found:|library not found for) (-l ?:?[\w+.-]{1,60})/,
        unless: /-lgcc\b|-lgcc_s\b|-lc(?::|$)/,
        test: ({ log, at, match }) =>
          log.before(
            at,
            12,
            new RegExp(
              `skipping incompatible \\S{1,300} when searching for ${match[1]!.replace(/[+.]/g, '\\$&')}`,
            ),
          ) === null,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          [
            '/usr/bin/ld: cannot find -lzmq: No such file or directory\ncollect2: error: ld returned 1 exit status',
            'libzmq',
          ],
          ['/usr/bin/ld.gold: error: cannot find -lsodium', 'libsodium'],
          ['ld.lld: error: unable to find library -lczmq', 'libczmq'],
          ['mold: error: library not found: -luuid', 'libuuid'],
          ['ld: library not found for -lzmq', 'libzmq'],
        ],
        misses: [
          '/usr/bin/ld: skipping incompatible /usr/lib/libzmq.so when searching for -lzmq\n/usr/bin/ld: cannot find -lzmq',
        ],
      },
      {
        id: 'link.library-not-found/name',
        when: /(?:ld|mold|lld)(?:\.\w+)?: (?:fatal: |error: )?(?:library ['"]?|library not found: |cannot find -l ?|could not find (?:library )?)([\w+.-]{2,60})['"]? ?(?:not found)?$/,
        unless: /-lgcc|-lc$|crt|\.o$/,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          ["ld: library 'czmq' not found", 'libczmq'],
          ['mold: fatal: library not found: uuid', 'libuuid'],
        ],
      },
      {
        id: 'link.library-not-found/msvc',
        when: /(?:LINK : )?fatal error LNK1(?:104|181): cannot open (?:input )?file '([^']{1,120}\.lib)'/,
        subject: ({ match }) => libraryOfFile(match[1]!),
        samples: [["LINK : fatal error LNK1104: cannot open file 'libzmq-v142-mt-4_3_4.lib'", 'libzmq']],
      },
      {
        id: 'link.library-not-found/no-rule',
        when: /No rule to make target '(\S{1,200}\/)?(lib[\w+-]{1,40}\.(?:so|a|la|dylib)\S{0,12})', needed by/,
        subject: ({ match }) => libraryOfFile(match[2]!),
        samples: [
          [
            "make[2]: *** No rule to make target '/usr/lib/x86_64-linux-gnu/libzmq.so', needed by 'demo'.  Stop.",
            'libzmq',
          ],
        ],
      },
      {
        id: 'link.library-not-found/ninja',
        when: /ninja: error: '(?:\S{1,200}\/)?(lib[\w+-]{1,40}\.(?:so|a|dylib)\S{0,12})', needed by/,
        subject: ({ match }) => libraryOfFile(match[1]!),
        samples: [
          [
            "ninja: error: '/usr/lib/x86_64-linux-gnu/libzmq.so', needed by 'app', missing and no known rule to make it",
            'libzmq',
          ],
        ],
      },
      {
        id: 'link.library-not-found/no-such-input',
        when: /(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-\d+)?: (?:fatal )?error: (?:no such file or directory: '?)?(\S{1,200}?\.(?:a|so|dylib))(?:'|: No such file or directory)/,
        subject: ({ match }) => libraryOfFile(match[1]!),
        samples: [
          ['gcc: error: /usr/local/lib/libzmq.a: No such file or directory', 'libzmq'],
          ["clang: error: no such file or directory: '/usr/local/lib/libczmq.a'", 'libczmq'],
        ],
      },
      {
        id: 'link.library-not-found/rust',
        when: /could not find native static library '([\w+-]{1,60})'/,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          ['error: could not find native static library `zmq`, perhaps an -L flag is missing?', 'libzmq'],
        ],
      },
    ],
  ),
  ...family(
    'link.not-pic',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A static library'} was not built for shared objects`,
          `${subject ?? '静态库'} 不是以位置无关代码构建的`,
        ),
      cause: text(
        'A shared object (or a position-independent program) is linked from an archive compiled without -fPIC.',
        '共享对象（或位置无关程序）链接了未用 -fPIC 编译的静态库。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Use the shared ${subject ?? 'library'}, or build the static one with -fPIC (--with-pic)`,
            `使用共享的 ${subject ?? '库'}，或以 -fPIC（--with-pic）构建静态库`,
          ),
          run: [['./configure', '--with-pic']],
        },
      ],
    },
    [
      {
        id: 'link.not-pic/relocation',
        when: /(?:ld(?:\.\w+)?|mold)?:? ?(\S{1,300}?): (?:error: )?(?:requires (?:unsupported )?dynamic|relocation \S{1,40}).{0,300}recompile with -fPI[CE]/,
        subject: ({ match }) => libraryOfFile(match[1]!) ?? null,
        samples: [
          [
            "/usr/bin/ld: /usr/local/lib/libzmq.a(ctx.o): relocation R_X86_64_32S against `.rodata' can not be used when making a shared object; recompile with -fPIC",
            'libzmq',
          ],
          [
            "/usr/bin/ld: /opt/lib/libsodium.a(box.o): relocation R_AARCH64_ADR_PREL_PG_HI21 against symbol `x' which may bind externally can not be used when making a PIE object; recompile with -fPIE",
            'libsodium',
          ],
        ],
      },
      {
        id: 'link.not-pic/lld',
        when: /(?:ld\.lld|lld|mold|ld\.gold|ld): error: (?:relocation R_\w{1,60} cannot be used against|can't create dynamic relocation|(\S{1,300}): requires dynamic|(\S{1,300}): relocation R_\w+ against)/,
        subject: ({ match, log, at }) =>
          libraryOfFile(
            match[1] ??
              match[2] ??
              log.after(at, 4, />>> (?:defined in|referenced by) .{0,200}?(\S{1,200}\.a)/)?.match[1] ??
              '',
          ),
        samples: [
          [
            'ld.lld: error: relocation R_X86_64_32 cannot be used against local symbol; recompile with -fPIC\n>>> defined in /usr/local/lib/libzmq.a(ctx.o)',
            'libzmq',
          ],
        ],
      },
      {
        id: 'link.not-pic/bad-value',
        when: /(\S{1,200}\.a)(?:\(\S{1,100}\))?: (?:could not read symbols|error adding symbols): Bad value|final link failed: (?:Nonrepresentable section|[Bb]ad value)/,
        tier: 'symptom',
        subject: ({ match }) => (match[1] ? libraryOfFile(match[1]) : null),
        samples: [['/usr/local/lib/libzmq.a: could not read symbols: Bad value', 'libzmq']],
      },
    ],
  ),
  ...family(
    'link.duplicate-symbol',
    {
      title: (subject) =>
        text(`${subject ?? 'A symbol'} is defined twice`, `${subject ?? '某个符号'} 被定义了两次`),
      cause: text(
        'Two objects or libraries on the link line define the same symbol.',
        '链接命令中有两个目标文件或库定义了同一个符号。',
      ),
      remedies: [
        {
          title: text(
            'Link only one of the two files that the linker names; gcc 10 and later also refuse common symbols (-fcommon allows them)',
            '链接器列出的两个文件只保留一个；gcc 10 及以上还会拒绝公共符号（-fcommon 可放行）',
          ),
        },
      ],
    },
    [
      {
        id: 'link.duplicate-symbol/gnu',
        when: /multiple definition of '([^']{1,200})'/,
        unless: /warning:/,
        samples: [
          [
            "/usr/bin/ld: b.o:(.bss+0x0): multiple definition of `sha1_init'; a.o:(.bss+0x0): first defined here",
            'sha1_init',
          ],
        ],
      },
      {
        id: 'link.duplicate-symbol/others',
        when: /duplicate symbol:? '?"?_?([\w:~()&*, <>]{1,200}?)"?'?(?: in:?$|$| in )|([\w?@$]{1,120}) already defined in \S{1,120}|error: duplicate symbol: (.{1,120}): /,
        unless: /warning|^\d+ duplicate|LNK4006/,
        subject: ({ match }) => (match[1] ?? match[2] ?? match[3])!,
        samples: [
          ['duplicate symbol _zmq_version in:\n    a.o\n    b.o', 'zmq_version'],
          ["duplicate symbol '_sha1_init' in:", 'sha1_init'],
          ['ld.lld: error: duplicate symbol: zmq_version', 'zmq_version'],
          ['libzmq.lib(zmq.obj) : error LNK2005: zmq_version already defined in main.obj', 'zmq_version'],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
