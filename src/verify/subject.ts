import type { Host } from '../host/host.ts';
import { pkgConfigFolder } from './environment.ts';
import { proofOf } from './prove.ts';

/** What is verified, and where it is looked for. */
export interface Subject {
  /** Recipe names. */
  readonly names: readonly string[];
  /** Null for whatever pkg-config and the loader find by themselves. */
  readonly prefix: string | null;
  /** Only static libraries lie there. */
  readonly staticOnly: boolean;
  /** Of the names that nobody gave: those that are nowhere. */
  readonly absent: readonly string[];
}

const ASK_MS = 30_000;
const USUAL = ['libzmq', 'czmq'];

const moduleOf = (recipe: string): string => proofOf(recipe)?.modules[0] ?? '';

/** The library's folder below a prefix that somebody else filled; null where it is not there. */
function folderIn(host: Host, prefix: string, recipe: string): string | null {
  const folder = pkgConfigFolder(host, prefix, moduleOf(recipe));
  return folder === null ? null : folder.slice(0, folder.lastIndexOf('/'));
}

const hasShared = (host: Host, folder: string, recipe: string): boolean =>
  ['so', 'dylib'].some((ending) => host.stat(`${folder}/${moduleOf(recipe)}.${ending}`).ok);

/** Whether pkg-config finds the library by itself; also where there is no pkg-config that could deny it. */
async function isFound(host: Host, recipe: string): Promise<boolean> {
  const argv = [host.env.PKG_CONFIG || 'pkg-config', '--exists', moduleOf(recipe)];
  const ran = await host.run(argv, { timeoutMs: ASK_MS });
  return ran.code === 0 || ran.spawnError !== null;
}

/**
 * What to verify where this tool has installed nothing in the prefix: what others put there, else what the system
 * finds. `named`: recipes that the user asked for; where he named none, what is there of the usual ones.
 */
export async function foreignSubject(host: Host, prefix: string, named: readonly string[]): Promise<Subject> {
  const wished = named.length > 0 ? named : USUAL;
  const inPrefix = wished.filter((name) => folderIn(host, prefix, name) !== null);
  if (inPrefix.length > 0 && (named.length === 0 || inPrefix.length === named.length))
    return {
      names: inPrefix,
      prefix,
      staticOnly: inPrefix.every((name) => !hasShared(host, folderIn(host, prefix, name) ?? '', name)),
      absent: wished.filter((name) => !inPrefix.includes(name)),
    };
  if (named.length > 0) return { names: named, prefix: null, staticOnly: false, absent: [] };
  const found = await Promise.all(USUAL.map((name) => isFound(host, name)));
  const names = USUAL.filter((_, index) => found[index]);
  // With neither of them that is what is wrong, and the proof says so.
  return names.length === 0
    ? { names: USUAL, prefix: null, staticOnly: false, absent: [] }
    : { names, prefix: null, staticOnly: false, absent: USUAL.filter((name) => !names.includes(name)) };
}
