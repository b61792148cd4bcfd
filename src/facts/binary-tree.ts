import type { BinaryReport } from './binary.ts';
import type { Reason } from './loader/search.ts';

/** A line of the tree that `doctor --binary` prints. */
export interface TreeLine {
  /** 0 for the program itself. */
  readonly depth: number;
  readonly name: string;
  readonly path: string | null;
  /** Null for the program itself. */
  readonly reason: Reason | null;
  /** What it needs is shown where it stands first. */
  readonly shownBefore: boolean;
  /** Symbols (`name`, `name@VERSION`) that it wants and nothing defines. */
  readonly missingSymbols: readonly string[];
  /** Versions that it needs and their library lacks. */
  readonly missingVersions: readonly string[];
}

/** Who needs whom, as indented lines; every file's own needs once. A name that nothing is found for ends its branch. */
export function treeOf({ path, libraries, edges, unresolved }: BinaryReport): readonly TreeLine[] {
  const lines: TreeLine[] = [];
  const seen = new Set<string>();
  const reasonOf = new Map(libraries.map((library) => [library.path ?? library.name, library.reason]));
  const needs = new Map<string, { name: string; to: string | null }[]>();
  for (const { from, name, to } of edges) needs.set(from, [...(needs.get(from) ?? []), { name, to }]);
  const add = (depth: number, name: string, file: string | null, reason: Reason | null): void => {
    const shownBefore = file !== null && seen.has(file);
    const own = <T extends { neededBy: string }>(list: readonly T[]) =>
      shownBefore ? [] : list.filter(({ neededBy }) => neededBy === file);
    lines.push({
      depth,
      name,
      path: file,
      reason,
      shownBefore,
      missingSymbols: own(unresolved.symbols).map((symbol) =>
        symbol.version === null ? symbol.name : `${symbol.name}@${symbol.version}`,
      ),
      missingVersions: own(unresolved.versions).map(({ version }) => version),
    });
    if (file === null || shownBefore) return;
    seen.add(file);
    for (const { name: needed, to } of needs.get(file) ?? []) {
      add(depth + 1, needed, to, reasonOf.get(to ?? needed) ?? 'default');
    }
  };
  add(0, path, path, null);
  for (const { name, path: file, reason } of libraries) if (reason === 'preload') add(1, name, file, reason);
  return lines;
}
