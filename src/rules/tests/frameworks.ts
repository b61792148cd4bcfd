import { text } from '../../core/text.ts';
import { family } from '../../explain/family.ts';
import type { Match } from '../../explain/rule.ts';

/** Failures as the test frameworks of C and C++ print them: each knows the name of its test. */

/** Catch2 draws the test case's name between rules above its place; sections follow indented. */
const CATCH_RULE = /^-{20,}$/;
function catchCase({ log, at }: Match): string | null {
  const closing = log.before(at, 8, CATCH_RULE);
  const opening = closing ? log.before(closing.at, 8, CATCH_RULE) : null;
  return opening ? (log.lines[opening.at + 1]?.text ?? null) : null;
}

export default family(
  'test.failed',
  {
    cause: text(
      'What was built runs, and one of its own tests says that it does not do what is expected here.',
      '构建产物可以运行，但其自带的某个测试表明它在这里的行为不符合预期。',
    ),
    remedies: [
      { title: text('Run that test alone and look at its output', '单独运行该测试并查看输出') },
      { title: text('Install without the tests', '不运行测试直接安装'), run: [['make', 'install']] },
    ],
  },
  [
    {
      id: 'test.failed/runtests',
      tier: 'symptom',
      // The script of "Learn C The Hard Way", which mongrel2 and many after it took.
      when: /^ERROR in test (?:\.\/)?(\S{1,200}?):? here's \S|^ERROR in test (?:\.\/)?(\S{1,200}?):?$/,
      subject: ({ match }) => (match[1] ?? match[2])!,
      samples: [
        ['ERROR in test tests/config_tests:', 'tests/config_tests'],
        ["ERROR in test ./tests/list_tests: here's tests/tests.log", 'tests/list_tests'],
      ],
    },
    {
      id: 'test.failed/perl',
      tier: 'symptom',
      // TAP::Harness: the script's name stands on the line, or on the one before where the script had printed.
      when: /^(?:(t\/\S{1,200}\.t) \.{2,}.{0,20})?Dubious, test returned \d+|^(t\/\S{1,200}\.t) {1,4}\(Wstat: [1-9]/,
      subject: ({ match, log, at }) =>
        match[1] ?? match[2] ?? log.before(at, 2, /^(t\/\S{1,200}\.t) \.{2,}/)?.match[1] ?? null,
      samples: [
        [
          't/100_basic.t ..... \nDubious, test returned 2 (wstat 512, 0x200)\nFailed 2/3 subtests',
          't/100_basic.t',
        ],
        ['t/poll.t .. Dubious, test returned 255 (wstat 65280, 0xff00)', 't/poll.t'],
        ['Test Summary Report\n-------------------\nt/fd.t (Wstat: 134 Tests: 0 Failed: 0)', 't/fd.t'],
      ],
      misses: ['t/fd.t .. ok'],
    },
    {
      id: 'test.failed/catch2',
      tier: 'symptom',
      when: /^\S{1,200}\.\w{1,4}(?::\d+|\(\d+\)): FAILED:$/,
      subject: catchCase,
      samples: [
        [
          '-------------------------------------------------------------------------------\nView 000: all\n-------------------------------------------------------------------------------\ntests/view.cpp:37\n...............................................................................\n\ntests/view.cpp:41: FAILED:\n  REQUIRE( size == 32 )',
          'View 000: all',
        ],
      ],
    },
    {
      id: 'test.failed/googletest',
      tier: 'symptom',
      // cmocka prints the same mark.
      when: /^\[ {2}FAILED {2}\] ([\w./]{1,120})(?:, where .{0,200}| \(\d+ ms\))?$/,
      samples: [
        ['[ RUN      ] Parser.Utf8\n[  FAILED  ] Parser.Utf8 (0 ms)', 'Parser.Utf8'],
        ['[  FAILED  ] test_parse', 'test_parse'],
      ],
      misses: ['[  FAILED  ] 1 test, listed below:', '[       OK ] Parser.Utf8 (0 ms)'],
    },
    {
      id: 'test.failed/check',
      tier: 'symptom',
      // libcheck: file:line:[FE]:case:test:iteration: message.
      when: /^\S{1,200}\.\w{1,3}:\d+:[FE]:[^:]{0,80}:(\w{1,100}):-?\d+: /,
      samples: [["check_tree.c:63:F:testcase:test_compile:0: Failure 'x == NULL' occurred", 'test_compile']],
      misses: ['check_tree.c:63:P:testcase:test_compile:0: Passed'],
    },
    {
      id: 'test.failed/tap',
      tier: 'symptom',
      when: /^not ok \d{1,6}(?: -)? ([^#]{1,120}?) *(?:#.{0,200})?$/,
      unless: /# ?(?:TODO|SKIP)/i,
      samples: [['not ok 3 - parse utf8', 'parse utf8']],
      misses: ['not ok 4 - later # TODO not yet', 'ok 3 - parse utf8'],
    },
    {
      id: 'test.failed/meson',
      tier: 'symptom',
      when: /^\d{1,4}\/\d{1,4} (?:[\w .+:-]{1,80}? \/ )?([\w.+-]{1,100}) {1,60}(?:FAIL|ERROR|TIMEOUT) {1,20}\d+\.\d+ ?s/,
      samples: [
        ['3/10 unit-foo     FAIL     0.02s   exit status 1', 'unit-foo'],
        ['12/40 glib:core / codegen          TIMEOUT        30.05s   killed by signal 15 SIGTERM', 'codegen'],
      ],
      misses: ['3/10 unit-foo     OK     0.02s'],
    },
    {
      id: 'test.failed/autotest',
      tier: 'symptom',
      when: /^\d{1,4}: (.{1,100}?) {2,60}FAILED \(\S{1,60}:\d+\)/,
      samples: [[' 12: check frobnicate                      FAILED (frob.at:33)', 'check frobnicate']],
    },
    {
      id: 'test.failed/prove',
      tier: 'symptom',
      when: /^(\S{1,120}\.t) \.{2,60} ?(?:Failed \d+\/\d+ subtests|Dubious, test returned \d+)/,
      samples: [['t/basic.t .. Failed 1/3 subtests', 't/basic.t']],
    },
  ],
);
