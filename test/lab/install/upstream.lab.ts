import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HANDMADE, makeByHand } from '../support/handmade.ts';
import { dynamic, exported } from '../support/library.ts';
import type { Machine } from '../support/machine.ts';
import { cachedTool, preparedMachine } from '../support/stack.ts';
import { verified } from '../verify/verified.ts';

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

  /** How each of upstream's tests ended with the libraries of a prefix: `suite test: outcome`. */
  const outcomes = async (prefix: string): Promise<string[]> => {
    const env = { PKG_CONFIG_PATH: `${prefix}/lib/pkgconfig`, LD_LIBRARY_PATH: `${prefix}/lib` };
    const args = ['--upstream', '--prefix', prefix, 'libzmq', 'czmq'];
    const { ran, document } = await verified(machine, args, env);
    expect(
      document.suites.map(({ suite }) => suite),
      ran.stderr,
    ).toEqual(['tests', 'czmq_selftest']);
    return document.suites.flatMap(({ suite, tests }) =>
      // test_filter_ipc fails by chance, on either side.
      tests
        .filter(({ name }) => name !== 'test_filter_ipc')
        .map(
          ({ name, outcome, detail }) =>
            `${suite} ${name}: ${outcome}${outcome === 'fail' ? ` ${detail}` : ''}`,
        ),
    );
  };

  it("passes upstream's own tests as the hand-made build does", async () => {
    const ours = await outcomes('/usr/local');
    expect(ours.filter((line) => line.includes(': fail'))).toEqual([]);
    expect(ours.filter((line) => line.endsWith(': pass')).length).toBeGreaterThan(100);
    expect(ours).toEqual(await outcomes(HANDMADE.prefix));
  });
});
