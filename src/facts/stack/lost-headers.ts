import { type Text, text } from '../../core/text.ts';
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
  /** What is wrong with its content; null where it is not there or may not be read. */
  readonly damage: Text | null;
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

/** Why a text is no whole C header: nothing in it, bytes that are no text, conditions that are never closed. */
function damageOf(words: string): Text | null {
  if (words.trim() === '') return text('is empty', '为空文件');
  if (words.includes('\0')) return text('holds bytes that are no text', '含有非文本内容');
  const code = words.replace(COMMENT, ' ');
  const count = (pattern: RegExp): number => code.match(pattern)?.length ?? 0;
  const opened = count(/^[ \t]*#[ \t]*if/gm);
  if (opened > count(/^[ \t]*#[ \t]*endif/gm))
    return text('is cut off: a condition is never closed', '被截断：条件编译没有结束');
  return /^[ \t]*#/m.test(code) ? null : text('is no C header', '不是 C 头文件');
}

const MOST = 200;
/** What only a draft build includes, and what a condition on another system guards. */
const CONDITIONAL =
  /^[ \t]*#[ \t]*if(?:def|ndef)?\b[^\n]*(?:DRAFT|WIN32|WINDOWS|MSC_VER|__ANDROID__|HAVE_)[\s\S]*?^[ \t]*#[ \t]*endif/gm;

/**
 * Follows `#include "..."` from the library's main header through its own folder. What lies in another folder in which the
 * compiler looks (`others`) is another library's, or installed apart, and is found (gcc's cpp manual, "Search Path").
 */
export function lostHeaders(
  ask: Ask,
  folder: string,
  { header }: StackLibrary,
  others: readonly string[],
): readonly LostHeader[] {
  const { probe } = ask;
  const lost: LostHeader[] = [];
  const seen = new Map<string, string>([[header, header]]);
  for (const [name, by] of seen) {
    if (seen.size > MOST) break;
    const path = join(folder, name);
    const words = probe.readText(path, 1024 * 1024);
    if (!words.ok) {
      if (words.fault === 'missing' && others.some((other) => probe.stat(join(other, name)).ok)) continue;
      if (words.fault === 'missing' || words.fault === 'denied')
        lost.push({ header: name, by, readable: words.fault !== 'denied', damage: null });
      continue;
    }
    const damage = damageOf(words.value);
    if (damage !== null) lost.push({ header: name, by, readable: true, damage });
    for (const [, included] of words.value
      .replace(CONDITIONAL, '')
      .matchAll(/^[ \t]*#[ \t]*include[ \t]+"([\w./-]+)"/gm)) {
      if (included !== undefined && !included.includes('..') && !seen.has(included)) seen.set(included, name);
    }
  }
  return lost;
}
