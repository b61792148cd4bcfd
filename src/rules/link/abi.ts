import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match, RuleFamily } from '../../explain/rule.ts';
import { libraryOfFile } from '../../explain/subjects/libraries.ts';
import { libraryOfSymbol } from '../../explain/subjects/symbols.ts';
import { undefinedForm } from '../../explain/undefined.ts';

/** The library whose own objects fail to be linked into it: named by make's, CMake's or the linker's line before. */
const linkedLibrary = (log: Match['log'], at: number): string | null => {
  const line = log.before(
    at,
    12,
    /Linking \w{1,4} (?:shared|static) (?:library|module) \S|(?:CC|CXX)LD +\S{1,200}\.la|-o \S{1,200}\.(?:so|la|dylib)/,
  );
  const file =
    line && /(\S{1,200}\.(?:so|la|dylib))(?:[\s.\d]|$)/.exec(line.match.input.slice(line.match.index))?.[1];
  return file ? libraryOfFile(file) : null;
};

export default [
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
        // What lacks the symbol is the library whose namespace it is in; who asks for it is named first.
        subject: ({ line }) =>
          libraryOfSymbol(/_{1,2}ZN\w{2,300}/.exec(line.text)?.[0] ?? '') ??
          libraryOfFile(/(\S{1,200}\.so[\d.]{0,12}|\S{1,200}\.dylib)/.exec(line.text)?.[1] ?? ''),
        over: ['runtime.symbol-missing'],
        samples: [
          [
            './app: symbol lookup error: /src/lib/libcaffe.so.1.1.0: undefined symbol: _ZN6google4base21CheckOpMessageBuilder9NewStringB5cxx11Ev',
            'libglog',
          ],
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
        when: /(?:ld(?:\.\w+)?|mold)?:? ?(\S{1,300}?): (?:error: )?(?:requires (?:unsupported )?dynamic|relocation \S{1,40}|(?:\(\.\S{1,60}\): )?R_\w{1,40} relocation).{0,300}recompile with -fPI[CE]/,
        subject: ({ match, log, at }) => libraryOfFile(match[1]!) ?? linkedLibrary(log, at),
        samples: [
          [
            "[ 41%] Linking CXX shared library lib/libzmq.so\n/usr/bin/ld: CMakeFiles/objects.dir/src/ws.cpp.o: relocation R_X86_64_PC32 against symbol `stderr@@GLIBC_2.2.5' can not be used when making a shared object; recompile with -fPIC",
            'libzmq',
          ],
          [
            "/usr/bin/ld: /usr/local/lib/libzmq.a(ctx.o): relocation R_X86_64_32S against `.rodata' can not be used when making a shared object; recompile with -fPIC",
            'libzmq',
          ],
          [
            "mold: error: libzmq.a(ctx.o):(.text): R_X86_64_32S relocation at offset 0x7 against symbol `g' can not be used; recompile with -fPIC",
            'libzmq',
          ],
          [
            "/usr/bin/ld: /opt/lib/libsodium.a(box.o): relocation R_AARCH64_ADR_PREL_PG_HI21 against symbol `x' which may bind externally can not be used when making a PIE object; recompile with -fPIE",
            'libsodium',
          ],
        ],
      },
      {
        id: 'link.not-pic/android',
        when: /"?([^\s"]{1,200}?)"?: (?:error: )?(?:Android 5\.0 and later only|only) support position-independent executables/,
        subject: ({ match }) => match[1]!.replace(/^.*\//, ''),
        samples: [
          [
            '"build/temp/vers": error: Android 5.0 and later only support position-independent executables (-fPIE).',
            'vers',
          ],
        ],
      },
      {
        id: 'link.not-pic/lld',
        when: /(?:ld\.lld|lld|mold|ld\.gold|ld): error: (?:relocation R_\w{1,60} cannot be used against|can't create dynamic relocation|cannot preempt symbol|(\S{1,300}): requires dynamic|(\S{1,300}): relocation R_\w+ against)/,
        subject: ({ match, log, at }) =>
          libraryOfFile(
            match[1] ??
              match[2] ??
              log.after(at, 4, />>> .{0,200}?(?:^|[\s(])(\S{1,200}\.a)\b/)?.match[1] ??
              '',
          ),
        samples: [
          [
            'ld.lld: error: relocation R_X86_64_32 cannot be used against local symbol; recompile with -fPIC\n>>> defined in /usr/local/lib/libzmq.a(ctx.o)',
            'libzmq',
          ],
          [
            '/usr/bin/ld: error: cannot preempt symbol: _ULx86_64_init_local\n>>> defined in /usr/local/lib/libunwind.so\n>>> referenced by err.cpp:409 (src/err.cpp:409)\n>>>               libzmq_la-err.o:(zmq::print_backtrace()) in archive ./src/.libs/libzmq.a',
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
        id: 'link.duplicate-symbol/mold',
        when: /^mold: (?:error|fatal): duplicate symbol: \S{1,300}: \S{1,300}: (\S.{0,200})$/,
        over: ['link.duplicate-symbol/others'],
        samples: [['mold: error: duplicate symbol: /tmp/a.o: libzmq.a(zmq.o): zmq_version', 'zmq_version']],
      },
      {
        id: 'link.duplicate-symbol/others',
        when: /duplicate symbol:? '?"?_?([\w:~()&*,.$ <>]{1,200}?)"?'?(?: in:?$|$| in )|([\w?@$]{1,120}) already defined in \S{1,120}|error: duplicate symbol: (.{1,120}): /,
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
