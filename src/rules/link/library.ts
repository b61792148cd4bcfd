import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { installIt, orBuildIt } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import {
  capabilityOfLibrary,
  fileName,
  libraryOfFile,
  libraryOfFlag,
} from '../../explain/subjects/libraries.ts';

/** The compiler's own: without them it is the toolchain that is not whole. Apple's `-lgcc_s.10.5` is a library of an SDK. */
const OWN = /-lgcc(?:_s|_eh)?(?:[\s:]|$)|-lc(?::|$)/;

export default [
  ...family(
    'link.library-not-found',
    {
      cause: (subject) =>
        text(
          `No folder that the linker searches holds ${subject}.so or ${subject}.a: the development package is missing, or its folder is not named with -L.`,
          `链接器搜索的目录中没有 ${subject}.so 或 ${subject}.a：缺少开发包，或没有用 -L 指出其目录。`,
        ),
      remedies: (subject) => {
        const need = subject ? capabilityOfLibrary(subject) : null;
        return [
          ...installIt(subject, need),
          ...orBuildIt(subject),
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
        when: /(?:ld(?:\.\w+)?(?:\.exe)?|mold|collect2): (?:fatal error: |error: )?(?:cannot find|unable to find library|library not found:|library not found for|fatal: library) (-l ?:?[\w+./-]{1,120}(?:::[\w+.-]{1,60})?)/,
        unless: OWN,
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
          ['/usr/bin/ld: cannot find -lczmq::czmq-shared: No such file or directory', 'libczmq'],
          [
            '/usr/bin/ld: cannot find -lzmq: No such file or directory\ncollect2: error: ld returned 1 exit status',
            'libzmq',
          ],
          ['/usr/bin/ld.gold: error: cannot find -lsodium', 'libsodium'],
          ['ld.lld: error: unable to find library -lczmq', 'libczmq'],
          ['mold: error: library not found: -luuid', 'libuuid'],
          ['ld: library not found for -lzmq', 'libzmq'],
          ['ld: library not found for -l./libzmq', 'libzmq'],
          ['ld: fatal: library -lzmq: not found\nld: fatal: file processing errors.', 'libzmq'],
          ['ld: library not found for -lgcc_s.10.4', 'libgcc_s.10.4'],
          ['/usr/bin/ld: cannot find -lpython3.8', 'libpython3.8'],
        ],
        misses: [
          '/usr/bin/ld: skipping incompatible /usr/lib/libzmq.so when searching for -lzmq\n/usr/bin/ld: cannot find -lzmq',
        ],
      },
      {
        id: 'link.library-not-found/by-path',
        when: /^(?:\S{0,120}\/)?[\w.-]{0,60}?(?:gcc|g\+\+|clang|clang\+\+|cc|c\+\+|ld)(?:-[\d.]+)?: (?:fatal )?(?:error: )?(?:(\S{1,300}\.(?:a|so|dylib|la)(?:\.\d[\d.]*)?): No such file or directory|no such file or directory: '([^']{1,300}\.(?:a|so|dylib|la)(?:\.\d[\d.]*)?)'|cannot find (\/?\S{1,300}\.(?:a|so|dylib))(?:: |$))/,
        subject: ({ match }) => {
          const file = (match[1] ?? match[2] ?? match[3])!;
          return libraryOfFile(file) ?? fileName(file);
        },
        samples: [
          ['gcc: error: deps/zeromq2/src/.libs/libzmq.a: No such file or directory', 'libzmq'],
          ["clang: error: no such file or directory: '/opt/lib/libczmq.a'", 'libczmq'],
          ['/usr/bin/ld: cannot find /usr/local/lib/libsodium.a: No such file or directory', 'libsodium'],
        ],
      },
      {
        id: 'link.library-not-found/any-language',
        // What GNU ld says of a library by its flag alone, whatever the catalogue of its release made of "cannot find".
        when: /^(?:\S{0,200}[\\/])?(?:[\w-]{1,40}-)?ld(?:\.\w{2,5})?(?:\.exe)?: (?:[^\s/][^/:]{0,60} )?(-l:?[\w+.-]{1,60})(?:[ :][^/]{0,120})?$/,
        unless: new RegExp(`${OWN.source}|warning|skipping|searching`),
        generic: true,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [['/usr/bin/ld: -lzmq kann nicht gefunden werden', 'libzmq']],
      },
      {
        id: 'link.library-not-found/name',
        when: /(?:ld|mold|lld|tcc)(?:\.\w+)?: (?:fatal: |error: )?(?:library ['"]?|library not found: |cannot find -l ?|could not find (?:library )?)([\w+.-]{2,60})['"]? ?(?:not found)?$/,
        unless: /-lgcc|-lc$|crt|\.o$/,
        subject: ({ match }) => libraryOfFlag(match[1]!),
        samples: [
          ["ld: library 'czmq' not found", 'libczmq'],
          ['mold: fatal: library not found: uuid', 'libuuid'],
        ],
      },
      {
        id: 'link.library-not-found/msvc',
        // The number is the same in all languages, in the compiler's line and in Visual Studio's list of errors.
        when: /\bLNK1(?:104|181)\b.{1,120}?['"]([^'"]{1,200}\.lib)['"]/,
        subject: ({ match }) => libraryOfFile(match[1]!),
        samples: [
          ["LINK : fatal error LNK1104: cannot open file 'libzmq-v142-mt-4_3_4.lib'", 'libzmq'],
          [
            "LINK : fatal error LNK1181: impossible d'ouvrir le fichier en entrée 'libsodium.lib'",
            'libsodium',
          ],
          [
            "오류\tLNK1181\t'..\\lib\\czmq.lib' 입력 파일을 열 수 없습니다.\tapp\tC:\\app\\LINK\t1",
            'libczmq',
          ],
        ],
      },
      {
        id: 'link.library-not-found/no-rule',
        // A library in a folder of its own tree is one that the project itself was to make.
        when: /No rule to make target '((?:\/|\.\.\/|[A-Za-z]:)\S{0,200}\/)(lib[\w+-]{1,40}\.(?:so|a|la|dylib)\S{0,12})', needed by/,
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
] satisfies RuleFamily;
