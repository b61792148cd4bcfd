import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { fileName, matchedFile } from '../../explain/subjects/libraries.ts';

/** A library that glibc's loader finds and does not take (elf/dl-reloc.c, elf/dl-load.c): the reason follows its name. */
const LIBRARY = String.raw`((?:[\w.+@~/-]{0,200}\/)?[\w.+-]{1,80}\.so[\w.]{0,24})`;

export default [
  ...family(
    'runtime.limit',
    {
      title: text('No static thread-local storage is left', '静态线程局部存储已用尽'),
      cause: (_, { match }) =>
        text(
          `${fileName(match[1]!)} is loaded while the program runs and wants more static thread-local storage than glibc keeps in reserve.`,
          `${fileName(match[1]!)} 在程序运行中才加载，所需的静态线程局部存储超出了 glibc 的预留量。`,
        ),
      remedies: (_, { match }) => [
        {
          title: text('Load it when the program starts', '在程序启动时就加载它'),
          run: [['env', `LD_PRELOAD=${match[1]!}`, 'PROGRAM']],
        },
        {
          title: text('Or enlarge the reserve (glibc 2.32 and later)', '或增大预留量（glibc 2.32 及以后）'),
          run: [['env', 'GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096', 'PROGRAM']],
        },
      ],
    },
    [
      {
        id: 'runtime.limit/static-tls',
        when: new RegExp(`${LIBRARY}: cannot allocate memory in static TLS block`),
        subject: 'static TLS',
        samples: [
          ['ImportError: /usr/lib/libgomp.so.1: cannot allocate memory in static TLS block', 'static TLS'],
          [
            './t: error while loading shared libraries: libjemalloc.so.2: cannot allocate memory in static TLS block',
            'static TLS',
          ],
        ],
      },
    ],
  ),
  ...family(
    'runtime.library-not-found',
    {
      title: (subject) => text(`The loader does not take ${subject}`, `加载器拒绝加载 ${subject}`),
      cause: (subject) =>
        text(
          `${subject} asks for an executable stack, and the kernel, SELinux or glibc 2.41 and later refuse one to a library that comes later.`,
          `${subject} 要求可执行的栈，而内核、SELinux 或 glibc 2.41 及以后的版本不允许后加载的库这样做。`,
        ),
      remedies: (_, { match }) => [
        {
          title: text(
            'Clear the mark: most libraries carry it by mistake, from one assembler file',
            '清除该标记：多数库只是因某个汇编文件而误带了它',
          ),
          run: [['patchelf', '--clear-execstack', match[1]!]],
        },
      ],
    },
    [
      {
        id: 'runtime.library-not-found/executable-stack',
        when: new RegExp(`${LIBRARY}: cannot enable executable stack as shared object requires`),
        subject: matchedFile,
        samples: [
          [
            './app: error while loading shared libraries: libfoo.so.4: cannot enable executable stack as shared object requires: Invalid argument',
            'libfoo.so.4',
          ],
          [
            'ImportError: /opt/lib/libfoo.so: cannot enable executable stack as shared object requires: Permission denied',
            'libfoo.so',
          ],
        ],
        misses: ['/usr/bin/ld: warning: x.o: missing .note.GNU-stack section implies executable stack'],
      },
    ],
  ),
] satisfies RuleFamily;
