import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import type { LinkLine } from './line.ts';
import { unitsOf } from './read.ts';
import type { Search } from './search.ts';
import type { Unit } from './simulate.ts';

/** A library that could be added to the line. */
export interface Candidate {
  readonly library: string;
  readonly word: string;
  readonly units: readonly Unit[];
}

/** Who defines what is left: libraries of the stack, what they need, and the runtimes. */
export function candidates(
  ask: Ask,
  scope: Scope,
  line: LinkLine,
  find: Search['find'],
): readonly Candidate[] {
  const names = [
    'czmq',
    'zmq',
    'sodium',
    'uuid',
    'lz4',
    'curl',
    'microhttpd',
    'systemd',
    'nss3',
    'nspr4',
    'bsd',
    'gssapi_krb5',
    'pgm',
    'norm',
    'stdc++',
    'm',
    'pthread',
    'dl',
    'rt',
    'z',
  ];
  const stack = stackLibraries(ask, scope).map(({ name }) => name.replace(/^lib/, ''));
  return [...new Set([...stack, ...names])].flatMap((name): Candidate[] => {
    const { path } = find(name, line.isStatic);
    return path === null
      ? []
      : [
          {
            library: `lib${name}`,
            word: `-l${name}`,
            units: unitsOf(
              ask,
              path,
              { group: null, whole: false, asNeeded: false },
              (other) => find(other, line.isStatic).path,
            ),
          },
        ];
  });
}
