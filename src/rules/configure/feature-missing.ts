import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import { libraryOfFlag } from '../../explain/subjects/libraries.ts';

/** A library and what it was built without, as a sentence of configure's names them. */
const featureOf = (library: string, feature: string): string =>
  `${/czmq/i.test(library) ? 'libczmq' : 'libzmq'}:${feature
    .toLowerCase()
    .replace(/^(?:lib)?sodium$/, 'curve')
    .replace(/^draft$/, 'drafts')}`;

/** Both of PGM's transports come with OpenPGM. */
const transport = (scheme: string): string => `libzmq:${scheme.replace(/^epgm$/, 'pgm')}`;
/** A call whose endpoint has a transport that is built only where it was asked for. */
const BOUND = /\b(?:bind|connect)\w{0,20}\s?\(.{0,80}['"](ipc|e?pgm|norm|tipc|vmci|wss?|udp):\/\//;

export default family(
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
      subject: ({ match }) => transport((match[1] ?? match[2])!),
      samples: [['zmq.error.ZMQError: Protocol not supported wss://127.0.0.1:5555', 'libzmq:wss']],
    },
    {
      id: 'dependency.feature-missing/transport-above',
      // A traceback shows the call with its endpoint; the error itself names none.
      when: /\bProtocol not supported\b/,
      test: ({ log, at }) => log.before(at, 6, BOUND) !== null,
      subject: ({ log, at }) => transport(log.before(at, 6, BOUND)!.match[1]!),
      samples: [
        [
          '  File "./app.py", line 7, in <module>\n    socket.bind("epgm://eth0;localhost:5555");\n  File "socket.pyx", line 390, in zmq.core.socket.Socket.bind (zmq/core/socket.c:3613)\nzmq.core.error.ZMQError: Protocol not supported',
          'libzmq:pgm',
        ],
        [
          '    sock.connect(\'norm://1,239.1.1.1:5556\')\n  File "zmq/sugar/socket.py", line 80\nzmq.error.ZMQError: Protocol not supported',
          'libzmq:norm',
        ],
      ],
      misses: [
        '    socket.bind("tcp//*:5555")\nzmq.error.ZMQError: Protocol not supported',
        '    socket.bind("tcp://*:5555")\nzmq.error.ZMQError: Protocol not supported',
      ],
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
);
