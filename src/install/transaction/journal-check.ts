import { join } from 'node:path';
import { RECORDS } from '../manifest.ts';
import { absolute, chainUp, fileRecord, inside, loaderConfPath } from '../manifest-check.ts';
import { exactly, integer, type Judge, list, number, object, orNull, string, tagged } from '../validate.ts';
import type { Journal } from './journal-model.ts';

/** A path that an act may touch: inside the prefix, or our file for the loader, or a temporary name beside it. */
export const actPath: Judge = (value, at) => {
  if (inside(value, at) === null || loaderConfPath(value, at) === null) return null;
  return typeof value === 'string' && /^\/etc\/ld\.so\.conf\.d\/\.czmq-setup-(new|old)-\d+$/.test(value)
    ? null
    : `${at} leaves the prefix`;
};

export const holder = object({
  pid: integer(2 ** 31),
  startedAt: orNull(string(20, /^\d+$/)),
  user: string(200),
  command: string(4096),
  since: string(40),
});

const journal = object({
  schemaVersion: exactly(1),
  prefix: absolute,
  kind: exactly('install', 'uninstall'),
  holder,
  acts: list(
    tagged('act', {
      mkdir: object({ act: exactly('mkdir'), path: inside }),
      move: object({ act: exactly('move'), from: actPath, to: actPath, 'placed?': fileRecord(actPath) }),
    }),
    200_000,
  ),
  strays: list(actPath, 50_000),
  parents: list(absolute, 200),
  emptied: list(inside, 5000),
  dismantled: list(absolute, 200),
  times: list(
    object({ path: (value, at) => (value === '' ? null : inside(value, at)), mtimeMs: number }),
    5000,
  ),
});

/** What is wrong with a journal; null where nothing is. */
export function checkJournal(value: unknown): string | null {
  const fault = journal(value, 'journal');
  if (fault !== null) return fault;
  const { prefix, parents, dismantled } = value as Pick<Journal, 'prefix' | 'parents' | 'dismantled'>;
  const above = chainUp(join(prefix, RECORDS));
  return [...parents, ...dismantled].every((folder) => above.includes(folder))
    ? null
    : 'it would remove a folder that is not above the records';
}
