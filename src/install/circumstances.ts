import type { Emit } from '../core/event.ts';
import type { Host } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import type { Holder } from './lock.ts';

/** What surrounds one run: the machine, the ear, and where things go. */
export interface Circumstances {
  readonly host: Host;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly paths: Paths;
  readonly toolVersion: string;
  /** Where the run's work folder is made. */
  readonly workParent: string;
  readonly keepBuild: boolean;
  /** Who holds the prefix for this run. */
  readonly holder: Holder;
}
