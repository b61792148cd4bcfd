import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { libraryOfFile, matchedLibrary } from '../../explain/subjects/libraries.ts';

/** Archives that this linker or `ar` cannot read: of another compiler's link-time optimisation, cut off, or no import library. */
const lto = {
  title: (subject: string | null) =>
    text(
      `${subject ?? 'An object'} holds another compiler's intermediate code`,
      `${subject ?? '某个目标文件'} 内是另一种编译器的中间代码`,
    ),
  cause: text(
    'It was built with -flto, which only the same release of the same compiler, and its own ar (gcc-ar, llvm-ar), can read.',
    '它以 -flto 构建，只有同一编译器的同一版本及其自带的 ar（gcc-ar、llvm-ar）才能读取。',
  ),
  remedies: [
    {
      title: text(
        'Build it again with the compiler in use, or without -flto; set AR=gcc-ar RANLIB=gcc-ranlib',
        '用当前编译器重新构建，或去掉 -flto；并设置 AR=gcc-ar RANLIB=gcc-ranlib',
      ),
    },
  ],
};

export default [
  ...family('library.corrupt', lto, [
    {
      id: 'library.corrupt/lto-version',
      when: /fatal error: bytecode stream in file '([^']{1,200})' generated with LTO version/,
      subject: ({ match }) => libraryOfFile(match[1]!),
      samples: [
        [
          "lto1: fatal error: bytecode stream in file 'libzmq.a' generated with LTO version 9.2 instead of the expected 11.3",
          'libzmq',
        ],
      ],
    },
    {
      id: 'library.corrupt/lto-plugin',
      when: /^\S{0,200}(?:ar|nm|ranlib|ld)(?:\.\w+)?: (\S{1,200}?): plugin needed to handle lto object/,
      test: ({ log, at }) => log.after(at, 60, /undefined reference|error|Error \d/) !== null,
      over: ['link.library-not-linked'],
      subject: ({ match }) => libraryOfFile(match[1]!),
      samples: [
        [
          "/usr/bin/ar: ctx.o: plugin needed to handle lto object\nmain.c:(.text+0x5): undefined reference to `frob'",
          null,
        ],
      ],
      misses: ['/usr/bin/ar: ctx.o: plugin needed to handle lto object'],
    },
  ]),
  ...family(
    'library.corrupt',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A library'} is damaged or of another kind`,
          `${subject ?? '某个库'} 已损坏或不是所需的种类`,
        ),
      cause: text(
        'The file was cut off, or is no archive of objects: MSVC links against a .lib, never against a .dll.',
        '文件不完整，或并非目标文件归档：MSVC 链接的是 .lib，而不是 .dll。',
      ),
      remedies: [
        {
          title: text(
            'Name the import library (.lib) on the link line; else make or fetch the file again',
            '链接命令中写导入库（.lib）；否则重新生成或获取该文件',
          ),
        },
      ],
    },
    [
      {
        id: 'library.corrupt/lnk1107',
        when: /((?:[A-Za-z]:)?[^\s:]{1,200}\.(?:dll|lib|obj)) : (?:fatal )?error LNK(?:1107|1136|1127)\b/,
        subject: matchedLibrary,
        samples: [
          ['libzmq.dll : fatal error LNK1107: invalid or corrupt file: cannot read at 0x2F8', 'libzmq'],
        ],
      },
      {
        id: 'library.corrupt/ar',
        when: /^\S{0,200}(?:ar|ranlib|nm)(?:\.exe)?: (\S{1,200}\.a): (?:[Mm]alformed archive|[Ff]ile (?:format not recognized|truncated)|[Ii]nvalid operation)/,
        subject: matchedLibrary,
        samples: [['ar: libzmq.a: Malformed archive', 'libzmq']],
      },
    ],
  ),
  ...family(
    'link.version-mismatch',
    {
      title: text('Objects disagree about a symbol', '目标文件对某个符号的看法不一致'),
      cause: text(
        'One side takes it for thread-local and the other does not: it was compiled without, or against old, headers of the library (errno declared by hand).',
        '一方认为它是线程局部变量，另一方不这么认为：后者编译时没有用该库的头文件或用了旧的（如自行声明 errno）。',
      ),
      remedies: [
        {
          title: text(
            'Include the header instead of an own declaration, and build all of it again',
            '用头文件取代自行声明，并全部重新构建',
          ),
        },
      ],
    },
    [
      {
        id: 'link.version-mismatch/tls',
        when: /TLS (?:definition|reference) in \S{1,200}(?: section \S{1,40})? mismatches non-TLS (?:reference|definition) in/,
        subject: null,
        samples: [
          [
            '/usr/bin/ld: errno: TLS definition in /lib64/libc.so.6 section .tbss mismatches non-TLS reference in zmq.o',
            null,
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
