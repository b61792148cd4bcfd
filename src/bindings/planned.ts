import type { Text } from '../core/text.ts';

/** A binding in a plan: what is to be where, decided before anything is done. */
export interface PlannedBinding {
  readonly name: string;
  readonly language: 'go' | 'python';
  /** `v4.2.1-0.…`, `27.3.0`. */
  readonly version: string;
  /** Folder of the Go module, or of the virtual environment. */
  readonly place: string;
  /** The folder's module or environment is made by this run. */
  readonly made: boolean;
  /** `keep`: it is there in this version, built on the prefix's library. */
  readonly action: 'add' | 'keep';
  readonly reason: Text;
  /** Version that is there now. */
  readonly from: string | null;
  /** What its bytes must be: go.sum's `h1:`, or the source distribution's SHA-256. */
  readonly pin: string;
  /** Recipe that it is built on. */
  readonly library: string;
}
