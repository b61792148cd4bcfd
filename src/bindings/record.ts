import { join } from 'node:path';
import type { Host, Probe } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import type { PlannedBinding } from './planned.ts';

/**
 * What this user had brought where, outside every prefix: a module or an environment is no place for a record of ours,
 * and the prefix may belong to root. One file in the state folder.
 */
export interface BindingRecord {
  readonly name: string;
  readonly version: string;
  readonly place: string;
  /** The place was made for it. */
  readonly made: boolean;
  /** Of the library that it was built on. */
  readonly prefix: string;
  readonly library: string;
  /** ISO 8601, UTC. */
  readonly installedAt: string;
}

const LARGEST = 1024 * 1024;
const fileOf = ({ state }: Pick<Paths, 'state'>): string => join(state, 'bindings.json');

const isRecord = (value: unknown): value is BindingRecord => {
  const record = value as BindingRecord | null;
  return (
    typeof record?.made === 'boolean' &&
    [record.name, record.version, record.library, record.installedAt].every(
      (word) => typeof word === 'string',
    ) &&
    [record.place, record.prefix].every((path) => typeof path === 'string' && path.startsWith('/'))
  );
};

/** What the file says; what it cannot be read as is passed over. */
export function readRecords(probe: Probe, paths: Pick<Paths, 'state'>): readonly BindingRecord[] {
  const words = probe.readText(fileOf(paths), LARGEST);
  if (!words.ok) return [];
  try {
    const value = JSON.parse(words.value) as { bindings?: unknown } | null;
    return Array.isArray(value?.bindings) ? value.bindings.filter(isRecord) : [];
  } catch {
    return [];
  }
}

function write(host: Host, paths: Pick<Paths, 'state'>, records: readonly BindingRecord[]): void {
  const path = fileOf(paths);
  host.mkdir(paths.state);
  const next = `${path}.${host.pid}`;
  host.writeFile(next, `${JSON.stringify({ schemaVersion: 1, bindings: records }, null, 1)}\n`);
  host.rename(next, path);
}

const same = (one: Pick<BindingRecord, 'name' | 'place'>, other: Pick<BindingRecord, 'name' | 'place'>) =>
  one.name === other.name && one.place === other.place;

/** Adds what a run brought; a place that was made by an earlier one is still ours. */
export function recordBindings(
  host: Host,
  paths: Pick<Paths, 'state'>,
  bindings: readonly PlannedBinding[],
  prefix: string,
): void {
  const added = bindings.filter(({ action }) => action === 'add');
  if (added.length === 0) return;
  const before = readRecords(host, paths);
  const installedAt = new Date(host.now()).toISOString();
  write(host, paths, [
    ...before.filter((record) => !added.some((one) => same(one, record))),
    ...added.map(({ name, version, place, made, library }) => ({
      ...{ name, version, place, prefix, library, installedAt },
      made: made || (before.find((record) => same(record, { name, place }))?.made ?? false),
    })),
  ]);
}

/** Forgets what was removed. */
export function forgetBindings(
  host: Host,
  paths: Pick<Paths, 'state'>,
  gone: readonly Pick<BindingRecord, 'name' | 'place'>[],
): void {
  if (gone.length === 0) return;
  write(
    host,
    paths,
    readRecords(host, paths).filter((record) => !gone.some((one) => same(one, record))),
  );
}
