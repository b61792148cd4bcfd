import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { folderOf, foldersAbove } from '../facts/loader/expand.ts';

/** Folders within a prefix; a prefix that is a link itself is a disk that is not mounted, and nothing is put in its place. */
const WITHIN = /\/(?:lib(?:32|64)?|include|share)(?:\/|$)/;

/** A folder on the way to a path that is a link to nothing: no file can be put behind it. */
const blockedAt = ({ probe }: Ask, path: string): string | undefined =>
  foldersAbove(path).find(
    (folder) => WITHIN.test(folder) && probe.readlink(folder).ok && !probe.stat(folder).ok,
  );

/** A fix that brings files to these places, with the link moved aside that would keep it from doing so. */
export function clearedWay(ask: Ask, fix: Fix, places: readonly string[]): Fix {
  const blocked = places.flatMap((place) => blockedAt(ask, place) ?? [])[0];
  if (blocked === undefined || !fix.automatic) return fix;
  return {
    ...fix,
    title: text(
      `Move ${blocked} aside, a link to nothing. ${fix.title.en}`,
      `将指向空处的链接 ${blocked} 移到一旁。${fix.title['zh-CN']}`,
    ),
    commands: [[...ask.probe.self.command, '__repair', 'move-aside', blocked], ...fix.commands],
    needsRoot: fix.needsRoot || !ask.probe.access(folderOf(blocked), 'write'),
  };
}
