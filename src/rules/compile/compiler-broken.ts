import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { toolName } from '../../explain/subjects/tools.ts';
import { BROKEN_TOOL } from '../../explain/words/broken-tool.ts';

/** A compiler or linker that makes no program at all, by its own words and by those of configure and CMake. */
export default family('tool.broken', BROKEN_TOOL, [
  {
    id: 'tool.broken/cannot-create-executables',
    when: /(?:configure: error: (?:installation or configuration problem: )?|^)(C\+\+|C|Fortran)? ?compiler cannot create executables|configure: error: cannot run (C|C\+\+) compiled programs|cannot compute suffix of (?:object files|executables)/,
    tier: 'symptom',
    unless: /^checking /,
    subject: ({ match, log, at }) => {
      const language = match[1] ?? match[2];
      const named = log.before(
        at,
        60,
        language === 'C++'
          ? /^checking for (?:g\+\+|clang\+\+|c\+\+)\.\.\. (\/?\S*(?:g\+\+|clang\+\+|c\+\+)(?:-\d+)?)$/
          : /^checking for (?:gcc|cc|clang)\.\.\. (\/?\S*(?:gcc|clang|cc)(?:-\d+)?)$/,
      )?.match[1];
      if (named && language !== 'Fortran')
        return toolName(named)
          .replace(/^cc$/, 'gcc')
          .replace(/^c\+\+$/, 'g++');
      return language === 'C++' ? 'g++' : language === 'Fortran' ? 'gfortran' : 'gcc';
    },
    possible: [
      {
        code: 'tool.broken',
        why: text('the C library for development is missing', '缺少 C 库的开发文件'),
        ask: ['ls', '/usr/include/stdio.h'],
      },
      {
        code: 'env.compiler-flags',
        why: text(
          'CFLAGS or LDFLAGS hold an option that the compiler refuses',
          'CFLAGS 或 LDFLAGS 中有编译器拒绝的选项',
        ),
        ask: ['env'],
      },
      {
        code: 'install.no-space',
        why: text('the disk is full', '磁盘已满'),
        ask: ['df', '-h', '.', '/tmp'],
      },
    ],
    samples: [
      [
        "checking for gcc... gcc\nchecking whether the C compiler works... no\nconfigure: error: in `/home/dev/czmq-4.2.1':\nconfigure: error: C compiler cannot create executables\nSee `config.log' for more details",
        'gcc',
      ],
      ['configure: error: C++ compiler cannot create executables', 'g++'],
      [
        'checking for gcc... gcc\nchecking whether the C compiler works... yes\nchecking for g++... g++\nconfigure: error: C++ compiler cannot create executables',
        'g++',
      ],
      // Autoconf before 2.50.
      [
        'configure: error: installation or configuration problem: C++ compiler cannot create executables.',
        'g++',
      ],
    ],
  },
  {
    id: 'tool.broken/cmake-test-compiler',
    when: /^(?:The (C|CXX) compiler|"[^"]{1,300}")$/,
    test: ({ log, at }) =>
      log.after(at, 6, /is not able to compile a simple test program/) !== null &&
      log.before(at, 4, /CMake Error/) !== null,
    tier: 'symptom',
    subject: ({ match, log, at }) => {
      const path = log.after(at, 4, /^"(\/[^"]{1,200}|[A-Za-z]:[^"]{1,200})"$/)?.match[1];
      return path
        ? toolName(path)
            .replace(/^cc$/, 'gcc')
            .replace(/^c\+\+$/, 'g++')
        : match[1] === 'CXX'
          ? 'g++'
          : 'gcc';
    },
    samples: [
      [
        'CMake Error at /usr/share/cmake-3.22/Modules/CMakeTestCXXCompiler.cmake:62 (message):\n  The CXX compiler\n\n    "/usr/bin/c++"\n\n  is not able to compile a simple test program.',
        'g++',
      ],
    ],
  },
  {
    id: 'tool.broken/cmake-simple-program',
    when: /is not able to compile a simple test program/,
    tier: 'symptom',
    subject: ({ log, at }) => {
      const path = log.before(at, 4, /^"?(\/[^"\s]{1,200}|[A-Za-z]:[^"]{1,200})"?$/)?.match[1];
      return path
        ? toolName(path)
            .replace(/^cc$/, 'gcc')
            .replace(/^c\+\+$/, 'g++')
        : 'gcc';
    },
    samples: [
      ['  The C++ compiler\n\n    "/usr/bin/c++"\n\n  is not able to compile a simple test program.', 'g++'],
    ],
  },
  {
    id: 'tool.broken/cc1',
    when: /(?:cannot execute|error trying to exec|cannot exec(?:ute)?) '?(?:\/\S{0,120}\/)?(cc1plus|cc1|cc1obj|collect2|lto1|lto-wrapper|f951)'?: ?(?:(?:posix_spawnp?|execvp|spawn|CreateProcess):? ?)?(?:No such file or directory)?/,
    subject: ({ match }) =>
      ({
        cc1plus: 'g++',
        cc1: 'gcc',
        collect2: 'gcc',
        'lto-wrapper': 'gcc',
        lto1: 'gcc',
        f951: 'gfortran',
      })[match[1]!] ?? match[1]!,
    over: ['tool.broken/cannot-create-executables', 'tool.broken/cmake-simple-program'],
    samples: [
      ["gcc: error trying to exec 'cc1plus': execvp: No such file or directory", 'g++'],
      ["gcc: fatal error: cannot execute 'cc1plus': execvp: No such file or directory", 'g++'],
    ],
  },
  {
    id: 'tool.broken/crt1',
    when: /cannot find '?((?:\/\S{0,100}\/)?(?:crt1|Scrt1|crti|crtn|crtbegin\w?|crtend\w?|gcrt1|rcrt1)\.o)|(?:cannot find|unable to find library|library not found:) -l(?:gcc(?:_s)?\b|c$)|no such file or directory: '?crt1/,
    subject: ({ log, at }) => (/\b(?:g\+\+|c\+\+)\b/.test(log.commandOf(at)) ? 'g++' : 'gcc'),
    over: ['link.library-not-found/gnu', 'tool.broken/cannot-create-executables'],
    cause: text(
      "The C library's start files or the compiler's own library are not installed: the linker finds none.",
      'C 库的启动文件或编译器自带的库没有安装：链接器找不到它们。',
    ),
    samples: [
      ['/usr/bin/ld: cannot find crt1.o: No such file or directory', 'gcc'],
      ['/usr/bin/ld: cannot find Scrt1.o: No such file or directory', 'gcc'],
      ['ld.lld: error: unable to find library -lc', 'gcc'],
      [
        '/usr/lib/gcc/x86_64-alpine-linux-musl/12/../../../../x86_64-alpine-linux-musl/bin/ld: cannot find crti.o: No such file or directory',
        'gcc',
      ],
    ],
  },
  {
    id: 'tool.broken/xcrun',
    when: /xcrun: error: (?:invalid active developer path|unable to find utility|SDK "?\w+"? cannot be located)|You have not agreed to the Xcode license|Agreeing to the Xcode/,
    subject: 'xcrun',
    remedies: [
      {
        title: text("Install Apple's command line tools again", '重新安装 Apple 命令行工具'),
        run: [['xcode-select', '--install']],
      },
    ],
    samples: [
      [
        'xcrun: error: invalid active developer path (/Library/Developer/CommandLineTools), missing xcrun at: /Library/Developer/CommandLineTools/usr/bin/xcrun',
        'xcrun',
      ],
    ],
  },
  {
    id: 'tool.broken/64-bit-mode',
    when: /(?:^|[ /\\])(cc1(?:plus)?|gcc|g\+\+)(?:\.exe)?: (?:sorry, unimplemented|error): 64-bit mode not compiled in|sorry, unimplemented: 64-bit mode not compiled in/,
    subject: ({ match }) => (match[1] ? toolName(match[1]) : 'gcc'),
    cause: text(
      'The gcc on the PATH was built for 32-bit targets only, and a 64-bit one is wanted.',
      'PATH 上的 gcc 只支持 32 位目标，而这里需要 64 位。',
    ),
    samples: [['cc1.exe: sorry, unimplemented: 64-bit mode not compiled in', 'gcc']],
  },
  {
    id: 'tool.broken/compiler-library',
    when: /(?:cc1plus|cc1|collect2|\bld|\bas|lto1|cmake|m4|perl): error while loading shared libraries: (lib[\w.+-]{1,60})/,
    over: ['runtime.library-not-found'],
    subject: ({ line }) => {
      const name = /(cc1plus|cc1|collect2|\bld|\bas|lto1|cmake|m4|perl): error while/.exec(line.text)![1]!;
      return { collect2: 'gcc', lto1: 'gcc' }[name] ?? toolName(name);
    },
    samples: [
      [
        '/usr/lib/gcc/x86_64-linux-gnu/4.8/cc1: error while loading shared libraries: libmpc.so.3: cannot open shared object file: No such file or directory',
        'gcc',
      ],
    ],
  },
  {
    id: 'tool.broken/ice',
    when: /internal compiler error: (?!Killed|Bus error|Terminated)(.{1,80})/,
    tier: 'cause',
    subject: ({ line }) =>
      /\.(?:cpp|cc|cxx|hpp)/.test(line.text) || /cc1plus|g\+\+|c\+\+/.test(line.text) ? 'g++' : 'gcc',
    title: text('The compiler itself crashed', '编译器自身崩溃'),
    samples: [['src/ctx.cpp:120:1: internal compiler error: Segmentation fault', 'g++']],
    misses: ['c++: internal compiler error: Killed (program cc1plus)'],
  },
  {
    id: 'tool.broken/linker-crash',
    when: /(?:^|\/)(?:[\w-]{1,40}-)?(ld(?:\.(?:bfd|gold|lld|mold))?|gold|mold|ld64\.lld)(?:\.exe)?: (?:BFD .{1,80} )?(?:internal error|(?:fatal error: )?(?:assertion fail|Assertion failed))|collect2: (?:fatal )?error: (ld) terminated with signal (?:4|6|7|8|11)\b|clang\S{0,8}: error: unable to execute command: (?:Segmentation fault|Aborted|Illegal instruction)/,
    // An assertion alone is said, and the link goes on.
    test: ({ match, log, at }) =>
      !/assertion/i.test(match[0]) || log.after(at, 20, /ld returned [1-9]|internal error/) !== null,
    subject: ({ match }) => (match[0].startsWith('clang') ? 'clang' : (match[1] ?? match[2] ?? 'ld')),
    title: text('The linker itself crashed', '链接器自身崩溃'),
    samples: [
      ['/usr/bin/ld.gold: internal error in find_view, at ../../gold/fileread.cc:334', 'ld.gold'],
      [
        '/usr/bin/ld: BFD (GNU Binutils for Debian) 2.40 internal error, aborting at ../../bfd/elflink.c:10000',
        'ld',
      ],
      ['collect2: fatal error: ld terminated with signal 11 [Segmentation fault], core dumped', 'ld'],
    ],
    misses: [
      'ld: BFD (GNU Binutils) 2.25 assertion fail elflink.c:100',
      'collect2: fatal error: ld terminated with signal 9 [Killed]',
    ],
  },
]);
