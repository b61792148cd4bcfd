import { join } from 'node:path';
import type { Ask } from '../../facts/ask.ts';
import { libraryFolders } from '../../facts/library-folders.ts';
import type { Probe } from '../../host/host.ts';

/** A folder tree in which a library may be installed, as `--prefix` would name it. */
export interface Place {
  readonly root: string;
  readonly libraries: readonly string[];
  readonly headers: readonly string[];
  readonly pkgConfig: readonly string[];
}

const TRIPLET = '\\w+-linux-(?:gnu|musl)\\w*';
const LIBRARY_FOLDER = new RegExp(`^(.*)/lib(?:64|32|x32)?(?:/(${TRIPLET}))?$`);

/** `/usr/lib/x86_64-linux-gnu` lies in `/usr`; /lib does too, on systems where it is a link to /usr/lib. */
function rootOf(probe: Probe, folder: string): string {
  const root = LIBRARY_FOLDER.exec(folder)?.[1] ?? folder;
  if (root !== '') return root;
  const real = probe.realpath('/lib');
  return real.ok && real.value.startsWith('/usr/') ? '/usr' : '/';
}

const listed = (probe: Probe, variable: string): string[] =>
  (probe.env[variable] ?? '').split(':').filter((folder) => folder.startsWith('/'));

/** All places on this machine, the asked prefix first, each with its folders, existing or not. */
export function places(ask: Ask, prefix: string): readonly Place[] {
  const { probe } = ask;
  const libraries = new Map<string, Set<string>>();
  const triplets = new Set<string>();
  const add = (folder: string): void => {
    const root = rootOf(probe, folder);
    const triplet = LIBRARY_FOLDER.exec(folder)?.[2];
    if (triplet !== undefined) triplets.add(triplet);
    libraries.set(root, (libraries.get(root) ?? new Set()).add(folder));
  };
  for (const name of ['lib', 'lib64']) add(join(prefix, name));
  for (const folder of ask.of(libraryFolders)) add(folder);
  for (const folder of listed(probe, 'PKG_CONFIG_PATH')) add(folder.replace(/\/pkgconfig\/?$/, ''));
  for (const folder of listed(probe, 'CPATH')) add(folder.replace(/\/include\/?$/, '/lib'));
  return [...libraries].map(([root, folders]) => ({
    root,
    libraries: [...folders],
    headers: [join(root, 'include'), ...[...triplets].map((triplet) => join(root, 'include', triplet))],
    pkgConfig: [...[...folders], join(root, 'share'), join(root, 'libdata')].map((folder) =>
      join(folder, 'pkgconfig'),
    ),
  }));
}
