import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANDMADE, makeByHand } from '../support/handmade.ts';
import { dynamic, exported } from '../support/library.ts';
import type { Machine } from '../support/machine.ts';
import { cachedTool, preparedMachine } from '../support/stack.ts';

/** Of libzmq's tests those that include none of its private headers, need no special network, and end within seconds. */
const TESTS = [
  'ancillaries',
  'atomics',
  'base85',
  'bind_after_connect_tcp',
  'conflate',
  'ctx_destroy',
  'ctx_options',
  'disconnect_inproc',
  'hwm',
  'immediate',
  'inproc_connect',
  'invalid_rep',
  'iov',
  'last_endpoint',
  'metadata',
  'msg_ffn',
  'msg_flags',
  'pair_inproc',
  'pair_ipc',
  'probe_router',
  'reqrep_inproc',
  'reqrep_tcp',
  'router_mandatory',
  'security_null',
  'security_plain',
  'sodium',
  'spec_dealer',
  'spec_rep',
  'stream',
  'sub_forward',
  'system',
  'xpub_nodrop',
];

/** czmq's selftests, but for those of a network that machines of the lab have not (zbeacon) or may not have (ziflist). */
const SELFTESTS = [
  'zactor',
  'zarmour',
  'zcert',
  'zcertstore',
  'zchunk',
  'zclock',
  'zconfig',
  'zdigest',
  'zdir',
  'zdir_patch',
  'zfile',
  'zframe',
  'zhash',
  'zhashx',
  'zlist',
  'zlistx',
  'zloop',
  'zmsg',
  'zpoller',
  'zsock',
  'zstr',
  'zsys',
  'zuuid',
  'zauth',
  'zgossip',
  'zmonitor',
  'zproxy',
  'zrex',
];

describe('what was installed against what hands build from the same archives', () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await preparedMachine();
    const ran = await cachedTool(machine, ['install', '--yes', 'libzmq@4.3.4', 'czmq@4.2.1']);
    expect(ran.code, ran.stderr).toBe(0);
    await makeByHand(machine);
  }, 1_800_000);
  afterAll(() => machine?.stop());

  it.each(['libzmq.so.5', 'libczmq.so.4'])(
    '%s exports the same symbols and needs the same libraries',
    (name) => {
      const [ours, theirs] = ['/usr/local', HANDMADE.prefix].map((prefix) =>
        machine.path(`${prefix}/lib/${name}`),
      ) as [string, string];
      expect(exported(theirs).length).toBeGreaterThan(50);
      expect(exported(ours)).toEqual(exported(theirs));
      const without = (lines: string[]) => lines.filter((line) => !/^R(UN)?PATH/.test(line));
      expect(without(dynamic(ours))).toEqual(without(dynamic(theirs)));
    },
  );

  /** Which of the programs in a folder pass, with the libraries of a prefix: `name: exit code`. */
  const outcomes = async (folder: string, names: readonly string[], prefix: string, line: string) => {
    const ran = await machine.sh(
      `for name in ${names.join(' ')}; do timeout 60 ${line} >/tmp/said 2>&1; echo "$name: $?"; done`,
      { cwd: folder, env: { LD_LIBRARY_PATH: `${prefix}/lib`, ZSYS_INTERFACE: 'lo' }, timeoutMs: 900_000 },
    );
    return ran.stdout.trim().split('\n');
  };

  it("passes libzmq's own tests as the hand-made build does", async () => {
    machine.write(
      '/opt/tests/Makefile',
      `S = ${HANDMADE.libzmq}
CPPFLAGS = -D_GNU_SOURCE -DHAVE_CONFIG_H -DUNITY_USE_COMMAND_LINE_ARGS -DUNITY_EXCLUDE_FLOAT -I$S/src -I$S/include -I$S/external/unity
HELPERS = testutil.o testutil_unity.o testutil_monitoring.o testutil_security.o unity.o
VPATH = $S/tests:$S/external/unity
all: ${TESTS.map((name) => `test_${name}`).join(' ')}
test_%: test_%.o $(HELPERS)
\t$(CXX) -o $@ $^ -L/usr/local/lib -lzmq -lsodium -lpthread
.SECONDARY:
`,
    );
    await machine.must(
      ['sh', '-c', 'make -k -j2 CXXFLAGS=-O0 >log 2>&1 || { grep -B5 -A5 error log | head -60; exit 1; }'],
      {
        cwd: '/opt/tests',
        timeoutMs: 900_000,
      },
    );
    const ours = await outcomes('/opt/tests', TESTS, '/usr/local', './test_$name');
    const theirs = await outcomes('/opt/tests', TESTS, HANDMADE.prefix, './test_$name');
    expect(ours).toEqual(theirs);
    // 77: the test says that this machine cannot run it.
    expect(ours.filter((line) => !/: (0|77)$/.test(line))).toEqual([]);
    expect(ours.filter((line) => line.endsWith(': 0')).length).toBeGreaterThan(25);
  });

  it('passes czmq_selftest as the hand-made build does', async () => {
    await machine.must(
      [
        'sh',
        '-ec',
        `mkdir -p src/selftest-rw
         cc -O0 -DHAVE_CONFIG_H -Isrc -Iinclude -o czmq_selftest src/czmq_selftest.c $(pkg-config --cflags --libs libczmq libzmq)`,
      ],
      { cwd: HANDMADE.czmq },
    );
    const line = './czmq_selftest -t $name';
    const ours = await outcomes(HANDMADE.czmq, SELFTESTS, '/usr/local', line);
    const theirs = await outcomes(HANDMADE.czmq, SELFTESTS, HANDMADE.prefix, line);
    expect(ours).toEqual(theirs);
    expect(ours.filter((outcome) => !outcome.endsWith(': 0'))).toEqual([]);
  });
});
