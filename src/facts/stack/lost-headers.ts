import type { Ask } from '../ask.ts';
import { join } from '../loader/expand.ts';
import type { StackLibrary } from './libraries.ts';

/** A header of the library's own that cannot be had. */
export interface LostHeader {
  readonly header: string;
  /** The header that includes it; itself where it is the one that programs include. */
  readonly by: string;
  /** False where it is there and this user may not read it. */
  readonly readable: boolean;
}

const MOST = 200;
/** What only a draft build includes, and what a condition on another system guards. */
const CONDITIONAL =
  /^[ \t]*#[ \t]*if(?:def|ndef)?\b[^\n]*(?:DRAFT|WIN32|WINDOWS|MSC_VER|__ANDROID__|HAVE_)[\s\S]*?^[ \t]*#[ \t]*endif/gm;

/** Follows `#include "..."` from the library's main header through its own folder. */
export function lostHeaders(ask: Ask, folder: string, { header }: StackLibrary): readonly LostHeader[] {
  const { probe } = ask;
  const lost: LostHeader[] = [];
  const seen = new Map<string, string>([[header, header]]);
  for (const [name, by] of seen) {
    if (seen.size > MOST) break;
    const path = join(folder, name);
    const text = probe.readText(path, 1024 * 1024);
    if (!text.ok) {
      if (text.fault === 'missing' || text.fault === 'denied')
        lost.push({ header: name, by, readable: text.fault !== 'denied' });
      continue;
    }
    for (const [, included] of text.value
      .replace(CONDITIONAL, '')
      .matchAll(/^[ \t]*#[ \t]*include[ \t]+"([\w./-]+)"/gm)) {
      if (included !== undefined && !included.includes('..') && !seen.has(included)) seen.set(included, name);
    }
  }
  return lost;
}
