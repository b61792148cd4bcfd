import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import { compare, placeOf } from '../files.ts';
import type { Arrival } from './draft.ts';
import { refusal } from './faults.ts';
import { own } from './own.ts';

type Copy = { readonly arrival: Arrival; readonly to: string };

/** What a file system takes for its own book-keeping, roughly, beside the bytes of a file. */
const PER_FILE = 4096;

/** Throws SetupError (exit 3) where the file system of `folder` has no room for the copies. */
export function needRoom(host: Host, folder: string, copies: readonly Copy[]): void {
  // Uninstalling makes room: a full disk must not stop it.
  if (copies.length === 0) return;
  const bytes = copies.reduce(
    (sum, { arrival: { record } }) => sum + PER_FILE + (record.type === 'file' ? record.size : 0),
    0,
  );
  const space = host.space(folder);
  if (!space.ok) return;
  const { freeBytes, freeInodes, totalInodes } = space.value;
  // Some file systems (btrfs) count no inodes.
  if (freeBytes < bytes || (totalInodes > 0 && freeInodes < copies.length + 10))
    throw refusal(host, folder, 'ENOSPC');
}

function write(host: Host, place: string, { record, source, text }: Arrival): void {
  if (record.type === 'symlink') host.symlink(record.target, place);
  else if (source === null) host.writeFile(place, text ?? '', { exclusive: true });
  else host.copyFile(source, place, { exclusive: true });
  own(host, place);
  if (record.type === 'symlink') return;
  host.chmod(place, record.mode);
  host.utimes(place, record.mtimeMs, record.mtimeMs);
}

/**
 * Copies all that arrives to its temporary names, on disk when this returns. What was copied is compared with its
 * record: the staging folder belongs to the builder, who could change it while root reads.
 */
export async function copyIn(host: Host, prefix: string, copies: readonly Copy[]): Promise<void> {
  for (const { arrival, to } of copies) write(host, placeOf(prefix, to), arrival);
  for (const { arrival, to } of copies) {
    const place = placeOf(prefix, to);
    if ((await compare(host, place, arrival.record)) !== 'same') {
      throw new SetupError(
        EXIT.stageFailed,
        text(
          `${arrival.source ?? place} changed while it was copied`,
          `${arrival.source ?? place} 在复制过程中被改动`,
        ),
      );
    }
    // A link has no data of its own; its folder's fsync covers it.
    if (arrival.record.type === 'file') host.fsync(place);
  }
}
