import type { Probe } from '../host/host.ts';

const LARGEST = 1024 * 1024;

/**
 * The version that a header names in its macros: `SODIUM_VERSION_STRING "1.0.18"`, or `ZMQ_VERSION_MAJOR 4` with its
 * MINOR and PATCH. Null where it names none.
 */
export function headerVersion(probe: Probe, path: string): string | null {
  const header = probe.readText(path, LARGEST);
  if (!header.ok) return null;
  const whole = /^\s*#\s*define\s+\w+_VERSION_STRING\s+"([\w.+-]+)"/m.exec(header.value)?.[1];
  if (whole !== undefined) return whole;
  const [, name, major] = /^\s*#\s*define\s+(\w+)_VERSION_MAJOR\s+(\d+)/m.exec(header.value) ?? [];
  const part = (which: string): string | undefined =>
    new RegExp(`^\\s*#\\s*define\\s+${name}_VERSION_${which}\\s+(\\d+)`, 'm').exec(header.value)?.[1];
  const numbers = [major, part('MINOR'), part('PATCH')];
  return numbers.every((number) => number !== undefined) ? numbers.join('.') : null;
}
