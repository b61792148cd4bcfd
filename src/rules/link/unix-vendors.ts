import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt, orBuildIt } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { fileName, libraryOfFile, libraryOfFlag } from '../../explain/subjects/libraries.ts';

/** What the linkers and archivers of AIX, HP-UX and Solaris say in their own ways; their compilers are in compile/source-incompatible.ts. */
export default [
  ...family(
    'link.library-not-found',
    {
      cause: (subject) =>
        text(`No folder that the linker searches holds ${subject}.`, `链接器搜索的目录中没有 ${subject}。`),
      remedies: (subject) => [...installIt(subject, null), ...orBuildIt(subject)],
    },
    [
      {
        id: 'link.library-not-found/vendors',
        when: /^ld: (?:Can't find library: "([\w.+-]{1,60})"|0706-006 Cannot find or open library file: -l ?([\w.+-]{1,60})|Can't open library: -?l?([\w.+-]{1,60}))/,
        subject: ({ match }) => libraryOfFlag((match[1] ?? match[2] ?? match[3])!),
        samples: [
          ['ld: Can\'t find library: "curses"', 'libcurses'],
          ['ld: 0706-006 Cannot find or open library file: -l iconv', 'libiconv'],
        ],
      },
    ],
  ),
  ...family(
    'library.wrong-architecture',
    {
      title: (subject) => text(`${subject} is of another word size`, `${subject} 的字长不同`),
      cause: (subject) =>
        text(
          `${subject} was compiled for 32 bits and the tool works on 64, or the other way round.`,
          `${subject} 与工具所处理的字长不同（一个为 32 位，另一个为 64 位）。`,
        ),
      remedies: [
        {
          title: text(
            'Compile all of it alike: -m64 or -maix64 (AIX: with OBJECT_MODE=64 too), or none of it',
            '全部采用同一种字长：-m64 或 -maix64（AIX 还需 OBJECT_MODE=64），或都不用',
          ),
        },
      ],
    },
    [
      {
        id: 'library.wrong-architecture/aix',
        when: /^(?:ar|ld|nm|ranlib): 07\d\d-\d{3} (\S{1,300}) (?:is not valid with the current object file mode|is not valid in a (?:32|64)-bit)|^ld: 0711-\d{3} (?:ERROR|SEVERE ERROR): Object (\S{1,300}) cannot be processed|^ld: 0711-736 ERROR: Input file (\S{1,300}):/,
        subject: ({ match }) => {
          const file = (match[1] ?? match[2] ?? match[3])!.replace(/:$/, '');
          return libraryOfFile(file) ?? fileName(file);
        },
        samples: [
          [
            'ar: 0707-126 .libs/fcgiapp.o is not valid with the current object file mode.\n\tUse the -X option to specify the desired object mode.',
            'fcgiapp.o',
          ],
        ],
      },
      {
        id: 'library.wrong-architecture/sun',
        when: /^ld: fatal: file (\S{1,300}): wrong (?:ELF class|machine|ELF data format)/,
        subject: ({ match }) => libraryOfFile(match[1]!) ?? fileName(match[1]!),
        over: ['runtime.wrong-architecture'],
        samples: [['ld: fatal: file /usr/lib/libfoo.so: wrong ELF class: ELFCLASS32', 'libfoo']],
        misses: ['ld: fatal: file processing errors. No output written to app'],
      },
    ],
  ),
] satisfies RuleFamily;
