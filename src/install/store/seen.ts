import { createHash } from 'node:crypto';
import type { Host } from '../../host/host.ts';

const LARGEST = 1 << 20;

/** Addresses may hold secrets, so they are kept as digests. */
const idOf = (place: string): string => createHash('sha256').update(place).digest('hex').slice(0, 32);

function readSeen(host: Host, file: string): Record<string, string> {
  const read = host.readText(file, LARGEST);
  try {
    const value: unknown = read.ok ? JSON.parse(read.value) : {};
    const isMap = value !== null && typeof value === 'object' && !Array.isArray(value);
    return isMap ? (value as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/**
 * When the newest list of a store was made that this user has seen (ISO 8601); null for a store never seen. Whoever keeps
 * a store could otherwise go back to an old list, whose signature is as good as ever.
 */
export function newestSeen(host: Host, file: string, place: string): string | null {
  const seen = readSeen(host, file)[idOf(place)];
  return typeof seen === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(seen) ? seen : null;
}

/** Remembers a list's date; one that lies in the future counts as of now, or it would shut out all that come after. */
export function remember(host: Host, file: string, place: string, created: string): void {
  const now = new Date(host.now()).toISOString();
  const seen = { ...readSeen(host, file), [idOf(place)]: created < now ? created : now };
  const part = `${file}.${host.pid}`;
  try {
    host.mkdir(file.slice(0, file.lastIndexOf('/')));
    host.writeFile(part, `${JSON.stringify(seen, null, 1)}\n`);
    host.rename(part, file);
  } catch {
    // A state folder that cannot be written forgets; the signature still holds.
    host.remove(part);
  }
}
