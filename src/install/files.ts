import { isAbsolute, join } from 'node:path';
import type { Host } from '../host/host.ts';

/** One installed file as we put it there: what it must still be for us to call it ours. */
export type FileRecord =
  | {
      readonly path: string;
      readonly type: 'file';
      readonly sha256: string;
      /** Bytes. */
      readonly size: number;
      /** Permission bits. */
      readonly mode: number;
      readonly mtimeMs: number;
    }
  | { readonly path: string; readonly type: 'symlink'; readonly target: string };

/** Where a recorded path lies: records are relative to the prefix, but for the loader's file under /etc. */
export const placeOf = (prefix: string, path: string): string =>
  isAbsolute(path) ? path : join(prefix, path);

/** Folders above `path` inside the prefix, nearest first: `a/b/c` gives `a/b`, `a`. */
export function foldersAbove(path: string): string[] {
  const above: string[] = [];
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1))
    above.push(path.slice(0, end));
  return above;
}

/**
 * Compares what stands at `place` with a record: kind, content and permission bits; times do not count, for they say
 * nothing about who wrote. `missing` also where a folder above is gone.
 */
export async function compare(
  host: Pick<Host, 'lstat' | 'readlink' | 'sha256'>,
  place: string,
  record: FileRecord,
): Promise<'same' | 'missing' | 'changed'> {
  const stat = host.lstat(place);
  if (!stat.ok) return stat.fault === 'missing' || stat.fault === 'not-directory' ? 'missing' : 'changed';
  if (record.type === 'symlink') {
    const target = host.readlink(place);
    return target.ok && target.value === record.target ? 'same' : 'changed';
  }
  const { kind, size, mode } = stat.value;
  if (kind !== 'file' || size !== record.size || mode !== record.mode) return 'changed';
  try {
    return (await host.sha256(place)) === record.sha256 ? 'same' : 'changed';
  } catch {
    // Unreadable, so it cannot be told to be ours.
    return 'changed';
  }
}

/** The record of what stands at `place`; null where that is neither a file nor a link. Throws where it cannot be read. */
export async function recordOf(
  host: Pick<Host, 'lstat' | 'readlink' | 'sha256'>,
  place: string,
  path: string,
): Promise<FileRecord | null> {
  const stat = host.lstat(place);
  if (!stat.ok) return null;
  const { kind, size, mode, mtimeMs } = stat.value;
  if (kind === 'file') return { path, type: 'file', sha256: await host.sha256(place), size, mode, mtimeMs };
  const target = kind === 'symlink' ? host.readlink(place) : null;
  return target?.ok ? { path, type: 'symlink', target: target.value } : null;
}
