import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { text, verbatim } from '../../src/core/text.ts';
import type { VerifyCheck } from '../../src/verify/check.ts';
import { faultFinding, wayFinding } from '../../src/verify/findings.ts';

const way = (id: string): VerifyCheck => ({
  target: 'czmq',
  part: 'link',
  id,
  status: 'fail',
  detail: verbatim('collect2: error'),
});
const known = (code: Finding['code'], subject: string | null): Finding => ({
  ...{ code, subject, severity: 'error', title: verbatim('t'), cause: verbatim('c') },
  ...{ evidence: [], consequences: [], fixes: [] },
});
const keys = (findings: readonly Finding[]) =>
  findings.map(({ code, subject, severity }) => `${severity} ${code} ${subject}`);

describe('wayFinding', () => {
  const reads = () => [known('link.library-not-found', 'libpgm')];

  it('says what the log shows', () => {
    expect(keys(wayFinding(way('flags'), 'a log', false, reads))).toEqual([
      'error link.library-not-found libpgm',
    ]);
  });

  it('says that the way failed where the log shows nothing that is known', () => {
    for (const readLog of [() => [], () => [known('unknown', null)]])
      expect(keys(wayFinding(way('flags'), 'a log', false, readLog))).toEqual([
        'error test.failed czmq flags',
      ]);
  });

  it.each([
    // [way, libraries of ours, severity]
    ['flags', false, 'error'],
    ['static', true, 'error'],
    ['static', false, 'warning'],
    ['cmake FindPkgConfig', true, 'error'],
    ['cgo', true, 'warning'],
    ['python', true, 'warning'],
  ])('%s, ours: %s: %s', (id, ours, severity) => {
    expect(wayFinding(way(id), 'a log', ours, reads)[0]?.severity).toBe(severity);
  });
});

describe('faultFinding', () => {
  it('is about the one case, and names promise and breach', () => {
    const check: VerifyCheck = {
      ...{ target: 'libzmq', part: 'fault', id: 'overrun push-pull', status: 'fail' },
      detail: text('3 were lost', '丢失了 3 条'),
    };
    const finding = faultFinding(check, text('nothing is lost', '不会丢失'));
    expect(finding).toMatchObject({
      code: 'test.failed',
      subject: 'libzmq overrun push-pull',
      severity: 'error',
    });
    expect(finding.cause.en).toContain('nothing is lost');
    expect(finding.cause.en).toContain('3 were lost');
    expect(finding.fixes.length).toBeGreaterThan(0);
  });
});
