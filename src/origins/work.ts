import type { Emit } from '../core/event.ts';
import type { Host } from '../host/host.ts';
import type { Trouble } from './trouble.ts';

/** What every way to a source works with. */
export interface Work {
  readonly host: Host;
  readonly emit: Emit;
  readonly stage: string;
  readonly signal: AbortSignal;
  /** `sources` of the caches. */
  readonly cacheDir: string;
  /** Hosts that did not answer in this run, by kind of transport: not asked again. */
  readonly down: Set<string>;
}

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: Trouble };

export const gone = (trouble: Trouble): Attempt<never> => ({ ok: false, trouble });
