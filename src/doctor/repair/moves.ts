import type { Fix } from '../../core/finding.ts';
import type { Probe } from '../../host/host.ts';
import { freeAside } from './aside.ts';

/** What ld.so(8) loads into every program. */
export const PRELOAD = '/etc/ld.so.preload';

/** A path and the name under which an act of ours will keep it. */
interface Move {
  readonly from: string;
  readonly kept: string;
}

/** What a fix's commands are going to move aside; asked before they are run. */
export function movesOf(probe: Probe, { commands }: Fix): readonly Move[] {
  const paths = commands.flatMap((argv) => {
    const [act, path] = argv.slice(argv.indexOf('__repair') + 1);
    if (!argv.includes('__repair')) return [];
    return act === 'move-aside' && path !== undefined ? [path] : act === 'unpreload' ? [PRELOAD] : [];
  });
  return paths.filter((path) => probe.lstat(path).ok).map((from) => ({ from, kept: freeAside(probe, from) }));
}

/** How moves are taken back; asked when they are done, since a fix may have put something else in the place. */
export const movedBack = (probe: Probe, moves: readonly Move[]): Fix['commands'] =>
  moves
    .filter(({ kept }) => probe.lstat(kept).ok)
    .flatMap(({ from, kept }) => {
      const stands = probe.lstat(from);
      const isFolder = stands.ok && stands.value.kind === 'directory';
      return [...(isFolder ? [['rmdir', from]] : []), ['mv', kept, from]];
    });
