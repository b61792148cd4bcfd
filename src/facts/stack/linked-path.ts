import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import type { LinkedPath } from '../loader/sketch.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import { stackLibraries } from './libraries.ts';
import { perScope } from './per-scope.ts';

/** `-Wl,-rpath,/p`, `-Wl,-rpath=/p`, `-Wl,-rpath -Wl,/p` and `-R/p` (ld(1), -rpath). */
const RPATH = /-Wl,-+rpath(?:,|=|\s+-Wl,)([^\s,]+)|(?:^|\s)-(?:Wl,-)?R,?(\/[^\s,]+)/g;

const moduleWords = perScope((ask: Ask, scope: Scope): readonly string[] =>
  stackLibraries(ask, scope).flatMap(({ module }) => pkgConfigReport(ask, module).libs.words),
);

/** The last of the words that choose the tag (ld(1), --enable-new-dtags), and of those that leave libraries out. */
const lastOf = (words: string, pattern: RegExp): string | undefined =>
  [...words.matchAll(pattern)].at(-1)?.[1];

/** What a program of the user's is linked with in an environment. */
export interface Linked {
  /** Folders that it gets to know; null where there are none. */
  readonly path: LinkedPath | null;
  /** It names every library of its line, those too that only another library calls: ld leaves none out unless told to. */
  readonly namesAll: boolean;
}

/**
 * How programs are linked in this environment: folders by the modules' own words, by LDFLAGS, and by LD_RUN_PATH, which
 * ld reads where no other says anything. They go into RUNPATH, as every linker of Linux does by itself now.
 */
export function linkedWith(
  ask: Ask,
  scope: Scope,
  env: Readonly<Record<string, string | undefined>>,
): Linked {
  const words = [...moduleWords(ask, scope), env.LDFLAGS ?? ''].join(' ');
  const named = [...words.matchAll(RPATH)].map(([, long, short]) => long ?? short ?? '');
  const folders = (named.length > 0 ? named : (env.LD_RUN_PATH ?? '').split(':')).filter((folder) =>
    folder.startsWith('/'),
  );
  const tag = lastOf(words, /--(enable|disable)-new-dtags/g) === 'disable' ? 'rpath' : 'runpath';
  return {
    path: folders.length > 0 ? { tag, folders: [...new Set(folders)].join(':') } : null,
    namesAll: lastOf(words, /--(no-as-needed|as-needed)/g) !== 'as-needed',
  };
}
