import { isAbsolute, join } from 'node:path';
import type { Self } from './host.ts';

/** Where the tool keeps what is its own, outside every prefix. All absolute. */
export interface Paths {
  /** Everything below may be deleted at any time. */
  readonly cache: string;
  /** Archives by digest: `sources/<sha256>`. */
  readonly sources: string;
  /** Work folders, one a run: `build/<run>`. */
  readonly build: string;
  /** Staged trees by key. */
  readonly products: string;
  readonly state: string;
  /** `logs/<run>/NN-<stage>.log`. */
  readonly logs: string;
  readonly locks: string;
  /** When the newest list of each second store was made that was ever seen here. */
  readonly seenLists: string;
  /** The user's defaults; its form is schemas/config.schema.json. */
  readonly configFile: string;
}

const APP = 'czmq-setup';

/**
 * The folders of this user, after the XDG Base Directory Specification 0.8 (a relative value "should be ignored") and,
 * for the cache on macOS, Apple's File System Programming Guide. Touches nothing.
 */
export function pathsOf(
  env: Readonly<Record<string, string | undefined>>,
  self: Pick<Self, 'os' | 'home'>,
): Paths {
  const base = (variable: string, ...fallback: string[]): string => {
    const value = env[variable];
    return join(value !== undefined && isAbsolute(value) ? value : join(self.home, ...fallback), APP);
  };
  const cache =
    self.os === 'darwin' ? base('XDG_CACHE_HOME', 'Library', 'Caches') : base('XDG_CACHE_HOME', '.cache');
  const state = base('XDG_STATE_HOME', '.local', 'state');
  return {
    cache,
    sources: join(cache, 'sources'),
    build: join(cache, 'build'),
    products: join(cache, 'products'),
    state,
    logs: join(state, 'logs'),
    locks: join(state, 'locks'),
    seenLists: join(state, 'seen-lists.json'),
    configFile: join(base('XDG_CONFIG_HOME', '.config'), 'config.json'),
  };
}
