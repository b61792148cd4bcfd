import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';

/** A fact that depends on what the user wants the machine for as well: asked once for each scope of a machine. */
export function perScope<T>(read: (ask: Ask, scope: Scope) => T): (ask: Ask, scope: Scope) => T {
  const known = new WeakMap<Ask, Map<Scope, T>>();
  return (ask, scope) => {
    const ofAsk = known.get(ask) ?? new Map<Scope, T>();
    known.set(ask, ofAsk);
    if (!ofAsk.has(scope)) ofAsk.set(scope, read(ask, scope));
    return ofAsk.get(scope) as T;
  };
}
