import { verbatim } from '../core/text.ts';
import type { RunResult } from '../host/host.ts';
import { reasonOf, type Status, type VerifyCheck } from './check.ts';

const STATUSES: Readonly<Record<string, Status>> = { passed: 'pass', failed: 'fail', skipped: 'skipped' };

/** Groups of a program of patterns; each is a run of its own, beside the others. */
export const GROUPS = ['patterns', 'links'] as const;

/**
 * Reads a program's lines (src/verify/programs/parts/cases.ts): `passed NAME TRANSPORT`, `failed NAME TRANSPORT WHY`,
 * `skipped NAME TRANSPORT WORD`. A program that did not come to its end failed after the last case that it told of.
 */
export function readCases(target: string, group: string, ran: RunResult): VerifyCheck[] {
  const checks = ran.stdout.split('\n').flatMap((line): VerifyCheck[] => {
    const [key = '', name = '', transport = '', ...rest] = line.split(' ');
    const status = STATUSES[key];
    if (status === undefined || transport === '') return [];
    const words = rest.join(' ');
    const detail = status === 'skipped' ? reasonOf(words) : verbatim(words);
    return [{ target, part: 'pattern', id: `${name} ${transport}`, status, detail }];
  });
  if (ran.code === 0 && checks.length > 0) return checks;
  const end = ran.spawnError ?? ran.signal ?? (ran.timedOut ? 'time-out' : `exit status ${ran.code}`);
  const after = checks.at(-1)?.id;
  return [
    ...checks,
    {
      target,
      part: 'pattern',
      id: group,
      status: 'fail',
      detail: verbatim(`${end}${after === undefined ? '' : ` after ${after}`}`),
    },
  ];
}
