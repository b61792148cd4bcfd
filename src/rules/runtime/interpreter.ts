import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName } from '../../explain/subjects/libraries.ts';

export default family(
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
      id: 'runtime.interpreter-missing/container',
      // runc and Docker say no more, whether the file, its loader or its #! line's program is missing.
      when: /exec user process caused:? "?no such file or directory|^exec \/\S{1,200}: no such file or directory$/,
      tier: 'symptom',
      subject: ({ log }) => log.find(/interpreter:? '?\[?(\/lib\S{1,60}?\.so[\w.]{0,10})/)?.[1] ?? null,
      possible: [
        {
          code: 'runtime.interpreter-missing',
          why: text(
            'the program was built for glibc and the image has musl, or the other way',
            '程序为 glibc 构建而镜像使用 musl，或相反',
          ),
          ask: ['readelf', '-l', 'PROGRAM'],
        },
        {
          code: 'source.line-endings',
          why: text('a script whose first line ends in CRLF', '脚本首行以 CRLF 结尾'),
          ask: ['file', 'SCRIPT'],
        },
      ],
      samples: [
        ['standard_init_linux.go:228: exec user process caused: no such file or directory', null],
        ['exec /usr/bin/zgate: no such file or directory', null],
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
      id: 'runtime.interpreter-missing/musl-names-glibc',
      // musl's ldd names the loader that the program asks for; the shell then cannot start the same program.
      when: /^Error loading shared library (ld-linux[\w.-]{1,30}): No such file or directory \(needed by (\S{1,300})\)/,
      test: ({ match, log }) =>
        log.lines.some(({ text: words }) => {
          const program = /(?:^|: )(\S{1,300}): not found$/.exec(words)?.[1];
          return program !== undefined && fileName(program) === fileName(match[2]!);
        }),
      subject: ({ match, log }) =>
        log.find(new RegExp(`(/lib\\S{0,60}/${match[1]!.replaceAll('.', '\\.')})`))?.[1] ?? match[1]!,
      over: ['runtime.wrong-architecture', 'tool.missing', 'source.incomplete'],
      samples: [
        [
          '/ # ldd ./app\n\t/lib64/ld-linux-x86-64.so.2 (0x7f8a1c4a3000)\nError loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by ./app)\n/ # ./app\n/bin/sh: ./app: not found',
          '/lib64/ld-linux-x86-64.so.2',
        ],
      ],
      misses: [
        'Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by /srv/zeromq.node)',
      ],
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
          inFile || (listed && log.find(/(?:requesting program interpreter|PT_INTERP|musl|Alpine)/i) !== null)
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
);
