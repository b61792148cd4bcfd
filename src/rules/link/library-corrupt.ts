import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { fileName, libraryOfFile, matchedLibrary } from '../../explain/subjects/libraries.ts';

/** The target of the compiler that links, by the name under which it was called. */
const CROSS_COMPILER =
  /(?:^|[\s/])((?:x86_64|i[3-6]86|aarch64|arm\w{0,6}|powerpc64le|riscv64|s390x|mips\w*)-[\w-]{3,40}?)-(?:gcc|g\+\+|cc|c\+\+|ld|clang(?:\+\+)?)(?:-\d{1,2})? /;

export default family(
  'library.corrupt',
  {
    title: (subject) =>
      text(`${subject} is damaged or no library at all`, `${subject} 已损坏，或根本不是库文件`),
    cause: text(
      'The file was cut off, is empty, or holds something else.',
      '文件被截断、为空，或内容并非库。',
    ),
    remedies: (subject) => [
      {
        title: text(`Install ${subject} again`, `重新安装 ${subject}`),
        run: /zmq/.test(subject ?? '')
          ? [['czmq-setup', 'install', /czmq/.test(subject!) ? 'czmq' : 'libzmq', '--force']]
          : [],
      },
    ],
  },
  [
    {
      id: 'library.corrupt/loader',
      when: /(\S{1,300}\.so[\d.]{0,12}|\S{1,300}\.(?:dylib|a)): (?:file too short|invalid ELF header|cannot read file data|ELF load command|ELF file's|object file has no (?:loadable segments|dynamic section)|not a mach-o file|file truncated|only ET_DYN and ET_EXEC can be loaded)/,
      subject: matchedLibrary,
      over: ['runtime.library-not-found'],
      samples: [
        ['./app: error while loading shared libraries: /usr/local/lib/libzmq.so.5: file too short', 'libzmq'],
        ['OSError: /usr/lib/libczmq.so: invalid ELF header', 'libczmq'],
      ],
    },
    {
      id: 'library.corrupt/libtool-object',
      // A build that was broken off leaves an empty .lo file.
      when: /^libtool: (?:link: | {0,3}error: )?'(\S{1,200}\.lo)' is not a valid libtool object/,
      subject: ({ match }) => fileName(match[1]!),
      remedies: [
        { title: text('Build it again from nothing', '从头重新构建'), run: [['make', 'clean'], ['make']] },
      ],
      samples: [
        ["libtool: link: `src/src_libzmq_la-rep.lo' is not a valid libtool object", 'src_libzmq_la-rep.lo'],
        ["libtool:   error: 'zsys.lo' is not a valid libtool object", 'zsys.lo'],
      ],
    },
    {
      id: 'library.corrupt/not-elf',
      // A file that is no library is read as a linker script; lld, mold and gold say so in their own ways.
      when: /(?:ld\.lld|ld64\.lld|lld|ld\.gold|mold|ld): (?:error|fatal|fatal error): (\S{1,300}\.(?:so|a|dylib|tbd|o)[\d.]{0,12})(?::\d{1,6}){0,2}: (?:section header table goes past|unknown directive|unknown linker script token|syntax error|not an object or archive|unknown file type|file is too short|invalid (?:ELF|sh_|e_|magic|data|string)|truncated|unexpected EOF|malformed|unclosed quote)|^mold: fatal: (\S{1,300}\.(?:so|a)[\d.]{0,12}):\d{1,6}: /,
      subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!) ?? fileName((match[1] ?? match[2])!),
      over: ['link.library-not-linked', 'link.version-mismatch'],
      samples: [
        [
          'ld.lld: error: /opt/lib/libzmq.so: section header table goes past the end of the file: e_shoff = 0xbc928',
          'libzmq',
        ],
        ['ld.lld: error: ./libczmq.so:1: unknown directive: version', 'libczmq'],
        [
          'mold: fatal: ./libczmq.so:1: version https\n                      ^ unknown linker script token',
          'libczmq',
        ],
        ['/usr/bin/ld.gold: error: ./libzmq.so: not an object or archive', 'libzmq'],
      ],
      misses: ['ld.lld: error: undefined symbol: zmq_ctx_new'],
    },
    {
      id: 'library.wrong-architecture/other-triplet',
      // A cross linker, or a link by a cross compiler, and a library in the multiarch folder of another machine.
      when: /(?:(?:^|\/)((?:x86_64|i[3-6]86|aarch64|arm|powerpc64le|riscv64|s390x|mips\w*)-[\w-]{3,40}?)(?:\/bin\/|-)ld\S{0,8}: (?:error: )?)?((?:^|\/)\S{0,200}\/((?:x86_64|i386|aarch64|arm|powerpc64le|riscv64|s390x|mips\w*)-linux-\w{3,12})\/\S{1,100}?): file not recognized/,
      code: 'library.wrong-architecture',
      test: ({ match, log, at }) => {
        const target = match[1] ?? log.before(at, 60, CROSS_COMPILER)?.match[1];
        return target !== undefined && target.split('-')[0] !== match[3]!.split('-')[0];
      },
      subject: ({ match }) => libraryOfFile(match[2]!),
      over: ['library.corrupt'],
      title: (subject) => text(`${subject} is for another architecture`, `${subject} 属于另一种体系结构`),
      cause: text(
        'A cross linker was given a library of the build machine.',
        '交叉链接器得到的是构建机自身的库。',
      ),
      remedies: [
        {
          title: text(
            'Install the library for the target, and let pkg-config look in its sysroot only',
            '安装目标平台的库，并让 pkg-config 只在其 sysroot 中查找',
          ),
        },
      ],
      samples: [
        [
          '/usr/lib/gcc-cross/arm-linux-gnueabihf/12/../../../../arm-linux-gnueabihf/bin/ld: /usr/lib/x86_64-linux-gnu/libczmq.so: file not recognized: file format not recognized',
          'libczmq',
        ],
        [
          'arm-linux-gnueabihf-gcc -shared -o libfoo.so foo.o -lzmq\n/usr/lib/x86_64-linux-gnu/libzmq.so: file not recognized: File format not recognized',
          'libzmq',
        ],
      ],
      misses: [
        'gcc -o app app.o -lzmq\n/usr/lib/x86_64-linux-gnu/libzmq.so: file not recognized: File format not recognized',
      ],
    },
    {
      id: 'library.corrupt/linker',
      when: /(?:ld\S{0,10}: ?)?(?:error: )?((?:[A-Za-z]:[\\/])?[^\s:]{1,300}\.(?:so|a|o|dylib)[\d.]{0,12}(?:\(\S{1,100}\))?):? (?:file format not recognized|file not recognized|error adding symbols: (?:[Mm]alformed archive|no more archived files|[Ff]ile truncated|[Ff]ile format not recognized|[Aa]rchive has no index)|[Ff]ile truncated|malformed archive|unknown file type|could not read symbols: (?:Malformed|Archive has no index|File truncated)|truncated or malformed|member \S{1,60} in archive is not an object|not an archive)/,
      subject: matchedLibrary,
      samples: [
        ['/usr/bin/ld: /usr/local/lib/libzmq.so: file truncated', 'libzmq'],
        ['/usr/bin/ld: /opt/lib/libzmq.a: error adding symbols: no more archived files', 'libzmq'],
        ['/usr/bin/ld:libsodium.a: file format not recognized; treating as linker script', 'libsodium'],
        ['/usr/local/lib/libsodium.so: file not recognized: File format not recognized', 'libsodium'],
      ],
    },
  ],
);
