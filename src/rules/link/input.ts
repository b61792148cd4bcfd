import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { getLibrary } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { fileName, libraryOfFile, libraryOfFlag } from '../../explain/subjects/libraries.ts';
import { toolName } from '../../explain/subjects/tools.ts';

/**
 * A file that a linker is given and cannot open: GNU ld, LLVM's lld (ELF/Driver, MachO/Driver: `ld` on the BSDs),
 * Apple's ld64 and ld-prime, Sun's ld; and what the gcc driver wants of its toolchain.
 */
const FILE = String.raw`(\S{1,300}\.(?:a|so|dylib|tbd|la|o|lib)(?:\.\d[\d.]*)?)`;
const LINKER = String.raw`^(?:\S{0,200}[/-])?(?:ld(?:\.\w{2,5})?|ld64(?:\.lld)?|lld|lld-link|mold|gold|collect2)(?:\.exe)?: `;
/** Start files and libraries that come with the compiler. */
const OF_COMPILER =
  /(?:^|\/)(?:[gMrS]?crt[01in]\w*|crtbegin\w?|crtend\w?)\.o$|libclang_rt|libgcc(?:_s|_eh)?\.|libcompiler[-_]rt/;

export default [
  ...family(
    'link.library-not-found',
    {
      title: (subject) => text(`The linker cannot open ${subject}`, `链接器打不开 ${subject}`),
      cause: (subject) =>
        text(
          `${subject} stands on the link line by its path, and no file is there.`,
          `链接命令按路径给出了 ${subject}，但该处没有文件。`,
        ),
      remedies: getLibrary,
    },
    [
      {
        id: 'link.library-not-found/input-file',
        when: new RegExp(
          `${LINKER}(?:fatal: |error: |fatal error: )?(?:${FILE}: No such file|cannot (?:find|open) '?${FILE}'?: |(?:file|library) not found: ${FILE}$|file '?${FILE}'?: open failed: )`,
        ),
        unless: /\.o(?:'|:| )|warning: /,
        subject: ({ match }) => {
          const file = (match[1] ?? match[2] ?? match[3] ?? match[4])!;
          return libraryOfFile(file) ?? fileName(file);
        },
        over: ['link.library-not-found/by-path'],
        samples: [
          ['/usr/bin/ld: /opt/lib/libfoo.a: No such file: No such file or directory', 'libfoo'],
          ['ld.lld: error: cannot open /usr/local/lib/libfoo.a: No such file or directory', 'libfoo'],
          ['ld: error: cannot open ../libbar.so: No such file or directory', 'libbar'],
          ['ld: file not found: /usr/lib/libfoo.dylib', 'libfoo'],
          ['ld: fatal: file libfoo.so: open failed: No such file or directory', 'libfoo'],
        ],
        misses: ['ld.lld: error: cannot open crt1.o: No such file or directory'],
      },
      {
        id: 'link.library-not-found/apple-static',
        // ld64, given -static: macOS has neither crt0.o nor a libc.a.
        when: /^ld: library (?:not found for -l|'?)crt0\.o'?(?: not found)?$/,
        subject: 'crt0.o',
        over: ['link.library-not-found'],
        title: text('macOS links no static programs', 'macOS 不支持静态链接的程序'),
        cause: text(
          'With -static the linker wants crt0.o, which macOS does not have: its system library is shared only.',
          '使用 -static 时链接器需要 crt0.o，而 macOS 没有它：系统库只有动态版本。',
        ),
        remedies: [
          {
            title: text(
              'Link without -static; name the static libraries that are wanted by their files (libzmq.a)',
              '去掉 -static 链接；需要静态的库按文件名给出（libzmq.a）',
            ),
          },
        ],
        samples: [
          ['ld: library not found for -lcrt0.o', 'crt0.o'],
          ["ld: library 'crt0.o' not found", 'crt0.o'],
        ],
      },
      {
        id: 'link.library-not-found/sun',
        when: /^ld: fatal: library (-l[\w.+-]{1,60}): not found/,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        over: ['link.library-not-found/gnu'],
        samples: [['ld: fatal: library -lcurses: not found', 'libcurses']],
      },
    ],
  ),
  ...family(
    'tool.broken',
    {
      title: (subject) => text(`The toolchain of ${subject} is not whole`, `${subject} 的工具链不完整`),
      cause: text(
        "Start files, specs or run-time libraries of the compiler's target are wanted and are not there: the C library for that target (newlib, libc-dev, compiler-rt, an SDK) is not installed.",
        '缺少编译器目标平台的启动文件、specs 或运行库：没有安装该目标的 C 库（newlib、libc-dev、compiler-rt 或 SDK）。',
      ),
      remedies: [
        {
          title: text(
            'Install the C library of the target beside the compiler, or a toolchain that holds both',
            '在编译器之外安装目标平台的 C 库，或改用两者齐备的工具链',
          ),
        },
      ],
    },
    [
      {
        id: 'tool.broken/spec-file',
        when: /^(\S{0,200}?(?:gcc|g\+\+|cc|c\+\+|gfortran)(?:-[\d.]+)?)(?:\.exe)?: (?:fatal )?error: (?:cannot read spec file '?)?[\w./-]{1,80}\.specs'?: No such file/,
        subject: ({ match }) => toolName(match[1]!),
        samples: [
          [
            "arm-none-eabi-gcc: fatal error: cannot read spec file 'nano.specs': No such file or directory",
            'arm-none-eabi-gcc',
          ],
          ['arm-none-eabi-g++: error: nosys.specs: No such file or directory', 'arm-none-eabi-g++'],
        ],
      },
      {
        id: 'tool.broken/start-file',
        when: new RegExp(
          `${LINKER}(?:fatal: |error: |fatal error: )?(?:${FILE}: No such file|cannot (?:find|open) '?${FILE}'?: |(?:file|library) not found (?:for )?:? ?(?:-l)?${FILE}$|file '?${FILE}'?: open failed: )`,
        ),
        unless: /crt0\.o/,
        test: ({ match }) => OF_COMPILER.test((match[1] ?? match[2] ?? match[3] ?? match[4])!),
        subject: ({ log, at }) => {
          const driver = log.after(
            at,
            4,
            /^(\S{0,100}?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)(?:-[\d.]+)?)(?:\.exe)?: error: linker command failed/,
          )?.match[1];
          const name = driver ? toolName(driver) : 'gcc';
          return name === 'cc' ? 'clang' : name;
        },
        over: ['link.library-not-found', 'tool.broken/crt1'],
        samples: [
          [
            'ld.lld: error: cannot open crt1.o: No such file or directory\nclang: error: linker command failed with exit code 1 (use -v to see invocation)',
            'clang',
          ],
          [
            '/usr/bin/ld: /usr/lib/clang/3.8.0/lib/freebsd/libclang_rt.ubsan-x86_64.a: No such file: No such file or directory\ncc: error: linker command failed with exit code 1 (use -v to see invocation)',
            'clang',
          ],
        ],
        misses: [
          'ld.lld: error: cannot open main.o: No such file or directory',
          'ld: library not found for -lcrt0.o',
        ],
      },
    ],
  ),
] satisfies RuleFamily;
