import type { Ask } from '../../facts/ask.ts';
import { absolute, join } from '../../facts/loader/expand.ts';
import { linkFolders } from '../../facts/stack/link-folders.ts';
import type { LinkLine } from './line.ts';
import { isForeign, targetOf } from './target.ts';

/** How a line's libraries are looked for. */
export interface Search {
  /** In the order in which they are searched. */
  readonly folders: readonly string[];
  /** The machine that the line makes programs for; null where it cannot be told. */
  readonly target: string | null;
  /** The file that `-lNAME` takes, and the first one of another architecture that was passed over. */
  readonly find: (name: string, onlyStatic: boolean) => { path: string | null; foreign: string | null };
}

/** The folders of a cross compiler's own: Debian's multiarch ones and a toolchain's below /usr. */
const crossFolders = (program: string): readonly string[] => {
  const triplet = /([^/]+)-(?:gcc|g\+\+|cc|c\+\+|ld)(?:-[\d.]+)?$/.exec(program)?.[1];
  return triplet === undefined
    ? []
    : [`/usr/lib/${triplet}`, `/usr/${triplet}/lib`, `/usr/local/lib/${triplet}`];
};

/** The file that `-lNAME` takes; of another architecture it is passed over. */
function finder(ask: Ask, folders: readonly string[], own: string | null): Search['find'] {
  return (name, onlyStatic) => {
    let foreign: string | null = null;
    const exact = name.startsWith(':')
      ? [name.slice(1)]
      : onlyStatic
        ? [`lib${name}.a`]
        : [`lib${name}.so`, `lib${name}.a`, `lib${name}.dylib`];
    for (const folder of folders) {
      for (const file of exact) {
        const path = join(folder, file);
        if (!ask.probe.stat(path).ok) continue;
        if (!isForeign(ask, path, own)) return { path, foreign };
        foreign ??= path;
      }
    }
    return { path: null, foreign };
  };
}

/** Where the linker of this line looks: the line's own -L, then a cross compiler's folders, then the system's. */
export function searchOf(ask: Ask, line: LinkLine): Search {
  const target = targetOf(ask, line);
  const folders = [
    ...line.folders.map((folder) => absolute(folder, ask.probe.self.cwd)),
    ...crossFolders(line.argv[0] ?? ''),
    ...linkFolders(ask),
  ];
  return { folders, target, find: finder(ask, folders, target) };
}
