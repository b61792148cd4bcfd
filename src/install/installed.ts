import type { Probe } from '../host/host.ts';
import { type FileRecord, placeOf } from './files.ts';
import type { Installed } from './input.ts';
import type { Manifest, Product } from './manifest.ts';

/**
 * Whether a recorded file is still as it was recorded, by what lstat(2) says: kind, size, mode and time. Contents are
 * not read, so that "nothing to do" is instant; whoever changes a file changes its time.
 */
function looksUnchanged(probe: Probe, prefix: string, record: FileRecord): boolean {
  const place = placeOf(prefix, record.path);
  const stat = probe.lstat(place);
  if (!stat.ok) return false;
  if (record.type === 'symlink') {
    const target = probe.readlink(place);
    return target.ok && target.value === record.target;
  }
  const { kind, size, mode, mtimeMs } = stat.value;
  // File systems keep times with different precision; a whole second is more than any of them rounds.
  return (
    kind === 'file' &&
    size === record.size &&
    mode === record.mode &&
    Math.abs(mtimeMs - record.mtimeMs) < 1000
  );
}

const isDamaged = (probe: Probe, prefix: string, { files }: Product): boolean =>
  !files.every((record) => looksUnchanged(probe, prefix, record));

/** What the manifest says is installed, and whether its files are still there as recorded. */
export function installedIn(
  probe: Probe,
  prefix: string,
  manifest: Manifest | null,
): ReadonlyMap<string, Installed> {
  const products = manifest?.products ?? [];
  return new Map(
    products.map((product) => {
      const { name, version, fingerprint } = product;
      return [name, { version, fingerprint, damaged: isDamaged(probe, prefix, product) }];
    }),
  );
}
