import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { libraryOfCName } from '../../explain/subjects/symbols.ts';

export default family(
  'header.mismatch',
  {
    title: (subject) =>
      text(`Headers of two versions of ${subject} are mixed`, `混用了两个版本的 ${subject} 头文件`),
    cause: (subject) =>
      text(
        `A header that the compiler found belongs to another version of ${subject} than what uses it.`,
        `编译器找到的头文件与使用它的代码属于不同版本的 ${subject}。`,
      ),
    remedies: (subject) => [
      {
        title: text('See which headers are found first', '查看先找到的是哪份头文件'),
        run: [['pkg-config', '--cflags', subject ?? 'libzmq']],
      },
      {
        title: text(
          `Remove the old headers and keep one version of ${subject}`,
          `删除旧头文件，只保留一个版本的 ${subject}`,
        ),
      },
    ],
  },
  [
    {
      id: 'header.mismatch/zmq-hpp',
      when: /(?:^|\/)zmq(?:_addon)?\.hpp[:(]\d+.{0,12}: error:? ?(?:C\d{4}: )?.{0,10}'?(ZMQ_[A-Z0-9_]+|zmq_\w+)'?.{0,20}(?:was not declared|undeclared|has not been declared|not been declared|does not name a type|identifier)|(?:^|\/)zmq(?:_addon)?\.hpp[:(]\d+.{0,12}: error:? .{0,40}(?:use of undeclared identifier|unknown type name 'zmq_|'?zmq_\w+'? (?:was|has) not)/,
      subject: 'libzmq',
      over: ['compile.source-incompatible', 'dependency.too-old'],
      cause: text(
        'The C++ header zmq.hpp is newer than the zmq.h that the compiler found first.',
        'C++ 头文件 zmq.hpp 比编译器先找到的 zmq.h 新。',
      ),
      samples: [
        [
          "/usr/include/zmq.hpp:638:14: error: 'ZMQ_BLOCKY' was not declared in this scope; did you mean 'ZMQ_NOBLOCK'?",
          'libzmq',
        ],
        ["/usr/local/include/zmq.hpp:301:39: error: use of undeclared identifier 'ZMQ_MSG_T_SIZE'", 'libzmq'],
        ["/opt/include/zmq.hpp:88:9: error: 'zmq_fd_t' does not name a type", 'libzmq'],
        ["/opt/include/zmq.hpp:88:9: error: unknown type name 'zmq_fd_t'", 'libzmq'],
      ],
    },
    {
      id: 'header.mismatch/installed-header',
      when: /^(?:\/usr|\/opt|\/home)\S{0,200}\/include\/(?:z\w+|czmq\w*)\.h:\d+(?::\d+)?: error: (?:unknown type name|expected|conflicting types for|'?\w+'? (?:undeclared|was not declared|does not name)|redefinition|redeclaration|typedef redefinition|too (?:few|many))/,
      subject: ({ line }) =>
        /\/zmq\w*\.h:/.test(line.text) ? 'libzmq' : /\/zyre/.test(line.text) ? 'libzyre' : 'libczmq',
      over: ['compile.source-incompatible', 'dependency.too-new', 'dependency.too-old'],
      samples: [["/usr/local/include/zsock.h:320:5: error: unknown type name 'zlistx_t'", 'libczmq']],
    },
    {
      id: 'header.mismatch/czmq-version-check',
      when: /#error ['"]?(?:CZMQ|czmq) needs at least|error: #error ['"]?.{0,10}\b(zmq|ZMQ|libzmq|0MQ|ZeroMQ)\b.{0,20}(?:version|needs)|#error ['"]?.{0,80}\bZMQ version/i,
      code: 'dependency.too-old',
      subject: 'libzmq',
      title: text('libzmq is older than czmq needs', 'libzmq 比 czmq 要求的旧'),
      cause: text(
        'The headers say which libzmq they need, and the one found is older.',
        '头文件注明了所需的 libzmq 版本，而找到的版本更旧。',
      ),
      samples: [['/usr/include/czmq_prelude.h:250:8: error: #error "CZMQ needs at least ZMQ 3.2"', 'libzmq']],
    },
    {
      id: 'header.mismatch/other-header-own',
      when: /error: (?:'?(\w+)'?: )?(?:conflicting types for|conflicting declaration of C function|redefinition of|ambiguating new declaration of) '?.{0,30}?\b((?:zmq|zsock|zmsg|zframe|zstr|zctx|zactor|zpoller|zloop)_\w+|ZMQ_\w+)/,
      subject: ({ match }) => libraryOfCName(match[2]!),
      over: ['compile.source-incompatible'],
      samples: [["zstr.c:40:1: error: conflicting types for 'zstr_send'", 'libczmq']],
      // A binding's own name has the library's in it.
      misses: [
        'pollset.c:52: error: redefinition of typedef php_zmq_pollset',
        "poll.c:9:7: error: conflicting types for 'my_zmq_poll'",
      ],
    },
    {
      id: 'header.mismatch/runtime-says',
      when: /(?:libsodium|libzmq|libcurl|zlib|OpenSSL)\b.{0,40}\bheaders?\b.{0,40}(?:do(?:es)? not match|differs?|mismatch|version)|(?:header version .{0,30} (?:does not match|differs from) (?:the )?library)/i,
      // `gcc -v` warns of GMP, MPFR and MPC as it was built itself; CMake's logs are full of it.
      unless: /checking|configure: WARNING|-- |warning: \w{3,4} header version/,
      subject: ({ line }) => /lib(?:sodium|zmq|curl)/.exec(line.text)?.[0] ?? null,
      samples: [['error: libzmq headers do not match the library found', 'libzmq']],
      misses: ['warning: MPFR header version 4.2.1 differs from library version 4.2.2.'],
    },
    {
      id: 'header.mismatch/linux-libc',
      when: /fatal error: (gnu\/stubs-(?:32|64|\w+)\.h|sys\/cdefs\.h|bits\/[\w-]+\.h|asm\/[\w-]+\.h): No such file/,
      code: 'tool.broken',
      subject: 'gcc',
      over: ['header.missing'],
      title: text(
        'The compiler lacks headers of the C library for the wanted word size',
        '编译器缺少目标字长所需的 C 库头文件',
      ),
      cause: text(
        'Compiling for this word size (-m32, or a multilib target) needs packages that are not installed (gcc-multilib).',
        '以该字长编译（-m32 或 multilib 目标）需要未安装的软件包（gcc-multilib）。',
      ),
      samples: [
        ['/usr/include/features.h:424:12: fatal error: gnu/stubs-32.h: No such file or directory', 'gcc'],
      ],
    },
  ],
);
