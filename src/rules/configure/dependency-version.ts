import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { newerRelease } from '../../explain/remedies.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { cabalVersion } from '../../explain/subjects/cabal.ts';
import { libraryOfFlag, libraryOfProject, matchedProject } from '../../explain/subjects/libraries.ts';

/** A library and what it was built without, as a sentence of configure's names them. */
const featureOf = (library: string, feature: string): string =>
  `${/czmq/i.test(library) ? 'libczmq' : 'libzmq'}:${feature
    .toLowerCase()
    .replace(/^(?:lib)?sodium$/, 'curve')
    .replace(/^draft$/, 'drafts')}`;

export default [
  ...family(
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
          [
            "src/server.c:44:12: error: 'ZMQ_HEARTBEAT_IVL' undeclared (first use in this function)",
            'libzmq',
          ],
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
  ),
  ...family(
    'dependency.too-new',
    {
      title: (subject) =>
        text(
          `${subject ?? 'A library'} is newer than its user can take`,
          `${subject ?? '某个库'} 的版本比使用者能接受的更新`,
        ),
      cause: (subject) =>
        text(
          `What the code uses was removed or changed in the ${subject ?? 'library'} installed.`,
          `代码使用的内容在已安装的 ${subject ?? '库'} 中已被删除或更改。`,
        ),
      remedies: [
        {
          title: text(
            'Take a newer release of the program, or an older library',
            '使用更新的程序版本，或较旧的库',
          ),
        },
      ],
    },
    [
      {
        id: 'dependency.too-new/czmq-removed',
        when: /error: (?:unknown type name |use of undeclared identifier |implicit declaration of function |call to undeclared function |'?)'?((?:zctx|zthread|zsocket|zsockopt|zauth_v2|zbeacon_v2|zgossip_v2|zmonitor_v2|zproxy_v2|zmutex|ztree|zsync)_\w{1,40})'?/,
        subject: 'libczmq',
        over: ['compile.source-incompatible', 'dependency.too-old', 'compile.warning-as-error'],
        cause: text(
          'zctx, zsocket, zthread and their kin were removed in czmq 4.',
          'zctx、zsocket、zthread 等类在 czmq 4 中已被移除。',
        ),
        remedies: [
          {
            title: text(
              'Port the program to zsock and zactor, or take a newer release of it',
              '把程序移植到 zsock 和 zactor，或使用它的新版本',
            ),
          },
          { title: text('Or build czmq 3 for it in a prefix of its own', '或在单独的目录中为它构建 czmq 3') },
        ],
        samples: [["src/malzmq_classes.h:72:3: error: unknown type name 'zctx_t'", 'libczmq']],
      },
      {
        id: 'dependency.too-new/zmq2-api',
        when: /error: (?:implicit declaration of function |use of undeclared identifier |call to undeclared function |)?'?(ZMQ_(?:HWM|SWAP|MCAST_LOOP|RECOVERY_IVL_MSEC|UPSTREAM|DOWNSTREAM|NOBLOCK)|zmq_(?:device|sendv|recvv))'?/,
        unless: /did you mean 'ZMQ_NOBLOCK/,
        subject: 'libzmq',
        over: ['compile.source-incompatible', 'dependency.too-old'],
        cause: text(
          'This belongs to the API of ZeroMQ 2, which 3 and 4 dropped.',
          '这是 ZeroMQ 2 的接口，3 和 4 已将其去掉。',
        ),
        samples: [["main.c:10:29: error: 'ZMQ_HWM' undeclared (first use in this function)", 'libzmq']],
      },
      {
        id: 'dependency.too-new/zmq2-send',
        when: /error: (?:too few arguments to function|too few arguments to function call,)(?: '?(?:int )?(zmq_(?:send|recv|msg_send|init|msg_close)))?/,
        test: ({ match, log, at }) =>
          match[1] !== undefined || log.after(at, 4, /zmq_(?:send|recv) ?\(/) !== null,
        subject: 'libzmq',
        over: ['compile.source-incompatible'],
        samples: [["server.c:33:5: error: too few arguments to function 'zmq_send'", 'libzmq']],
      },
      {
        id: 'dependency.too-new/upper-bound',
        when: /^configure: error: .{0,60}?\b((?!librar)lib[a-z]\w{1,20}|zeromq|zmq|czmq|openssl)\b.{0,60}(?:too new|< ?\d|<= ?\d|or (?:older|earlier|lower)|not supported|no longer)|Requested '([\w.+-]{1,60}) ?(?:<|<=) ?[^']{1,30}' but version of/,
        subject: matchedProject,
        over: ['dependency.missing', 'pkgconfig.version-too-old'],
        samples: [["Requested 'libzmq < 4' but version of libzmq is 4.3.4", 'libzmq']],
      },
      {
        id: 'dependency.too-new/cabal',
        when: /[Tt]he pkg-config package '?[\w.+-]{1,60}/,
        test: (match) => cabalVersion(match)?.tooNew === true,
        subject: (match) => libraryOfProject(cabalVersion(match)!.module),
        samples: [
          [
            'cabal: The pkg-config package libzmq version >=3.2 && <4.0 is required but the\nversion installed on the system is version 4.0.4',
            'libzmq',
          ],
        ],
        misses: [
          'cabal: The pkg-config package libzmq version >=4.0 && <5.0 is required but the\nversion installed on the system is version 4.3.4',
        ],
      },
      {
        id: 'dependency.too-new/openssl',
        when: /error: (?:'?\w+'? has incomplete type|(?:invalid use of|dereferencing pointer to|field '?\w+'? has) incomplete (?:type|typedef) '?(?:struct )?(?:EVP_MD_CTX|EVP_CIPHER_CTX|HMAC_CTX|RSA|DH|BIO|X509)\b)/,
        subject: 'openssl',
        over: ['compile.source-incompatible'],
        samples: [["ssl.c:10:3: error: invalid use of incomplete typedef 'EVP_MD_CTX'", 'openssl']],
      },
    ],
  ),
  ...family(
    'dependency.feature-missing',
    {
      title: (subject) =>
        text(
          `The library was built without what is needed: ${subject}`,
          `库在构建时没有包含所需的功能：${subject}`,
        ),
      cause: text(
        'The library is there, but this feature was off when it was built.',
        '库是有的，但构建时没有打开这个功能。',
      ),
      remedies: (subject) => [
        {
          title: text('Build it with the feature', '带上该功能重新构建'),
          run: [
            [
              'czmq-setup',
              'install',
              subject?.startsWith('libczmq') ? 'czmq' : 'libzmq',
              '--features',
              subject?.split(':')[1] ?? 'curve',
              '--force',
            ],
          ],
        },
      ],
    },
    [
      {
        id: 'dependency.feature-missing/go-drafts',
        when: /could not determine kind of name for C\.(\w{1,60})/,
        test: ({ log, match }) =>
          /zmq_(?:poller_|join|leave|msg_(?:set_)?(?:group|routing_id)|ctx_[gs]et_ext|timers_)|ZMQ_(?:SERVER|CLIENT|RADIO|DISH|GATHER|SCATTER|DGRAM|PEER|CHANNEL)$/.test(
            match[1]!,
          ) &&
          log
            .all(/could not determine kind of name for C\.(\w+)/)
            .every(({ 1: name }) =>
              /zmq_(?:poller_|join|leave|msg_|ctx_[gs]et_ext|timers_)|ZMQ_(?:SERVER|CLIENT|RADIO|DISH|GATHER|SCATTER|DGRAM|PEER|CHANNEL)$/.test(
                name!,
              ),
            ),
        subject: 'libzmq:drafts',
        over: ['go.binding-mismatch'],
        samples: [['zmq4.go:1047:34: could not determine kind of name for C.zmq_msg_group', 'libzmq:drafts']],
      },
      {
        id: 'dependency.feature-missing/drafts-undeclared',
        when: /error: (?:implicit declaration of function |use of undeclared identifier |call to undeclared function |)'?(ZMQ_(?:SERVER|CLIENT|RADIO|DISH|GATHER|SCATTER|DGRAM|PEER|CHANNEL)|zmq_(?:join|leave|msg_set_group|msg_group|msg_set_routing_id|msg_routing_id|poller_\w+|timers_\w+)|zmq_poller_event_t)'?/,
        subject: 'libzmq:drafts',
        over: [
          'dependency.too-old',
          'compile.source-incompatible',
          'compile.warning-as-error',
          'header.mismatch',
        ],
        samples: [
          ["radio.c:9:40: error: 'ZMQ_RADIO' undeclared (first use in this function)", 'libzmq:drafts'],
        ],
      },
      {
        id: 'dependency.feature-missing/curve-runtime',
        when: /(?:curve|CURVE|CurveZMQ).{0,60}(?:not (?:supported|available|enabled|compiled|built)|unsupported|requires? libsodium|without (?:curve|libsodium|CURVE))|(?:libzmq|zmq|ZeroMQ).{0,40}(?:without|no) (?:curve|CURVE|libsodium) support|zmq_has\("curve"\) (?:returned|==|is) (?:0|false)/,
        unless: /configure: WARNING|checking|^-- /,
        subject: 'libzmq:curve',
        samples: [['E: zcert: CURVE is not supported by this libzmq', 'libzmq:curve']],
      },
      {
        id: 'dependency.feature-missing/curve-errno',
        // zmq_curve_keypair(3): ENOTSUP where libzmq was built without CURVE. Bindings print its text beside the call.
        when: /^(?!.{0,400}(?:[Ss]ocket type|[Pp]rotocol|tcp:))(?:.{0,300}[\s:'(\]])?(?:Not supported|ENOTSUP|Operation not supported)\b/,
        tier: 'symptom',
        test: ({ line, log, at }) => {
          const near = /curve_?(?:key|public|secret|server|pair)|CurveKeyPair|z85_?encode/i;
          return near.test(line.text) || log.before(at, 6, near) !== null || log.after(at, 6, near) !== null;
        },
        subject: 'libzmq:curve',
        samples: [
          [
            'zmq.error.ZMQError: Not supported\n  File "zmq/backend/cython/utils.pyx", in zmq.backend.cython.utils.curve_keypair',
            'libzmq:curve',
          ],
        ],
        misses: ['zmq.error.ZMQError: Operation not supported\n  sock.monitor()'],
      },
      {
        id: 'dependency.feature-missing/configure',
        when: /^configure: error: .{0,60}?\b(?:lib)?(zmq|zeromq|0mq|czmq)\b.{0,30}?\b(curve|libsodium|sodium|drafts?|gssapi|pgm|norm)\b.{0,24}?(?:support|API)s?.{0,24}?(?:required|missing|needed|not|lacks|disabled)/i,
        subject: ({ match }) => featureOf(match[1]!, match[2]!),
        over: ['dependency.missing', 'pkgconfig.module-missing'],
        samples: [
          ['configure: error: libzmq DRAFT API is required but was not found', 'libzmq:drafts'],
          ['configure: error: ZeroMQ without libsodium support is not usable here', 'libzmq:curve'],
        ],
        misses: ['configure: error: libzmq is required but was not found'],
      },
      {
        id: 'dependency.feature-missing/configure-feature-first',
        when: /^configure: error: .{0,60}?\b(curve|drafts?|gssapi|(?:lib)?sodium(?= support)|pgm|norm)\b(?: (?:encryption|security|support|API|sockets)){0,2} (?:in|of|by|from|was not built into) .{0,16}?\b(?:lib)?(zmq|zeromq|0mq|czmq)\b/i,
        test: ({ line }) => /fail|not|missing|required|need|without|lack|unable/i.test(line.text),
        subject: ({ match }) => featureOf(match[2]!, match[1]!),
        over: ['dependency.missing', 'pkgconfig.module-missing'],
        samples: [
          ['configure: error: \n Failed to detect CURVE support in libzmq!', 'libzmq:curve'],
          ['configure: error: missing draft API in your czmq', 'libczmq:drafts'],
        ],
        misses: ['configure: error: libsodium is required by libzmq'],
      },
      {
        id: 'dependency.feature-missing/option-asserted',
        // czmq aborts where libzmq refuses an option of a mechanism that it was built without (zsock_option.inc).
        when: /: zsock_(?:set_)?(curve|gssapi)_\w{1,40}: Assertion|Assertion failed: .{1,160}function zsock_(?:set_)?(curve|gssapi)_/,
        subject: ({ match }) => `libzmq:${match[1] ?? match[2]}`,
        over: ['runtime.version-mismatch', 'test.failed'],
        samples: [
          [
            "app: src/zsock_option.inc:2100: zsock_set_curve_secretkey: Assertion `rc == 0' failed.",
            'libzmq:curve',
          ],
        ],
        misses: ["app: src/zsock_option.inc:90: zsock_set_sndhwm: Assertion `rc == 0' failed."],
      },
      {
        id: 'dependency.feature-missing/ipc-transport',
        when: /Protocol not supported.{0,40}\b(ipc|pgm|epgm|norm|tipc|vmci|ws|wss|udp)(?::\/\/|\b)|\b(ipc|pgm|epgm|norm|tipc|vmci|ws|wss|udp):\/\/.{0,80}Protocol not supported/,
        subject: ({ match }) => `libzmq:${match[1] ?? match[2]}`,
        samples: [['zmq.error.ZMQError: Protocol not supported wss://127.0.0.1:5555', 'libzmq:wss']],
      },
      {
        id: 'dependency.feature-missing/static',
        when: /(?:cannot find|could not find|ld: library not found for) -l:?(?:lib)?(zmq|czmq|sodium)(?:\.a)?(?::|$| )/,
        test: ({ log, at }) =>
          /(?:^| )-static(?: |$)/.test(log.commandOf(at)) ||
          log.lines
            .slice(Math.max(0, at - 12), at)
            .some(({ text }) => /(?:gcc|g\+\+|cc|clang|link).{0,400} -static(?: |$)/.test(text)),
        subject: ({ match }) => `${libraryOfFlag(match[1]!)}:static`,
        over: ['link.library-not-found'],
        samples: [
          [
            '$ gcc -static main.c -lzmq\n/usr/bin/ld: cannot find -lzmq: No such file or directory',
            'libzmq:static',
          ],
        ],
      },
    ],
  ),
] satisfies RuleFamily;
