import { describe, expect, test } from 'vitest';
import { ordered } from '../../../src/doctor/link/behind-users.ts';
import { parseLinkLine } from '../../../src/doctor/link/line.ts';
import { simulate } from '../../../src/doctor/link/simulate.ts';
import type { Offer, Unit } from '../../../src/doctor/link/units.ts';
import { worded } from '../../../src/doctor/link/worded.ts';

const offer = (defined: string, wanted: string, soft = ''): Offer => ({
  defined: defined.split(' ').filter(Boolean),
  soft: soft.split(' ').filter(Boolean),
  undefined: wanted.split(' ').filter(Boolean),
});
const object = (name: string, defined: string, wanted: string, soft = ''): Unit => ({
  kind: 'object',
  name,
  offer: offer(defined, wanted, soft),
});
/** `members`: what each defines and wants. */
const archive = (
  name: string,
  members: readonly (readonly [string, string])[],
  group: number | null = null,
): Unit => {
  const offers = members.map(([defined, wanted]) => offer(defined, wanted));
  return {
    kind: 'archive',
    name,
    group,
    whole: false,
    index: new Map(
      offers.flatMap(({ defined }, member) => defined.map((symbol) => [symbol, member] as const)),
    ),
    members: offers.map((_, member) => member),
    read: (member) => offers[member] as Offer,
  };
};
const shared = (name: string, defined: string, wants = '', asNeeded = false): Unit => {
  const names = new Set(defined.split(' '));
  return {
    kind: 'shared',
    name,
    asNeeded,
    defines: (symbol) => names.has(symbol),
    defined: names,
    wants: wants.split(' ').filter(Boolean),
  };
};
const left = (...units: Unit[]): string[] =>
  simulate(units).unresolved.map(({ symbol, by }) => `${symbol} by ${by}`);

const MAIN = object('main.o', 'main', 'a');
const A = archive('liba.a', [['a', 'b']]);
const B = archive('libb.a', [['b', '']]);

describe('one pass from left to right', () => {
  test('a static library behind its user gives what is wanted', () => expect(left(MAIN, A, B)).toEqual([]));
  test('one before its user gives nothing', () => {
    expect(left(MAIN, B, A)).toEqual(['b by liba.a']);
    expect(left(A, B, MAIN)).toEqual(['a by main.o']);
  });
  test('a member that nobody asks for is not linked, and wants nothing', () => {
    expect(
      left(
        object('main.o', 'main', 'b'),
        archive('lib.a', [
          ['a', 'gone'],
          ['b', ''],
        ]),
      ),
    ).toEqual([]);
  });
  test('members of one library find each other in any order', () => {
    expect(
      left(
        MAIN,
        archive('lib.a', [
          ['b', ''],
          ['a', 'b'],
        ]),
      ),
    ).toEqual([]);
  });
  test('libraries that use each other are searched again within a group', () => {
    const c = [['c', 'd']] as const;
    const d = [
      ['d', 'c2'],
      ['e', ''],
    ] as const;
    const c2 = [...c, ['c2', 'e']] as const;
    const main = object('main.o', 'main', 'c');
    expect(left(main, archive('libc.a', c2), archive('libd.a', d))).toEqual(['c2 by libd.a']);
    expect(left(main, archive('libc.a', c2, 1), archive('libd.a', d, 1))).toEqual([]);
  });
  test('a shared library serves whatever comes later, unless it had to be needed by then', () => {
    expect(left(shared('liba.so', 'a'), MAIN)).toEqual([]);
    expect(left(shared('liba.so', 'a', '', true), MAIN)).toEqual(['a by main.o']);
    expect(left(MAIN, shared('liba.so', 'a', '', true))).toEqual([]);
  });
  test('what a shared library leaves to the line is wanted', () => {
    expect(left(MAIN, shared('liba.so', 'a', 'b'))).toEqual(['b by liba.so']);
  });
  test('two strong definitions are one too many, weak ones are not', () => {
    expect(simulate([object('a.o', 'f', ''), object('b.o', 'f', '')]).duplicates).toEqual([
      { symbol: 'f', first: 'a.o', second: 'b.o' },
    ]);
    expect(simulate([object('a.o', 'f', ''), object('b.o', '', '', 'f')]).duplicates).toEqual([]);
    expect(simulate([object('a.o', 'f', ''), archive('lib.a', [['f', '']])]).duplicates).toEqual([]);
  });
  test("the linker's own names are nobody's fault", () => {
    expect(left(object('main.o', 'main', '_GLOBAL_OFFSET_TABLE_ __start_probes _end'))).toEqual([]);
  });
});

describe('the right order', () => {
  const uses = (pairs: Readonly<Record<string, string>>) =>
    new Map(Object.entries(pairs).map(([by, others]) => [by, new Set(others.split(' '))] as const));

  test('users stand before what they use', () => {
    expect(ordered(['zmq', 'sodium', 'czmq'], uses({ czmq: 'zmq', zmq: 'sodium' }))).toEqual([
      ['czmq'],
      ['zmq'],
      ['sodium'],
    ]);
  });
  test('what was in order stays as it was', () => {
    expect(ordered(['c', 'a', 'b'], uses({ a: 'b' }))).toEqual([['c'], ['a'], ['b']]);
  });
  test('a cycle stands together, before what it uses', () => {
    expect(ordered(['x', 'a', 'b'], uses({ a: 'b', b: 'a x' }))).toEqual([['a', 'b'], ['x']]);
  });
});

describe('as the line says', () => {
  const leftOf = (line: string, ...units: Unit[]): string[] =>
    left(...worded(units, parseLinkLine(line.split(' ')) as NonNullable<ReturnType<typeof parseLinkLine>>));

  test('lld and mold look everywhere for what is wanted anywhere', () => {
    expect(leftOf('gcc x.o', MAIN, B, A)).toEqual(['b by liba.a']);
    expect(leftOf('gcc -fuse-ld=mold x.o', B, MAIN, A)).toEqual([]);
    expect(leftOf('gcc -fuse-ld=lld x.o', shared('libb.so', 'b', '', true), MAIN, A)).toEqual([]);
  });

  test('-u wants, --defsym gives', () => {
    expect(leftOf('gcc x.o', A, B, MAIN)).toEqual(['a by main.o']);
    expect(leftOf('gcc -u a x.o', A, B, MAIN)).toEqual([]);
    expect(leftOf('gcc -Wl,--defsym=a=main x.o', MAIN)).toEqual([]);
  });

  test('--wrap sends uses to the wrapper, and the wrapper to what it wraps', () => {
    const wrapper = object('wrap.o', '__wrap_b', '__real_b');
    expect(leftOf('gcc -Wl,--wrap=b x.o', MAIN, A, B)).toEqual(['__wrap_b by liba.a']);
    expect(leftOf('gcc -Wl,--wrap=b x.o', MAIN, wrapper, A, B)).toEqual([]);
  });
});
