import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { newerRelease } from '../../explain/remedies.ts';
import { matchedProject } from '../../explain/subjects/libraries.ts';

export default family(
  'dependency.too-old',
  {
    cause: (subject) =>
      text(
        `Headers and library of ${subject ?? 'it'} agree, but lack what a later release brought.`,
        `${subject ?? '该库'} 的头文件与库一致，但缺少后续版本才有的内容。`,
      ),
    remedies: (subject) => [newerRelease(subject)],
  },
  [
    {
      id: 'dependency.too-old/configure',
      when: /^configure: error: .{0,60}?\b((?!librar)lib[a-z]\w{1,20}|zeromq|ZeroMQ|zmq|czmq|sodium|openssl|OpenSSL)\b.{0,60}(?:>= ?\d|version \d[\d.]* or (?:higher|later|newer|greater)|too old|at least \d|older than|or newer)/,
      unless: /pkg-config|Package requirements/,
      subject: matchedProject,
      over: ['dependency.missing'],
      samples: [['configure: error: libzmq version is too old: 4.0.0 or newer is needed', 'libzmq']],
    },
    {
      id: 'dependency.too-old/cmake',
      when: /Could NOT find ([\w+-]{1,60}): Found unsuitable version "[^"]{1,30}", but required is(?: (?:at|exact)|$)|Could not find a configuration file for package "([\w+-]{1,60})" that is compatible/,
      subject: matchedProject,
      over: ['dependency.missing'],
      samples: [
        [
          '  Could NOT find ZeroMQ: Found unsuitable version "3.2.5", but required is at least "4.0"',
          'libzmq',
        ],
      ],
    },
    {
      id: 'dependency.too-old/undeclared-api',
      when: /error:? (?:C\d{4}: )?(?:implicit declaration of function |use of undeclared identifier |call to undeclared function |unknown type name |)?'?((?:ZMQ|ZSOCK|CZMQ)_[A-Z0-9_]{3,40}|(?:zmq|zsock|zmsg|zframe|zstr|zpoller|zsys|zlistx|zhashx|zcert|zconfig|zchunk|zproc|zhttp\w*)_[a-z0-9_]{2,40}|(?:zlistx|zhashx|zpoller|zproc|zosc|ztrie|zargs|zhttp_client|zcertstore|ztimerset)_t)'?;?:? ?(?:undeclared|was not declared|has not been declared|does not name a type|is not a member|; did you mean|$|\[-W|: identifier)/,
      test: ({ line, log }) =>
        !/zmq\.hpp|zmq_addon\.hpp/.test(line.text.split(': error')[0]!) &&
        !/\/z?src\/z\w+\.c(?:pp)?:/.test(line.text) &&
        log.find(/could not determine kind/) === null,
      subject: ({ match }) => (/^ZMQ_|^zmq_/.test(match[1]!) ? 'libzmq' : 'libczmq'),
      over: ['compile.source-incompatible'],
      samples: [
        ["src/server.c:44:12: error: 'ZMQ_HEARTBEAT_IVL' undeclared (first use in this function)", 'libzmq'],
        ["sock.cpp:20:5: error: 'zsock_set_router_notify' was not declared in this scope", 'libczmq'],
        ["main.c:12:5: error: unknown type name 'zhashx_t'", 'libczmq'],
        ["sock.hpp(111): error C2065: 'ZMQ_XPUB_VERBOSER': undeclared identifier", 'libzmq'],
      ],
    },
    {
      id: 'dependency.too-old/any-language',
      // A constant of zmq.h right after the error: whatever the words that follow, only few mean that it is there.
      when: /^\S{1,300}\.(?:c|cc|cpp|cxx|m|h|hpp):\d+(?::\d+)?: error: '((?:ZMQ|CZMQ)_[A-Z0-9_]{3,40})' (?!redeclared|redefined|redefinition|conflict|defined|is |has |cannot|was )\S/,
      unless: /zmq\.hpp|zmq_addon\.hpp|\/z?src\/z\w+\.c(?:pp)?:/,
      subject: ({ match }) => (match[1]!.startsWith('ZMQ_') ? 'libzmq' : 'libczmq'),
      over: ['compile.source-incompatible'],
      samples: [["sub.c:9:20: error: 'ZMQ_XPUB_MANUAL' non dichiarato", 'libzmq']],
      misses: ["sub.c:9:20: error: 'ZMQ_PUB' redeclared as different kind of symbol"],
    },
    {
      id: 'dependency.too-old/cppzmq',
      // zmq.hpp grew by the release: socket_type, send_flags, buffer, recv_result_t and so on are of 4.3 and later.
      when: /error:? (?:C\d{4}: )?(?:'(\w{1,40})'(?:: | )is not a member of '?zmq(?:::\w{1,30})?'?|'zmq::(\w{1,40})(?:::\w{1,40})?' (?:has not been|was not) declared|no (?:type|member|template) named\s{1,4}'(\w{1,40})' in (?:namespace )?'zmq(?:::\w{1,40})?'|'(\w{1,40})' in namespace 'zmq' does not name|no member named '(\w{1,40})' in 'zmq::)/,
      unless: /\/zmq(?:_addon)?\.hpp/,
      subject: 'cppzmq',
      over: ['compile.source-incompatible'],
      remedies: [
        {
          title: text(
            'Take zmq.hpp of a current cppzmq release: it is a header and needs no build',
            '使用当前 cppzmq 版本的 zmq.hpp：它只是头文件，无需构建',
          ),
        },
      ],
      samples: [
        ["main.cc:9:19: error: 'buffer' is not a member of 'zmq'", 'cppzmq'],
        ["main.cc:9:35: error: 'zmq::send_flags' has not been declared", 'cppzmq'],
        ["main.cpp:6:34: error: no member named 'socket_type' in namespace 'zmq'", 'cppzmq'],
      ],
    },
    {
      id: 'dependency.too-old/implicit-werror',
      // gcc before 4.3 calls a warning a warning still where it has said that warnings are errors.
      when: /(?:error|warning): (?:implicit declaration of|call to undeclared) function '((?:zmq|zsock|zmsg|zframe|zstr|zpoller|zsys|zlistx|zhashx|zcert|zconfig|zchunk)_[a-z0-9_]{2,40})'/,
      test: ({ line, log }) =>
        !line.text.includes('warning: ') || log.find(/^cc1: warnings being treated as errors/) !== null,
      subject: ({ match }) => (/^zmq_/.test(match[1]!) ? 'libzmq' : 'libczmq'),
      over: ['compile.warning-as-error'],
      samples: [
        [
          "main.c:30:3: error: call to undeclared function 'zframe_set_group'; ISO C99 and later do not support implicit function declarations [-Wimplicit-function-declaration]",
          'libczmq',
        ],
        [
          "main.c:30:3: error: implicit declaration of function 'zsock_set_heartbeat_ivl' [-Werror=implicit-function-declaration]",
          'libczmq',
        ],
        [
          "cc1: warnings being treated as errors\nmain.c:30: warning: implicit declaration of function 'zmq_ctx_set'",
          'libzmq',
        ],
      ],
    },
    {
      id: 'dependency.too-old/asserted',
      // Bindings check the version of the headers that they are given while they are compiled.
      when: /(?:static assertion failed|static_assert failed|#error|error C\d{4}).{0,80}?\b(?:minimum|[Rr]equires?|[Nn]eeds?|at least|too old|[Uu]nsupported|[Oo]nly)\b.{0,60}?\b(?:lib)?(zmq|ZMQ|ZeroMQ|czmq|CZMQ|0MQ|sodium)\b|(?:static assertion failed|static_assert failed|#error).{0,40}?\b(?:lib)?(zmq|ZMQ|ZeroMQ|czmq|CZMQ|0MQ|sodium)\b.{0,60}?(?:\d+\.\d|required|too old|not supported|newer)/,
      unless: /C\+\+\d\d/,
      subject: ({ match }) =>
        /czmq/i.test((match[1] ?? match[2])!)
          ? 'libczmq'
          : /sodium/.test((match[1] ?? match[2])!)
            ? 'libsodium'
            : 'libzmq',
      over: ['compile.source-incompatible', 'header.mismatch/czmq-version-check'],
      samples: [
        [
          'interface.cpp:23:1: error: static assertion failed: The minimum required version of libzmq is 3.0.0.',
          'libzmq',
        ],
        ['zsys.c:40:4: error: #error "CZMQ needs ZeroMQ 4.2 or newer"', 'libzmq'],
      ],
    },
    {
      id: 'dependency.too-old/says-on',
      // What is needed on one line, what there is on the next.
      when: /\b(?:requires?|needs?) (?:at least )?(?:lib)?(zmq|ZMQ|ZeroMQ|zeromq|czmq|CZMQ|0MQ)(?: version)? ?(?:>=|≥)? ?v?\d[\d.x]*(?: or (?:higher|later|newer))?[,.;]?$/,
      test: ({ log, at }) =>
        log.after(at, 1, /^(?:[Bb]ut|[Ff]ound|[Hh]ave|[Yy]ou have|[Ii]nstalled)\b/) !== null,
      subject: ({ match }) => (/czmq/i.test(match[1]!) ? 'libczmq' : 'libzmq'),
      samples: [['This binding needs libzmq >= 4.1\nFound: 3.2.5', 'libzmq']],
      misses: ['This binding needs libzmq >= 4.1\nSee the manual'],
    },
    {
      id: 'dependency.too-old/runtime-says',
      when: /(?:requires?|needs?|need) (?:at least )?(?:lib)?(zmq|ZMQ|ZeroMQ|zeromq|czmq|CZMQ|0MQ)(?: version)? ?(?:>=|≥)? ?v?(\d[\d.x]*)(?: or (?:higher|later|newer|above|greater))?,? ?(?:but|found|have|got|\()/,
      subject: ({ match }) => (/czmq/i.test(match[1]!) ? 'libczmq' : 'libzmq'),
      over: ['runtime.version-mismatch'],
      samples: [['ImportError: requires libzmq >= 3.2, but found 2.1.11', 'libzmq']],
    },
  ],
);
