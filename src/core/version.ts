/**
 * The first version in a tool's line, as semver's three numbers: `cmake version 3.25.1` -> `3.25.1`,
 * `autoconf (GNU Autoconf) 2.71` -> `2.71.0`. What stands in brackets is the packager's and counts only where nothing
 * else is there: `gcc (Debian 12.2.0-14+deb12u1) 12.2.0`. Null where no number has a dot.
 */
export function versionIn(line: string): string | null {
  const bare = line.replace(/\([^()]*\)/g, ' ');
  const found = /(?<![\d.])(\d+)\.(\d+)(?:\.(\d+))?/.exec(bare) ?? /(\d+)\.(\d+)(?:\.(\d+))?/.exec(line);
  return found && [found[1], found[2], found[3] ?? '0'].map(Number).join('.');
}

/** How a version stands to what is asked. `unknown`: it has no version that can be compared. */
export type Standing = 'too-old' | 'below-recommended' | 'fine' | 'unknown';

/** semver, which costs some milliseconds to load, only where versions are compared. */
const semver = async () => (await import('semver')).default;

/**
 * Where a version stands. `version`, `minimum` and `recommended` in any of the tools' own spellings: `2.39.5 (Apple
 * Git-154)`, `12.2.0-14+deb12u1`, `4.4`.
 */
export async function standing(
  version: string | null,
  want: { readonly minimum?: string | undefined; readonly recommended?: string | undefined },
): Promise<Standing> {
  const { coerce, lt } = await semver();
  const have = coerce(version);
  if (have === null) return 'unknown';
  const below = (limit: string | undefined): boolean => {
    const wanted = coerce(limit);
    return wanted !== null && lt(have, wanted);
  };
  if (below(want.minimum)) return 'too-old';
  return below(want.recommended) ? 'below-recommended' : 'fine';
}

/** Whether a version in a tool's spelling lies in a semver range; false for one that cannot be read. */
export async function inRange(version: string | null, range: string): Promise<boolean> {
  const { coerce, satisfies } = await semver();
  const have = coerce(version);
  return have !== null && satisfies(have, range);
}
