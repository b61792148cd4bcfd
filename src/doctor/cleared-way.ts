import type { Fix } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { folderOf, foldersAbove } from '../facts/loader/expand.ts';

/** Folders within a prefix; a prefix that is a link itself is a disk that is not mounted, and nothing is put in its place. */
const WITHIN = /\/(?:lib(?:32|64)?|include|share)(?:\/|$)/;

/** What keeps a file from being put at a path: a folder on the way that is a link to nothing, or a folder of the file's name. */
function blockedAt({ probe }: Ask, path: string): string | undefined {
  const link = foldersAbove(path).find(
    (folder) => WITHIN.test(folder) && probe.readlink(folder).ok && !probe.stat(folder).ok,
  );
  const own = probe.lstat(path);
  return link ?? (own.ok && own.value.kind === 'directory' ? path : undefined);
}

/** A fix that brings files to these places, with what would keep it from doing so moved aside. */
export function clearedWay(ask: Ask, fix: Fix, places: readonly string[]): Fix {
  const blocked = places.flatMap((place) => blockedAt(ask, place) ?? [])[0];
  if (blocked === undefined || !fix.automatic) return fix;
  return {
    ...fix,
    title: text(
      `Move ${blocked} aside, which is in the way. ${fix.title.en}`,
      `将挡路的 ${blocked} 移到一旁。${fix.title['zh-CN']}`,
    ),
    commands: [[...ask.probe.self.command, '__repair', 'move-aside', blocked], ...fix.commands],
    needsRoot: fix.needsRoot || !ask.probe.access(folderOf(blocked), 'write'),
  };
}
