/** What is wrong with how a library is found and loaded, as a value: the checks put it into words. */
export type RunFault =
  /** All is well without this variable, or without this entry of it. */
  | {
      readonly kind: 'variable';
      readonly library: string;
      readonly variable: string;
      readonly value: string;
      /** The entry that does the harm; null where it is the variable as a whole. */
      readonly entry: string | null;
      /** The file that comes in front through it; null where it names nothing that is there. */
      readonly path: string | null;
      /** What it brings about. */
      readonly effects: readonly RunFault[];
    }
  | {
      readonly kind: 'not-installed';
      readonly library: string;
      readonly soname: string;
      readonly neededBy: string | null;
    }
  /** In a folder that the loader is configured to search, and not in its cache. */
  | {
      readonly kind: 'cache-stale';
      readonly library: string;
      readonly soname: string;
      readonly path: string;
      readonly cache: string;
      /** What the cache says of it; null where it says nothing. */
      readonly listed: string | null;
      readonly hasCache: boolean;
    }
  | {
      readonly kind: 'folder';
      readonly library: string;
      readonly soname: string;
      readonly path: string;
      readonly folder: string;
      readonly loader: 'glibc' | 'musl' | 'freebsd';
    }
  | {
      readonly kind: 'link';
      readonly library: string;
      readonly path: string;
      /** Where it leads; null where there is no link. */
      readonly target: string | null;
      readonly problem: 'dangling' | 'loop' | 'missing' | 'wrong';
      /** A real file of the library that it could point to. */
      readonly real: string | null;
      /** Which users are left without it. */
      readonly use: 'run' | 'link';
    }
  | { readonly kind: 'corrupt'; readonly library: string; readonly path: string; readonly detail: string }
  | {
      readonly kind: 'unreadable';
      readonly library: string;
      readonly path: string;
      /** The file or the folder above it that this user has no right to. */
      readonly blocked: string;
    }
  | {
      readonly kind: 'architecture';
      readonly library: string;
      readonly path: string;
      readonly has: string;
      readonly wanted: string;
    }
  | {
      readonly kind: 'dependency';
      readonly library: string;
      readonly soname: string;
      readonly neededBy: string;
      /** Files of the same library under another soname. */
      readonly others: readonly string[];
    }
  /** Of several copies the one that lacks something wins. */
  | {
      readonly kind: 'duplicate';
      readonly library: string;
      readonly path: string;
      readonly better: string;
      readonly lacks: readonly string[];
      readonly neededBy: string;
    }
  | {
      readonly kind: 'symbols';
      readonly library: string;
      readonly path: string | null;
      readonly symbols: readonly string[];
      readonly neededBy: string;
    }
  | {
      readonly kind: 'version';
      readonly library: string;
      readonly version: string;
      readonly path: string;
      readonly neededBy: string;
    }
  | { readonly kind: 'cpu'; readonly library: string; readonly path: string; readonly level: number };

/** Two faults that are the same one. */
export const sameFault = (a: RunFault, b: RunFault): boolean =>
  a.kind === b.kind &&
  a.library === b.library &&
  ('path' in a ? a.path : a.library) === ('path' in b ? b.path : b.library) &&
  (a.kind !== 'version' || b.kind !== 'version' || a.version === b.version);
