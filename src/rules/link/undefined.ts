import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Remedy, RuleFamily } from '../../explain/rule.ts';
import { flagOf, libraryOfFile } from '../../explain/subjects/libraries.ts';
import { undefinedForm } from '../../explain/undefined.ts';

const addFlag = (subject: string | null): Remedy => ({
  title: text(
    `Add ${flagOf(subject ?? 'libzmq')} at the end of the link line, or take the whole from pkg-config`,
    `在链接命令末尾加上 ${flagOf(subject ?? 'libzmq')}，或直接使用 pkg-config 的输出`,
  ),
  run: /^lib(?:zmq|czmq|sodium|uuid|zyre)$/.test(subject ?? '') ? [['pkg-config', '--libs', subject!]] : [],
});

export default [
  ...family(
    'link.library-not-linked',
    {
      title: (subject) =>
        text(
          subject
            ? `${subject} is not on the link line`
            : 'A library that defines the missing symbols is not on the link line',
          subject ? `链接命令中没有 ${subject}` : '链接命令中缺少定义这些符号的库',
        ),
      cause: (subject) =>
        text(
          `The undefined symbols belong to ${subject ?? 'a library that the log does not name'}, and nothing on the link line brings it.`,
          `未定义的符号属于${subject ? ` ${subject}` : '日志未指明的库'}，而链接命令中没有它。`,
        ),
      remedies: (subject) =>
        subject
          ? [addFlag(subject)]
          : [
              {
                title: text(
                  'Find the library that defines the symbol, and add its -l behind what uses it',
                  '找出定义该符号的库，并把它的 -l 选项放在使用者之后',
                ),
              },
            ],
    },
    [
      undefinedForm('link.library-not-linked/undefined', 'not-linked', {
        tier: 'cause',
        samples: [
          [
            "/usr/bin/ld: /tmp/cc1.o: in function `main':\nmain.c:(.text+0x9): undefined reference to `zmq_ctx_new'\ncollect2: error: ld returned 1 exit status",
            'libzmq',
          ],
          [
            'ld: Undefined symbols:\n  _zsock_new, referenced from:\n      _main in main.o\nclang: error: linker command failed',
            'libczmq',
          ],
          [
            'Undefined\t\t\tfirst referenced\n symbol  \t\t\t    in file\nsocket                              demo.o\nzmq_ctx_new                         main.o\nld: fatal: symbol referencing errors',
            'libzmq',
          ],
          [
            "main.o: In function `main':\nmain.c:(.text+0x13): undefined reference to `zsock_new_push'\nmain.c:(.text+0x20): undefined reference to `zstr_send'",
            'libczmq',
          ],
          [
            'ld.lld: error: undefined symbol: sodium_init\n>>> referenced by random.cpp:120\n>>>               libzmq_la-random.o:(zmq::random_open()) in archive /usr/local/lib/libzmq.a',
            'libsodium',
          ],
          [
            'Undefined symbols for architecture x86_64:\n  "_zmq_ctx_new", referenced from:\n      _main in main-1a2b3c.o\nld: symbol(s) not found for architecture x86_64',
            'libzmq',
          ],
          [
            'main.obj : error LNK2019: unresolved external symbol zmq_ctx_new referenced in function main',
            'libzmq',
          ],
          ['mold: error: undefined symbol: uuid_generate\n>>> referenced by zuuid.c', 'libuuid'],
          ['ld: error: undefined symbol: pcap_open_live\n>>> referenced by main.c', 'libpcap'],
          [
            'Undefined                       first referenced\n symbol                             in file\n__ns_name_uncompress                ../obj/libbase.so\nld: fatal: symbol referencing errors. No output written to app',
            'libresolv',
          ],
          [
            "/usr/bin/ld: libzmq.a(clock.o): undefined reference to symbol 'clock_gettime@@GLIBC_2.2.5'",
            'librt',
          ],
        ],
        misses: [
          'checking for library containing clock_gettime... none required',
          "warning: undefined reference to `foo'",
        ],
      }),
      {
        id: 'link.library-not-linked/dso-missing',
        when: /^(?:\S{1,80}ld\S{0,10}: )?(?:note: )?'?(\S{1,200}?)'?: (?:error adding symbols|could not read symbols): (?:DSO missing from command line|Invalid operation)|^(?:\S{1,80}ld\S{0,10}: )?note: '[^']{1,200}' is defined in DSO (\S{1,200}) so try adding it/,
        subject: ({ match }) => libraryOfFile((match[1] ?? match[2])!),
        over: ['link.library-not-linked/undefined', 'link.version-mismatch'],
        samples: [
          [
            "/usr/bin/ld: main.o: undefined reference to symbol 'zmq_ctx_new'\n/usr/bin/ld: /usr/lib/x86_64-linux-gnu/libzmq.so.5: error adding symbols: DSO missing from command line",
            'libzmq',
          ],
          [
            '/lib/x86_64-linux-gnu/libpthread.so.0: error adding symbols: DSO missing from command line',
            'libpthread',
          ],
        ],
      },
    ],
  ),
  ...family(
    'link.order',
    {
      title: (subject) =>
        text(
          `${subject} stands before what uses it on the link line`,
          `链接命令中 ${subject} 排在了使用者之前`,
        ),
      cause: text(
        'The linker takes from a library only what has been asked for so far: libraries come after their users.',
        '链接器只从库中取出此前已被引用的内容：库必须排在使用者之后。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Move ${flagOf(subject ?? 'libzmq')} behind the objects and libraries that use it (czmq before zmq before sodium)`,
            `把 ${flagOf(subject ?? 'libzmq')} 移到使用它的目标文件和库之后（顺序：czmq、zmq、sodium）`,
          ),
        },
      ],
    },
    [
      undefinedForm('link.order/undefined', 'order', {
        samples: [
          [
            "$ gcc -lzmq main.c -o main\n/usr/bin/ld: /tmp/ccA.o: in function `main':\nmain.c:(.text+0x9): undefined reference to `zmq_ctx_new'",
            'libzmq',
          ],
          [
            "$ gcc main.o -o main -lzmq -lczmq\n/usr/local/lib/libczmq.a(zsock.o): In function `zsock_new':\nzsock.c:(.text+0x1): undefined reference to `zmq_socket'",
            'libzmq',
          ],
        ],
      }),
    ],
  ),
  ...family(
    'link.import-symbols',
    {
      title: (subject) =>
        text(`A static ${subject} is used as if it were a DLL`, `把静态的 ${subject} 当作 DLL 使用`),
      cause: text(
        '`__imp_` symbols come from __declspec(dllimport): the header was not told that the library is static.',
        '`__imp_` 符号来自 __declspec(dllimport)：没有告诉头文件该库是静态的。',
      ),
      remedies: (subject) => [
        {
          title: text(
            `Define ${subject === 'libczmq' ? 'CZMQ_STATIC' : 'ZMQ_STATIC'} when compiling, or link the DLL's import library`,
            `编译时定义 ${subject === 'libczmq' ? 'CZMQ_STATIC' : 'ZMQ_STATIC'}，或改为链接 DLL 的导入库`,
          ),
        },
      ],
    },
    [
      undefinedForm('link.import-symbols/undefined', 'import', {
        samples: [
          [
            'main.obj : error LNK2019: unresolved external symbol __imp_zmq_ctx_new referenced in function main',
            'libzmq',
          ],
          ["main.o:main.c:(.text+0x1e): undefined reference to `__imp_zsock_new'", 'libczmq'],
        ],
      }),
    ],
  ),
] satisfies RuleFamily;
