import { prefixOf } from '../facts/stack/folders.ts';
import type { Probe } from '../host/host.ts';

/** What a shell would have made of an entry: quotation marks, blanks, `~` and `$HOME` taken for what they stand for. */
export const asMeant = (entry: string, home: string): string =>
  entry
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .replace(/['"]/g, '')
    .replace(/^(~|\$HOME|\$\{HOME\})(?=\/|$)/, home)
    .trim()
    .replace(/\/+$/, '');

/** Several folders in one entry: written with what separates them elsewhere. */
export const partsOf = (entry: string): readonly string[] =>
  entry.split(/[\s,;]+/).filter((part) => part !== '');

/**
 * The folder that an entry of a search path stands for when it does not hold `file` itself: what is written was the
 * file, the prefix, a sister folder (lib64 for lib), or has marks that no shell took away. `below`: where such files lie
 * in a prefix. Null where nothing of the kind holds the file.
 */
export function folderMeant(
  probe: Probe,
  entry: string,
  file: string,
  below: readonly string[],
): string | null {
  const holds = (folder: string): boolean =>
    folder.startsWith('/') && probe.access(`${folder}/${file}`, 'read');
  if (entry === '' || holds(entry)) return null;
  for (const part of [entry, ...partsOf(entry)]) {
    const meant = asMeant(part, probe.self.home);
    if (!meant.startsWith('/')) continue;
    const parent = meant.slice(0, meant.lastIndexOf('/'));
    const roots = [...new Set([meant, parent, prefixOf(meant), prefixOf(parent)])].filter(
      (root) => root !== '' && root !== '/',
    );
    const candidates = roots.flatMap((root) => [root, ...below.map((folder) => `${root}/${folder}`)]);
    const found = candidates.find((folder) => folder !== entry.replace(/\/+$/, '') && holds(folder));
    if (found !== undefined) return found;
  }
  return null;
}
