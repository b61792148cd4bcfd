import type { Emit } from '../core/event.ts';
import type { Host } from '../host/host.ts';
import { hostOf } from './address.ts';
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

/** How a host is known in `down`: git and we may go there by different ways. */
const keyOf = (by: 'git' | 'web', address: string): string => `${by} ${hostOf(address)}`;

/** Whether it is useless to ask this host again. */
export const isDown = ({ down }: Work, by: 'git' | 'web', address: string): boolean =>
  down.has(keyOf(by, address));

/** Remembers a trouble that concerns the whole host. */
export function remember({ down }: Work, by: 'git' | 'web', address: string, trouble: Trouble): void {
  if (trouble.hostDown) down.add(keyOf(by, address));
}

/** Why a host that is down was not asked. */
export const stillDown = (address: string): Attempt<never> =>
  gone({
    code: 'fetch.network',
    subject: hostOf(address) ?? address,
    words: 'did not answer before',
    passing: false,
    hostDown: true,
  });
