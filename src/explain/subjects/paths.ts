import type { Match } from '../rule.ts';

/** The folder that holds a path; `/` for what lies in it, null for a bare name. */
export function folderOf(path: string): string | null {
  const plain = path.replace(/\/+$/, '');
  const cut = plain.lastIndexOf('/');
  if (cut < 0) return null;
  return cut === 0 ? '/' : plain.slice(0, cut);
}

/** A path made absolute by the folder in which the log says that it happened, where it says so. */
export function absolute(path: string, folder: string | null): string {
  if (path.startsWith('/') || path.startsWith('~') || /^[A-Za-z]:[\\/]/.test(path) || folder === null)
    return path;
  const parts = folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') || '/';
}

/** The longest folder that holds all paths. */
export function commonFolder(paths: readonly string[]): string | null {
  const folders = paths.map((path) => folderOf(path)).filter((folder): folder is string => folder !== null);
  const first = folders[0];
  if (first === undefined) return null;
  let parts = first.split('/');
  for (const folder of folders) {
    const other = folder.split('/');
    let same = 0;
    while (same < parts.length && parts[same] === other[same]) same += 1;
    parts = parts.slice(0, same);
  }
  return parts.join('/') || '/';
}

/** Base name without quotes. */
export const baseName = (path: string): string =>
  path
    .trim()
    .replace(/^['"]|['"]$/g, '')
    .replace(/[\\/]+$/, '')
    .replace(/^.*[\\/]/, '');

/** Group 1 of a match, made absolute. */
export const matchedPath = ({ match, line }: Match): string | null =>
  match[1] ? absolute(match[1], line.folder) : null;

/** The first group that matched, without its folder. */
export const matchedName = ({ match }: Match): string | null => {
  const path = match[1] ?? match[2] ?? match[3];
  return path ? baseName(path) : null;
};
