import type { Probe } from '../host/host.ts';

/** The user's environment for a child whose answer is read by a program: untranslated messages, and `more`. */
export function plainEnvironment(probe: Probe, more: Readonly<Record<string, string>> = {}) {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(probe.env)) if (value !== undefined) env[name] = value;
  return { ...env, LC_ALL: 'C', ...more };
}
