import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfFile, libraryOfFlag } from '../../explain/subjects/libraries.ts';

/** What GNU ld says last: distances that are too great, and symbols that a library keeps to itself. */
export default [
  ...family(
    'link.not-pic',
    {
      title: text('Code and data lie too far apart', '代码与数据相距过远'),
      cause: text(
        'An address did not fit into the instruction: an object was built without -fPIC, or the program has more than 2 GB of static data.',
        '地址放不进指令：某个目标文件没有用 -fPIC 构建，或程序的静态数据超过 2 GB。',
      ),
      remedies: [
        {
          title: text(
            'Build all objects with -fPIC; for great arrays also -mcmodel=medium',
            '所有目标文件都用 -fPIC 构建；大型数组另加 -mcmodel=medium',
          ),
        },
      ],
    },
    [
      {
        id: 'link.not-pic/truncated',
        when: /relocation truncated to fit: R_\w{1,40}/,
        tier: 'symptom',
        subject: null,
        samples: [
          [
            "main.c:(.text+0x10): relocation truncated to fit: R_X86_64_PC32 against symbol `big' defined in .bss section in big.o",
            null,
          ],
        ],
      },
    ],
  ),
  ...family(
    'link.library-not-found',
    {
      title: text('The static C library is not installed', '没有安装静态 C 库'),
      cause: text(
        'With -static the linker wants libc.a, which many systems keep in a package of its own or do not have at all.',
        '使用 -static 时链接器需要 libc.a；许多系统把它放在单独的软件包中，或根本没有。',
      ),
      remedies: [
        {
          title: text(
            'Link without -static, or install the static library (glibc-static, musl-dev)',
            '去掉 -static 链接，或安装静态库（glibc-static、musl-dev）',
          ),
        },
      ],
    },
    [
      {
        id: 'link.library-not-found/static-libc',
        when: /(?:cannot find|unable to find library|library not found:) -l(c|m|pthread|dl|rt|stdc\+\+)(?:$|: )/,
        test: ({ log, at }) =>
          / -static(?: |$)/.test(log.commandOf(at)) || log.before(at, 6, /(?:^| )-static(?: |$)/) !== null,
        over: ['tool.broken/crt1', 'link.library-not-found'],
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          ['$ gcc hello.c -o hello -static\n/usr/bin/ld: cannot find -lc: No such file or directory', 'libc'],
          ['gcc -static -o app app.o -lm\n/usr/bin/ld: cannot find -lm', 'libm'],
        ],
        misses: ['$ gcc -o app app.o\n/usr/bin/ld: cannot find -lc'],
      },
    ],
  ),
  ...family(
    'link.library-not-linked',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A library'} is linked only into what uses the symbol indirectly`,
          `${subject ?? '某个库'} 只链接进了间接的使用者`,
        ),
      cause: text(
        'A static library keeps the symbol hidden, and a shared library on the link line wants it too.',
        '静态库隐藏了该符号，而链接命令中的某个共享库也需要它。',
      ),
      remedies: [
        {
          title: text(
            'Link the shared library itself with it (-latomic, -lgcc_s), or this program too',
            '把它也链接进那个共享库（-latomic、-lgcc_s），或链接进本程序',
          ),
        },
      ],
    },
    [
      {
        id: 'link.library-not-linked/hidden',
        when: /(?:hidden|non-exported|local|internal) symbol '[^']{1,200}' (?:in '?(\S{1,300}?)'? )?(?:isn't defined|is referenced by DSO)/,
        over: ['link.not-pic/bad-value'],
        subject: ({ match }) => (match[1] ? libraryOfFile(match[1].replace(/\(.*$/, '')) : null),
        samples: [
          [
            "/usr/bin/ld: app: hidden symbol `__atomic_fetch_add_8' in /usr/lib/gcc/libatomic.a(fadd_8_.o) is referenced by DSO\n/usr/bin/ld: final link failed: bad value",
            'libatomic',
          ],
          [
            "ld.lld: error: non-exported symbol '__aeabi_idiv' in '/ndk/lib/clang/18/lib/linux/libclang_rt.builtins-arm-android.a(divsi3.S.o)' is referenced by DSO 'src/.libs/libzmq.so'",
            'libclang_rt.builtins-arm-android',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
