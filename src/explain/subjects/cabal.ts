import type { Match } from '../rule.ts';

/**
 * Cabal's verdict on a pkg-config module of another version than wanted (Distribution.Simple.Configure): one sentence, broken
 * at 80 columns wherever that falls.
 */
export interface CabalVersion {
  readonly module: string;
  /** The installed version lies at or above the upper bound; else below the lower one. */
  readonly tooNew: boolean;
}

/** Lines over which the sentence can be broken. */
const LINES = 4;

/** What the sentence that begins at a match says; null where it is another. */
export function cabalVersion({ log, at }: Pick<Match, 'log' | 'at'>): CabalVersion | null {
  const sentence = log.lines
    .slice(at, at + LINES)
    .map(({ text }) => text)
    .join(' ');
  const found =
    /pkg-config package '?([\w.+-]{1,60})'? version (.{1,60}?) is required but the version installed on the system is version ([\d.]{1,30})/.exec(
      sentence,
    );
  if (!found) return null;
  const [, module = '', range = '', installed = ''] = found;
  const bound = /<(=?) ?(\d[\d.]{0,20})/.exec(range);
  const order = bound ? compare(installed, bound[2]!) : -1;
  return { module, tooNew: order > 0 || (order === 0 && bound?.[1] === '') };
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').filter(Boolean).map(Number));
  for (let index = 0; index < Math.max(a!.length, b!.length); index += 1) {
    const difference = (a![index] ?? 0) - (b![index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
