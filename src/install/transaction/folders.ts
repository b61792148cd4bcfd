import { foldersAbove, placeOf } from '../files.ts';
import { MANIFEST, type Manifest } from '../manifest.ts';
import type { Goal } from './goal.ts';

/** What becomes of the folders that we made, now or before. */
export interface FolderPlan {
  /** For the manifest: those in which something of ours will be, relative to the prefix. */
  readonly kept: readonly string[];
  /** For the manifest: the prefix and folders above it, absolute. */
  readonly parents: readonly string[];
  /** Those that will hold nothing of ours, deepest first. */
  readonly emptied: readonly string[];
  /** Those above the records, absolute, where no record will be left. */
  readonly dismantled: readonly string[];
}

/** Judges the folders of the old manifest, those to be made, and those made to begin (`Goal.parents`). */
export function planFolders(
  prefix: string,
  old: Manifest | null,
  mkdirs: readonly string[],
  { products, parents: entered }: Goal,
): FolderPlan {
  const isInside = (folder: string): boolean => folder.startsWith(`${prefix}/`);
  const inside = entered.filter(isInside).map((folder) => folder.slice(prefix.length + 1));
  const outside = entered.filter((folder) => !isInside(folder));
  const made = [...new Set([...(old?.folders ?? []), ...mkdirs, ...inside])].sort();
  const parents = [...new Set([...(old?.parents ?? []), ...outside])].sort();
  const aboveRecords = foldersAbove(MANIFEST);
  const needed = new Set(products.flatMap(({ files }) => files.flatMap(({ path }) => foldersAbove(path))));
  const anything = products.length > 0;
  if (anything) for (const folder of aboveRecords) needed.add(folder);
  const above = made.filter((folder) => aboveRecords.includes(folder));
  return {
    kept: made.filter((folder) => needed.has(folder)),
    parents,
    emptied: made.filter((folder) => !needed.has(folder)).reverse(),
    dismantled: anything ? [] : [...above.map((folder) => placeOf(prefix, folder)), ...parents],
  };
}
