import { createHash } from 'node:crypto';
import type { Host } from '../../host/host.ts';
import { compare, type FileRecord, placeOf } from '../files.ts';
import { formatManifest, MANIFEST, type Manifest } from '../manifest.ts';
import { type Arrival, Draft } from './draft.ts';
import { planFolders } from './folders.ts';
import type { Goal } from './goal.ts';
import { guardOf } from './guard.ts';
import type { Act } from './journal-model.ts';
import { exists, type Layout } from './layout.ts';

/** What a transaction did, for people. Paths are relative to the prefix. */
export interface Summary {
  readonly placed: readonly string[];
  /** Number of files that were there already as they should be. */
  readonly unchanged: number;
  readonly removed: readonly string[];
  /** Files of others that stood in the way: kept, and put back when ours go. */
  readonly displaced: readonly string[];
  readonly restored: readonly string[];
  /** Files of ours that others changed since: not removed. */
  readonly left: readonly string[];
}

export interface Planned {
  readonly acts: readonly Act[];
  readonly copies: readonly { readonly arrival: Arrival; readonly to: string }[];
  readonly strays: readonly string[];
  /** Folders of ours that will hold nothing of ours, deepest first. */
  readonly emptied: readonly string[];
  /** Folders of ours above the records (absolute) where these are to go as well. */
  readonly dismantled: readonly string[];
  readonly summary: Summary;
}

/** A file made of a text of ours. */
export function textArrival(path: string, text: string, mtimeMs: number): Arrival {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const size = Buffer.byteLength(text);
  return { source: null, text, record: { path, type: 'file', sha256, size, mode: 0o644, mtimeMs } };
}

const sameRecord = (a: FileRecord, b: FileRecord): boolean =>
  a.type === 'file'
    ? b.type === 'file' && a.sha256 === b.sha256 && a.mode === b.mode
    : b.type === 'symlink' && a.target === b.target;

/**
 * Decides all acts that turn a prefix with the manifest `old` into the goal; changes nothing. Every file ends in one of
 * these ways: as it is; placed where nothing was; placed where an older one of ours was (set aside until the proof);
 * placed where somebody else's was, or where ours had been changed (kept until ours goes); removed (set aside); left,
 * because others changed it. Throws SetupError (exit 3) where a file and a folder are in each other's way.
 */
export async function planActs(
  host: Host,
  layout: Layout,
  old: Manifest | null,
  goal: Goal,
): Promise<Planned> {
  const { prefix } = layout;
  const guard = guardOf(host, prefix);
  const draft = new Draft(host, layout, guard, old);
  const placed: string[] = [];
  const removed: string[] = [];
  const displaced: string[] = [];
  const restored: string[] = [];
  const left: string[] = [];
  /** Files that stay as they are, by path: with the times that they have, not those of the staged twin. */
  const unchanged = new Map<string, FileRecord>();
  const owned = new Map((old?.products ?? []).flatMap(({ files }) => files).map((file) => [file.path, file]));

  const put = async (arrival: Arrival): Promise<void> => {
    const { path } = arrival.record;
    guard.file(path);
    const place = placeOf(prefix, path);
    if (exists(host, place)) {
      const before = owned.get(path);
      const ours = before !== undefined && (await compare(host, place, before)) === 'same';
      if (ours && sameRecord(before, arrival.record)) {
        unchanged.set(path, before);
        return;
      }
      if (ours) draft.setAside(path);
      else {
        draft.displace(path);
        displaced.push(path);
      }
    }
    draft.arrive(arrival);
    placed.push(path);
  };
  const drop = async (record: FileRecord): Promise<void> => {
    const { path } = record;
    const state = await compare(host, placeOf(prefix, path), record);
    if (state === 'changed') {
      left.push(path);
      draft.forget(path);
      return;
    }
    if (state === 'same') {
      guard.file(path);
      draft.setAside(path);
      removed.push(path);
    }
    if (await draft.giveBack(path)) restored.push(path);
  };
  /** The file has our name: whatever stands there is an older one of ours. */
  const settleLoaderConf = async (): Promise<FileRecord | null> => {
    const want = goal.loaderConf;
    const before = old?.loaderConf ?? null;
    if (before !== null && before.path !== want?.path) await drop(before);
    if (want === null || !('text' in want)) return want;
    const arrival = textArrival(want.path, want.text, host.now());
    if (exists(host, want.path)) {
      if ((await compare(host, want.path, arrival.record)) === 'same') return arrival.record;
      draft.setAside(want.path);
    }
    draft.arrive(arrival);
    return arrival.record;
  };

  // Links after the files that they name, so that none dangles meanwhile; what goes, last.
  const isLink = ({ record }: Arrival): number => Number(record.type === 'symlink');
  const arrivals = new Map(goal.arrivals.map((arrival) => [arrival.record.path, arrival]));
  for (const arrival of [...arrivals.values()].sort((a, b) => isLink(a) - isLink(b))) await put(arrival);
  const goalFiles = goal.products.flatMap(({ files }) => files);
  const wanted = new Set(goalFiles.map(({ path }) => path));
  for (const record of owned.values()) if (!wanted.has(record.path)) await drop(record);
  const loaderConf = await settleLoaderConf();

  const folders = planFolders(prefix, old, draft.mkdirs, goal);
  if (old !== null) draft.setAside(MANIFEST);
  if (goal.products.length > 0) {
    const products = goal.products.map((product) => ({
      ...product,
      files: product.files.map((file) => unchanged.get(file.path) ?? file),
    }));
    const manifest: Manifest = {
      schemaVersion: 1,
      prefix,
      products: products.sort((a, b) => (a.name < b.name ? -1 : 1)),
      folders: folders.kept,
      parents: folders.parents,
      displaced: [...draft.displaced.values()],
      loaderConf,
    };
    draft.arrive(textArrival(MANIFEST, formatManifest(manifest), host.now()));
  }
  return {
    acts: draft.acts,
    copies: draft.copies,
    strays: draft.strays,
    emptied: folders.emptied,
    dismantled: folders.dismantled,
    summary: { placed, unchanged: unchanged.size, removed, displaced, restored, left },
  };
}
