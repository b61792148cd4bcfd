import type { FileRecord } from '../files.ts';
import type { Holder } from '../lock.ts';

/** One reversible change. Paths are relative to the prefix, but for the loader's file. */
export type Act =
  | { readonly act: 'mkdir'; readonly path: string }
  /** A rename. `placed`: what arrives is ours, and this is how it is recognised. */
  | { readonly act: 'move'; readonly from: string; readonly to: string; readonly placed?: FileRecord };

/**
 * All acts of one transaction, written and synced before the first of them. What has been done is not written down but
 * seen: an act whose `from` is still there has not happened. So undoing needs no further writing (a full disk does
 * not stop it), and may itself be interrupted and begun again.
 */
export interface Journal {
  readonly schemaVersion: 1;
  readonly prefix: string;
  readonly kind: 'install' | 'uninstall';
  readonly holder: Holder;
  readonly acts: readonly Act[];
  /** Temporary names outside the records folder (another file system): deleted at the end, either way. */
  readonly strays: readonly string[];
  /** Absolute folders that were made only to hold the records: unmade when the transaction is undone. */
  readonly parents: readonly string[];
  /** Folders to remove after the proof, where they are empty then; deepest first. */
  readonly emptied: readonly string[];
  /** As `parents`, to unmade after the proof where no manifest is left. */
  readonly dismantled: readonly string[];
  /** Folders that the acts touch, with their times, so that undoing can put these back as well. */
  readonly times: readonly { readonly path: string; readonly mtimeMs: number }[];
}
