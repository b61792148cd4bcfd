import type { Host } from '../host/host.ts';
import type { Screen } from '../ui/listen.ts';

/** All that `main` has of its process, so that a test can run it without one. */
export interface World extends Screen {
  readonly argv: readonly string[];
  readonly host: Host;
  readonly stdout: (words: string) => void;
  /** Null where it is a terminal. */
  readonly stdin: AsyncIterable<Uint8Array> | null;
  readonly packageRoot: string;
  readonly version: string;
  /** Aborted by SIGINT, SIGTERM or SIGHUP; its reason is the signal's name. */
  readonly signal: AbortSignal;
}
