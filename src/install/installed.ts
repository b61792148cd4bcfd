import type { Host, Probe } from '../host/host.ts';
import { compare, type FileRecord, placeOf } from './files.ts';
import type { Installed } from './input.ts';
import type { Manifest } from './manifest.ts';

type State = 'same' | 'missing' | 'changed';

/**
 * Whether a recorded file is still as it was recorded, by what lstat(2) says: kind, size, mode and time. Contents are
 * not read, so that "nothing to do" is instant; whoever changes a file changes its time.
 */
function look(probe: Probe, prefix: string, record: FileRecord): State {
  const place = placeOf(prefix, record.path);
  const stat = probe.lstat(place);
  if (!stat.ok) return stat.fault === 'missing' || stat.fault === 'not-directory' ? 'missing' : 'changed';
  if (record.type === 'symlink') {
    const target = probe.readlink(place);
    return target.ok && target.value === record.target ? 'same' : 'changed';
  }
  const { kind, size, mode, mtimeMs } = stat.value;
  const same =
    kind === 'file' &&
    size === record.size &&
    mode === record.mode &&
    // File systems keep times with different precision; a whole second is more than any of them rounds.
    Math.abs(mtimeMs - record.mtimeMs) < 1000;
  return same ? 'same' : 'changed';
}

/**
 * What the manifest says is installed, and whether its files are still there as recorded: by a look at them, and by their
 * bytes where that tells another size or time, or for all with `digests`.
 */
export async function installedIn(
  host: Host,
  prefix: string,
  manifest: Manifest | null,
  digests: boolean,
): Promise<ReadonlyMap<string, Installed>> {
  const installed = new Map<string, Installed>();
  for (const { name, version, fingerprint, files } of manifest?.products ?? []) {
    const states = await Promise.all(
      files.map(async (record) => {
        const seen = look(host, prefix, record);
        // One that was only touched is still ours.
        const read = seen === 'changed' || (digests && seen === 'same');
        return { record, state: read ? await compare(host, placeOf(prefix, record.path), record) : seen };
      }),
    );
    const changed = states.filter(({ state }) => state === 'changed').map(({ record }) => record.path);
    const damaged = states.some(({ state }) => state !== 'same');
    installed.set(name, { version, fingerprint, damaged, changed });
  }
  return installed;
}
