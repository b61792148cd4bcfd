import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { RuleFamily } from '../../explain/rule.ts';
import { baseName } from '../../explain/subjects/paths.ts';

/** Bindings and their tests, as paths, packages and modules name them. */
const OF_THE_STACK =
  /(?:^|[\s/.("-])(?:goczmq|gozmq|zmq4?|pyzmq|czmq|libzmq|libczmq|zeromq|zyre|rust-zmq|zmq-sys|zmqpp|cppzmq|azmq|jzmq)(?:$|[\s/.:)"@-])/i;

export default [
  ...family(
    'test.failed',
    {
      cause: text(
        'The library itself is built. Tests of network libraries also fail where there is no interface, no IPv6, a busy port or a slow machine.',
        '库本身已经构建完成。没有网络接口、没有 IPv6、端口被占或机器过慢时，网络库的测试也会失败。',
      ),
      remedies: [
        {
          title: text('Run it alone and look at its log', '单独运行它并查看日志'),
          run: [['make', 'check', 'VERBOSE=1']],
        },
        { title: text('Install without the tests', '不运行测试直接安装'), run: [['make', 'install']] },
      ],
    },
    [
      {
        id: 'test.failed/automake',
        tier: 'symptom',
        when: /^(?:FAIL|ERROR|XPASS): (\S{1,120})(?: \(.{0,60}\))?$/,
        unless: /:$|^FAIL: 0|^ERROR: (?:\d|pip|unable|for|failed|process|job|gcloud)/i,
        subject: ({ match }) => baseName(match[1]!).replace(/\.(?:sh|exe)$/, ''),
        samples: [
          ['PASS: tests/test_reqrep\nFAIL: tests/test_proxy_terminate', 'test_proxy_terminate'],
          ['FAIL: test_many_sockets (exit status: 1)', 'test_many_sockets'],
        ],
        misses: ['# FAIL: 0', 'ERROR: pip', 'ERROR: Exception:'],
      },
      {
        id: 'test.failed/ctest',
        tier: 'symptom',
        when: /^\d{1,4} - (\S{1,120}) \((?:Failed|Timeout|SEGFAULT|Not Run|Subprocess aborted|ILLEGAL|BAD_COMMAND|Child aborted)\)|^\d{1,4}\/\d{1,4} Test +#\d+: (\S{1,100}) \.{2,60}\*{3}(?:Failed|Timeout|Exception|Not Run)/,
        subject: ({ match }) => (match[1] ?? match[2])!,
        samples: [
          ['The following tests FAILED:\n\t 33 - test_heartbeats (Failed)', 'test_heartbeats'],
          ['12/80 Test #12: test_ctx_options ..................***Failed    0.02 sec', 'test_ctx_options'],
        ],
      },
      {
        id: 'test.failed/unity',
        tier: 'symptom',
        when: /^\S{0,200}?(\w{1,80})\.(?:cpp|c):\d+:(\w{1,80}):FAIL/,
        subject: ({ match }) => match[1]!,
        samples: [
          [
            'tests/test_security_curve.cpp:220:test_garbage_key:FAIL: Expected 1 Was 0',
            'test_security_curve',
          ],
        ],
      },
      {
        id: 'test.failed/boost',
        tier: 'symptom',
        // Boost.Test: the case under its suites.
        when: /^\S{1,300}\(\d+\): (?:fatal )?error: in "(?:[^"]{1,200}\/)?(\w{1,100})": /,
        test: ({ log }) => log.find(OF_THE_STACK) !== null,
        samples: [
          [
            'src/tests/test_poller.cpp(44): fatal error: in "poller/remove_zmq_socket": critical check false has failed\n*** 1 failure is detected in the test module "zmqpp"',
            'remove_zmq_socket',
          ],
        ],
        misses: ['src/tests/cart.cpp(44): error: in "cart/total": check 1 == 2 has failed'],
      },
      {
        id: 'test.failed/selftest',
        tier: 'symptom',
        when: /^(?:lt-)?\w{1,30}_selftest: \S{1,200}:\d+: (?:void )?(z\w{2,20}_test)(?:\([\w ]{0,20}\))?: Assertion|^Assertion failed: .{1,200}function (z\w{2,20}_test)\b|(z\w{2,20}): \S{1,120}z\w{2,20}\.c:\d+: (z\w{2,20}_test): Assertion/,
        subject: ({ match, log, at }) => {
          const running = log.before(at, 4, /^ ?\* (z\w{1,30}): ?$/)?.match[1];
          return running ?? (match[4] ?? match[2] ?? match[1]!).replace(/_test$/, '');
        },
        samples: [
          [
            "Running czmq selftests...\n * zbeacon:\nlt-czmq_selftest: src/zbeacon.c:1010: zbeacon_test: Assertion `zframe_size' failed.",
            'zbeacon',
          ],
        ],
      },
      {
        id: 'test.failed/selftest-inline',
        tier: 'symptom',
        when: /^\* (z\w{1,30}): .{0,300}(?:Assertion|Abort(?:ed| trap)|Segmentation|Bus error|Illegal instruction|failed)/,
        samples: [
          ["* zbeacon: src/zbeacon.c:1010: zbeacon_test: Assertion `x' failed.", 'zbeacon'],
          // The program dies in the midst of its line, and make goes on writing there.
          [' * zdir: make[2]: *** [check-local] Abort trap: 6', 'zdir'],
        ],
      },
      {
        id: 'test.failed/go-rust-py',
        tier: 'symptom',
        when: /^--- FAIL: (\w{1,120})|^test (\S{1,120}) \.\.\. FAILED|^FAILED (\S{1,160}::\S{1,120})|^(?:FAIL|ERROR): (test_\w{1,100}) \(/,
        // A program's own tests say nothing of the stack.
        test: ({ log }) => log.find(OF_THE_STACK) !== null,
        subject: ({ match }) => (match[1] ?? match[2] ?? match[3] ?? match[4])!,
        samples: [
          ['--- FAIL: TestSock (0.00s)\nFAIL\tgithub.com/zeromq/goczmq/v4\t0.2s', 'TestSock'],
          ['test test_curve ... FAILED\nerror: test failed, to rerun pass `-p zmq --lib`', 'test_curve'],
        ],
        misses: ['--- FAIL: TestRouter (0.02s)\nFAIL\texample.org/relay/router\t0.031s'],
      },
      {
        id: 'test.failed/summary',
        when: /^(?:# )?(?:FAIL|ERROR): +[1-9]\d*$|\b[1-9]\d* tests? failed out of \d+|^\S{0,40}make\S{0,10}: \*\*\* .{0,60}(?:test-suite\.log|check-TESTS|check-local)/,
        tier: 'trace',
        subject: null,
        samples: [
          ['# FAIL:  2', null],
          ['98% tests passed, 2 tests failed out of 110', null],
        ],
        misses: ['100% tests passed, 0 tests failed out of 4', '# FAIL:  0'],
      },
    ],
  ),
] satisfies RuleFamily;
