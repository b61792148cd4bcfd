import type { Ask } from '../../facts/ask.ts';
import type { Scope } from '../../facts/check.ts';
import { absolute } from '../../facts/loader/expand.ts';
import { stackLibraries } from '../../facts/stack/libraries.ts';
import { linkFolders } from '../../facts/stack/link-folders.ts';
import type { LinkLine } from './line.ts';
import { unitsOf } from './read.ts';
import type { Search } from './search.ts';
import type { Unit } from './units.ts';

/** A library that could be added to the line. */
export interface Candidate {
  readonly library: string;
  readonly word: string;
  readonly units: readonly Unit[];
}

/** Most libraries of one folder that are looked into: what is a project's own has fewer. */
const MOST = 100;

/** Libraries that lie in the folders which the line itself names: a project's own. */
function besides(ask: Ask, line: LinkLine): readonly string[] {
  const system = linkFolders(ask);
  return line.folders.flatMap((folder) => {
    const path = absolute(folder, ask.probe.self.cwd);
    const files = system.includes(path) ? null : ask.probe.readdir(path);
    const names = files?.ok ? files.value.flatMap((file) => /^lib(.+)\.(?:so|a)$/.exec(file)?.[1] ?? []) : [];
    return names.slice(0, MOST);
  });
}

/** What a user's code wants that is not of this stack: what it is built on, and the runtimes. */
const OTHERS = [
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
  'c++',
];

/** Who defines what is left: libraries of the stack, of the line's own folders, what they need, and the runtimes. */
export function candidates(
  ask: Ask,
  scope: Scope,
  line: LinkLine,
  find: Search['find'],
): readonly Candidate[] {
  const stack = stackLibraries(ask, scope).map(({ name }) => name.replace(/^lib/, ''));
  return [...new Set([...stack, ...besides(ask, line), ...OTHERS])].flatMap((name): Candidate[] => {
    const { path } = find(name, line.isStatic);
    if (path === null) return [];
    const input = { group: null, whole: false, asNeeded: false };
    const units = unitsOf(ask, path, input, (other) => find(other, line.isStatic).path);
    return [{ library: `lib${name}`, word: `-l${name}`, units }];
  });
}
