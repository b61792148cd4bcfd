import type { Ask } from '../facts/ask.ts';
import type { Paths } from '../host/paths.ts';
import { pythonPackage } from './python-environment.ts';
import { readRecords } from './record.ts';

/** The environment whose pyzmq is looked at: the active one, else one that this tool brought pyzmq into for the prefix. */
export function environmentWithPyzmq(
  ask: Ask,
  paths: Pick<Paths, 'state'>,
  prefix: string | null,
): { readonly folder: string; readonly version: string } | null {
  const { probe } = ask;
  const recorded = readRecords(probe, paths)
    .filter((record) => record.name === 'pyzmq' && (prefix === null || record.prefix === prefix))
    .map(({ place }) => place);
  for (const folder of [probe.env.VIRTUAL_ENV, ...recorded]) {
    if (!folder?.startsWith('/')) continue;
    const found = pythonPackage(ask, folder);
    if (found !== null) return { folder, version: found.version };
  }
  return null;
}
