import { WORK } from './step.ts';

/**
 * Characters that configure, libtool and make take in a path without quoting: a space or `$` ends a word there
 * (Autoconf manual, "Special Shell Variables"; make has no quoting at all).
 */
const SAFE = /^[A-Za-z0-9_@%+=:,./~-]*$/;

export const isSafePath = (path: string): boolean => SAFE.test(path);

/** A prefix that only text files can spell: quotes, `$` and backslashes mean something to every reader of a .pc file. */
export const isUsablePrefix = (prefix: string): boolean =>
  prefix.startsWith('/') && !/[\0-\x1f\x7f'"`$\\#*?[\]{}()<>|;&!]/.test(prefix) && !prefix.includes(WORK);

/** Told to configure where the real prefix has a space: replaced in the staged text files. */
export const STAND_IN = '/czmq-setup-stand-in-prefix';

export const configuredPrefix = (prefix: string): string => (isSafePath(prefix) ? prefix : STAND_IN);

/** The folders of one library in a run. */
export interface LibraryFolders {
  readonly source: string;
  /** DESTDIR of its `make install`. */
  readonly stage: string;
}

export const foldersOf = (library: string): LibraryFolders => ({
  source: `${WORK}/${library}/source`,
  stage: `${WORK}/${library}/stage`,
});

/** Where dependents' linkers find the libraries of this run, and nothing else: no libtool archives. */
export const LINK_FOLDER = `${WORK}/link`;
