import type { Probe } from '../host/host.ts';

/**
 * Whether this user can make entries in a folder that need not exist yet: in the nearest one above it that is there.
 * A file, or a link that leads nowhere, in the way is no folder.
 */
export function canWrite(probe: Probe, path: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('/'))) {
    const place = folder === '' ? '/' : folder;
    if (!probe.lstat(place).ok && folder !== '') continue;
    const stat = probe.stat(place);
    return stat.ok && stat.value.kind === 'directory' && probe.access(place, 'write');
  }
}
