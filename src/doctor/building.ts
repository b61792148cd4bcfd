import type { Severity } from '../core/finding.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { candidatePrefixes } from '../facts/stack/folders.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';

/** Every library of the scope has a file on this machine that could be used. */
export const isInstalled = (ask: Ask, scope: Scope): boolean =>
  stackLibraries(ask, scope).every(({ copies }) =>
    copies.some(({ fault, linkage }) => fault === null && linkage !== 'libtool'),
  );

/** Headers of the stack are here: somebody compiles against it. */
export function isDeveloping(ask: Ask, scope: Scope): boolean {
  const { probe } = ask;
  const prefixes = ['/usr', '/usr/local', '/opt/homebrew', '/opt/local', ...candidatePrefixes(ask, scope)];
  return stackLibraries(ask, scope).some(({ header }) =>
    prefixes.some((prefix) => probe.stat(`${prefix}/include/${header}`).ok),
  );
}

/** Something will be built here: the user said so, or the stack is not there and must be brought. */
export const willBuild = (ask: Ask, scope: Scope): boolean => scope.building || !isInstalled(ask, scope);

/**
 * How bad a fault of a build tool is. A machine whose libraries work and that is not asked to build has no error by
 * its tools; one without headers has nothing to say about them at all (null).
 */
export function toolSeverity(ask: Ask, scope: Scope): Severity | null {
  if (willBuild(ask, scope)) return 'error';
  return isDeveloping(ask, scope) ? 'warning' : null;
}

/**
 * How bad a variable is that breaks compiling: whoever has the headers compiles, and his make takes it.
 */
export const variableSeverity = (ask: Ask, scope: Scope): Severity | null =>
  willBuild(ask, scope) || isDeveloping(ask, scope) ? 'error' : null;
