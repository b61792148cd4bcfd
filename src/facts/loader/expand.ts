/** What the dynamic string tokens of a path stand for; null where the loader knows no value. */
export interface Tokens {
  readonly origin: string | null;
  readonly lib: string;
  readonly platform: string | null;
}

const TOKEN = /\$(?:\{(ORIGIN|LIB|PLATFORM)\}|(ORIGIN|LIB|PLATFORM)(?![A-Za-z0-9_]))/g;

/** Removes `.`, `..` and double slashes as glibc does to compare with its trusted folders; links are not followed. */
function plain(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}/`;
}

/**
 * Replaces `$ORIGIN`, `$LIB` and `$PLATFORM` (ld.so(8), "Dynamic string tokens"; glibc, elf/dl-load.c). Null where the
 * path must not be used: a token without value, or, for a set-id program (`trusted` given), an `$ORIGIN` that is not at
 * the start or leads out of the trusted folders.
 */
export function expandTokens(path: string, tokens: Tokens, trusted: readonly string[] | null): string | null {
  let lost = false;
  let fromOrigin = false;
  const expanded = path.replace(
    TOKEN,
    (whole, braced: string | undefined, bare: string | undefined, at: number) => {
      const name = braced ?? bare;
      const value = name === 'ORIGIN' ? tokens.origin : name === 'LIB' ? tokens.lib : tokens.platform;
      if (name === 'ORIGIN') {
        fromOrigin = true;
        const next = path[at + whole.length];
        if (trusted && (at !== 0 || (next !== undefined && next !== '/'))) lost = true;
      }
      if (value === null) lost = true;
      return value ?? '';
    },
  );
  if (lost) return null;
  if (trusted && fromOrigin && !trusted.some((folder) => plain(expanded).startsWith(`${folder}/`)))
    return null;
  return expanded;
}

/** A path as it is from this working folder. */
export const absolute = (path: string, cwd: string): string =>
  path.startsWith('/') ? path : `${cwd === '/' ? '' : cwd}/${path}`;

/** A folder list's entry without slashes at its end. */
export function trimmed(folder: string): string {
  let end = folder.length;
  while (end > 1 && folder[end - 1] === '/') end--;
  return folder.slice(0, end);
}

export const join = (folder: string, name: string): string =>
  folder === '/' ? `/${name}` : `${folder}/${name}`;

export const folderOf = (path: string): string => path.slice(0, Math.max(1, path.lastIndexOf('/')));

/** The folders on the way to a path, from the top down: `/usr`, `/usr/lib` of `/usr/lib/libzmq.so`. */
export function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/').filter(Boolean);
  return parts.slice(1).map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}
