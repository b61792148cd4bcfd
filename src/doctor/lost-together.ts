import type { Ask } from '../facts/ask.ts';
import { dpkg } from '../facts/dpkg.ts';
import { folderOf, foldersAbove } from '../facts/loader/expand.ts';
import { isInstalled } from '../formats/dpkg-status.ts';

const extensionOf = (path: string): string => /\.\w+$/.exec(path)?.[0] ?? '';

/**
 * The packages that lost files together with `path`: who moved or emptied a folder took more than this one away, and to
 * bring back one file after the other would ask the package manager a dozen times. `owner`: whose `path` is, always among
 * them. Where there is no dpkg, the owner alone.
 */
export function lostTogether(ask: Ask, owner: string, path: string): readonly string[] {
  const { probe } = ask;
  const state = ask.of(dpkg);
  if (state === null || probe.lstat(path).ok) return [owner];
  const folder = folderOf(path);
  // The topmost folder that is gone, with all that was below it; else files of the kind in the folder itself.
  const gone = foldersAbove(path).find((one) => !probe.lstat(one).ok);
  const isMeant = (file: string): boolean =>
    gone === undefined
      ? folderOf(file) === folder && extensionOf(file) === extensionOf(path)
      : file.startsWith(`${gone}/`);
  const others = state.packages
    .filter((one) => isInstalled(one) && one.name !== owner)
    .filter(({ name }) => state.files(name).some((file) => isMeant(file) && !probe.lstat(file).ok))
    .map(({ name }) => name);
  return [...new Set([owner, ...others])];
}
