import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import { stackLibraries } from './libraries.ts';
import { perScope } from './per-scope.ts';

/** `-Wl,-rpath,/p`, `-Wl,-rpath=/p`, `-Wl,-rpath -Wl,/p` and `-R/p` (ld(1), -rpath). */
const RPATH = /-Wl,-+rpath(?:,|=|\s+-Wl,)([^\s,]+)|(?:^|\s)-(?:Wl,-)?R,?(\/[^\s,]+)/g;

const moduleWords = perScope((ask: Ask, scope: Scope): readonly string[] =>
  stackLibraries(ask, scope).flatMap(({ module }) => pkgConfigReport(ask, module).libs.words),
);

/**
 * Folders that programs get to know as they are linked in this environment: by the modules' own words, by LDFLAGS, and
 * by LD_RUN_PATH, which ld reads where no other says anything. Null where there are none.
 */
export function linkedRpath(
  ask: Ask,
  scope: Scope,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const words = [...moduleWords(ask, scope), env.LDFLAGS ?? ''].join(' ');
  const named = [...words.matchAll(RPATH)].map(([, long, short]) => long ?? short ?? '');
  const folders = named.length > 0 ? named : (env.LD_RUN_PATH ?? '').split(':');
  const absolute = folders.filter((folder) => folder.startsWith('/'));
  return absolute.length > 0 ? [...new Set(absolute)].join(':') : null;
}
