import type { Holder } from '../lock.ts';
import type { ProductFacts } from '../manifest.ts';

/** What all acts on a prefix share. */
export interface Call {
  /** Absolute, in normal form. */
  readonly prefix: string;
  /** In whose name the prefix is locked from commit to finish: the run that the user started, also where root acts for it. */
  readonly holder: Holder;
  /** Milliseconds to wait for another run; default one minute. */
  readonly waitMs?: number;
}

/** One library as it was staged (`make install DESTDIR=stagedRoot`). */
export interface StagedProduct extends ProductFacts {
  readonly stagedRoot: string;
  /** The prefix that it was configured with, where that is not the real one. */
  readonly stagedPrefix?: string;
}

export interface CommitRequest extends Call {
  readonly products: readonly StagedProduct[];
  /** A file for /etc/ld.so.conf.d (`czmq-setup*.conf`); null where the loader finds the prefix by itself. */
  readonly loaderConf: { readonly path: string; readonly text: string } | null;
  readonly toolVersion: string;
}

export interface UninstallRequest extends Call {
  /** Names of installed products; all where it is empty. */
  readonly products: readonly string[];
}
