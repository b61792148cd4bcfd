import { splitWords } from './words.ts';

/** One piece of compiler or linker flags: `-lzmq` is `l` and `zmq`. */
export interface Fragment {
  /** The letter of -I, -L, -l ...; null for flags that must not be taken apart. */
  readonly type: string | null;
  readonly data: string;
  /** Several words that belong together (`-framework Cocoa`). */
  readonly merged: boolean;
}

/** Flags that keep their place and their argument (pkgconf, fragment.c). */
const WHOLE = [
  '-framework',
  '-isystem',
  '-idirafter',
  '-pthread',
  '-Wa,',
  '-Wl,',
  '-Wp,',
  '-trigraphs',
  '-pedantic',
  '-ansi',
  '-std=',
  '-stdlib=',
  '-include',
  '-nostdinc',
  '-nostdlibinc',
  '-nobuiltininc',
];

const isWhole = (text: string): boolean =>
  !text.startsWith('-') || WHOLE.some((flag) => text.startsWith(flag));

/** Double slashes are one. */
export const plainPath = (path: string): string => path.replace(/\/+/g, '/');

const inSysroot = (text: string, sysroot: string | null): string => {
  if (!text.startsWith('/')) return text;
  return plainPath(sysroot !== null && !text.startsWith(sysroot) ? sysroot + text : text);
};

/** Later flags of the same kind replace or give way to earlier ones, so that -l stays last and -I and -L first. */
const staysFirst = ({ type }: Fragment): boolean => type === 'F' || type === 'L' || type === 'I';

const same = (a: Fragment) => (b: Fragment) => a.type === b.type && a.data === b.data;

/** Whether removing the earlier of two equal ones changes nothing for its neighbours. */
function removable(list: readonly Fragment[], at: number): boolean {
  const before = list[at - 1];
  if (!before || before.type === 'l' || before.type === 'L' || before.type === 'I') return true;
  const type = list[at]?.type;
  return type === null || before.type === type;
}

/** Adds to a list, without doubles (pkgconf_fragment_copy). `isPrivate`: for static linking, where doubles stay. */
export function addFragment(list: Fragment[], fragment: Fragment, isPrivate: boolean): void {
  if (!isPrivate) {
    const at = list.findLastIndex(same(fragment));
    if (at >= 0 && staysFirst(fragment)) return;
    if (at >= 0 && isWhole(fragment.data) && removable(list, at)) list.splice(at, 1);
  }
  list.push(fragment);
}

/** Parses a Libs or Cflags field whose variables are replaced; null where a quote never closes. */
export function parseFragments(text: string, sysroot: string | null, into: Fragment[]): boolean {
  const words = splitWords(text);
  for (const word of words ?? []) {
    const special = word.length < 2 || isWhole(word) || word.startsWith('-lib:');
    const last = into.at(-1);
    if (!special)
      into.push({ type: word[1] as string, data: inSysroot(word.slice(2), sysroot), merged: false });
    else if (last && last.type === null && isWhole(last.data)) {
      into.pop();
      const data = `${last.data} ${inSysroot(word, sysroot)}`;
      addFragment(into, { type: null, data, merged: true }, false);
    } else into.push({ type: null, data: word, merged: false });
  }
  return words !== null;
}

/** Characters that pkgconf prints as they are; all others get a backslash. */
const PLAIN = /[$()+,\-./0-9:=@A-Z^_a-z~]/;

const quoted = ({ data, merged }: Fragment): string =>
  Array.from(new TextEncoder().encode(data), (byte) => String.fromCharCode(byte))
    .map((char) => (PLAIN.test(char) || (merged && char === ' ') ? char : `\\${char}`))
    .join('');

/** The flags as pkgconf prints them, ready for a shell's word splitting; `''` for none. */
export const renderFragments = (list: readonly Fragment[]): string => {
  const text = list.map(
    (fragment) => `${fragment.type === null ? '' : `-${fragment.type}`}${quoted(fragment)}`,
  );
  return new TextDecoder().decode(Uint8Array.from(text.join(' '), (char) => char.charCodeAt(0)));
};

/** The flags as an argument vector. */
export const wordsOfFragments = (list: readonly Fragment[]): readonly string[] =>
  splitWords(renderFragments(list)) ?? [];
