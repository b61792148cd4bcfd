import { describe, expect, it } from 'vitest';
import { accountOf, lostOf, readLedger } from '../../src/verify/ledger.ts';
import { FAULT_CASES } from '../../src/verify/promises.ts';

/** A ledger as a program writes it: `s1 g1 a1 again:1 b1 !cut`. */
const lines = (words: string): string =>
  `${words
    .split(' ')
    .map((word) => {
      const [, kind = '', rest = ''] = /^([sgabr!])(.*)$/.exec(word) ?? [];
      const key = { s: 'sent', g: 'got', a: 'acked', b: 'bad', r: 'again', '!': 'mark' }[kind];
      return `${key} ${rest}`;
    })
    .join('\n')}\nend\n`;
const entries = (words: string) => readLedger(lines(words)).entries;

describe('accountOf', () => {
  it('counts each message once, and each thing that can happen to one', () => {
    // 0 arrives; 1 is lost; 2 arrives behind 3; 3 arrives twice; 4 arrives changed.
    const account = accountOf(entries('s0 s1 s2 s3 s4 g0 g3 g2 g3 r3 b4 a0 a0 a3'));
    expect(account).toEqual({
      sent: 5,
      received: 3,
      lost: 2,
      duplicated: 1,
      outOfOrder: 1,
      corrupt: 1,
      resent: 1,
      acknowledged: 2,
    });
  });

  it('takes a retry of what is already behind for a duplicate, not for disorder', () => {
    expect(accountOf(entries('s0 s1 g0 g1 r0 g0'))).toMatchObject({ duplicated: 1, outOfOrder: 0, lost: 0 });
  });

  it('names the lost in order of sending', () => {
    expect(lostOf(entries('s7 s3 s5 g3'))).toEqual([7, 5]);
  });
});

describe('readLedger', () => {
  it('tells a program that was cut off from one that came to its end', () => {
    expect(readLedger('sent 0\ngot 0\n').failure).not.toBeNull();
    expect(readLedger('sent 0\ngot 0\nend\n').failure).toBeNull();
  });

  it('says why a case could not be played', () => {
    expect(readLedger('failed bind: Address already in use\n').failure).toBe('bind: Address already in use');
  });

  it('passes over lines of others', () => {
    expect(readLedger('sent x\ngot\nW: (czmq) hello\nsent 1\nend\n').entries).toEqual([
      { what: 'sent', id: 1 },
    ]);
  });
});

describe('what is promised', () => {
  const broken = (id: string, words: string): number => {
    const found = FAULT_CASES.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no case ${id}`);
    return found.broken(entries(words)).length;
  };

  it.each([
    ['link-cut push-pull', 's0 g0 s1 !cut s2 !back s3 g2 g3', 'one message under way is lost'],
    ['link-cut push-pull-acknowledged', 's0 g0 a0 s1 !cut !back r1 g1 r1 g1 a1', 'a duplicate is dropped'],
    ['link-cut req-rep', 's0 g0 a0 !cut s1 !back r1 g1 a1', 'the second try is answered'],
    ['link-cut pub-sub', 's0 g0 !cut s1 s2 !back s3 g3', 'what is published meanwhile is lost'],
    ['consumer-killed push-pull-acknowledged', 's0 s1 g1 a1 !cut !back r0 g0 a0', 'a retry comes late'],
    ['consumer-killed pub-sub', 's0 g0 s1 !cut s2 !back s3 g3', 'one gap'],
    ['overrun push-pull', 's0 s1 !blocked g0 g1', 'stopped, and nothing lost'],
    ['overrun pub-sub', 's0 s1 s2 g0 !back s3 g3', 'dropped, and it goes on'],
    ['sent-twice push-pull', 's0 r0 s1 g0 g0 g1', 'twice as sent'],
  ])('%s is kept: %3$s', (id, words) => {
    expect(broken(id, words)).toBe(0);
  });

  it.each([
    ['link-cut push-pull', 's0 g0 s1 !cut s2 !back s3 g2 g3 s4', 'a message behind the fault is lost'],
    ['link-cut push-pull', 's0 s1 s2 !cut !back s3 g1 g3', 'two gaps'],
    ['link-cut push-pull', 's0 s1 !cut !back s2 g1 g0 g2', 'out of order'],
    ['link-cut push-pull-acknowledged', 's0 a0 !cut !back', 'acknowledged and lost'],
    ['link-cut push-pull-acknowledged', 's0 s1 g0 g1 a0 !cut !back', 'never acknowledged'],
    ['link-cut req-rep', 's0 g0 a0 s1 a1 !cut !back', 'answered without having been asked'],
    ['link-cut pub-sub', 's0 g0 !cut s1 g1 !back', 'nothing after the fault'],
    ['link-cut pub-sub', 's0 g0 s1 g1 !cut s2', 'the subscription never came back'],
    ['consumer-killed pub-sub', 's0 g0 g0 !cut s1 !back s2 g2', 'one arrived twice'],
    ['overrun push-pull', 's0 s1 g0 g1', 'never stopped'],
    ['overrun push-pull', 's0 s1 !blocked g1', 'dropped instead of stopped'],
    ['overrun pub-sub', 's0 s1 g0 g1 !back s2 g2', 'nothing was dropped'],
    ['overrun pub-sub', 's0 s1 g0 !blocked !back s2 g2', 'stopped instead of dropping'],
    ['sent-twice push-pull', 's0 r0 g0', 'the second copy was swallowed'],
    ['sent-twice push-pull', 's0 b0 r0 g0', 'changed on the way'],
  ])('%s is broken: %3$s', (id, words) => {
    expect(broken(id, words)).toBeGreaterThan(0);
  });

  it('is played by the program under the very ids', async () => {
    const { zmqFaults } = await import('../../src/verify/programs/faults/program.ts');
    const played = [...zmqFaults.source.matchAll(/^\s*\{"([\w-]+ [\w-]+)", \w+\}/gm)].map(([, id]) => id);
    expect(played).toEqual(FAULT_CASES.map(({ id }) => id));
  });
});
