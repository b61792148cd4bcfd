import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { cabalVersion } from '../../explain/subjects/cabal.ts';
import { libraryOfProject, matchedProject } from '../../explain/subjects/libraries.ts';

export default family(
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
      id: 'dependency.too-new/zmq-event',
      // zmq.h had the struct from 3.2 to 4.0; a library older than that lacks the constants of the events as well.
      when: /error:? (?:C\d{4}: )?(?:unknown type name |use of undeclared identifier )?'zmq_event_t'(?: was not declared| does not name a type| undeclared|: (?:undeclared|unknown)|;|$)/,
      unless: /zmq\.hpp/,
      test: ({ log }) => log.find(/\bZMQ_\w{1,40}'?:? ?(?:undeclared|was not declared)/) === null,
      subject: 'libzmq',
      over: ['compile.source-incompatible', 'dependency.too-old'],
      samples: [
        ["src/monitor.c:12:2: error: unknown type name 'zmq_event_t'", 'libzmq'],
        ["monitor.cpp:40:16: error: 'zmq_event_t' does not name a type", 'libzmq'],
      ],
      misses: [
        "Base.hsc:128:5: error: unknown type name 'zmq_event_t'\nBase.hsc:134:5: error: 'ZMQ_EVENT_CLOSED' undeclared (first use in this function)",
      ],
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
);
