import { askOf } from '../../facts/ask.ts';
import { programs } from '../../facts/programs.ts';
import type { Host } from '../../host/host.ts';
import { placeOf } from '../files.ts';
import type { Act } from './journal-model.ts';

/**
 * SELinux gives a new file the type of the folder in which it was made, and a rename takes that along; a library that
 * was made beside the records would be refused to confined services (and to ldconfig). restorecon(8) gives each file
 * the type of its place, as a `make install` into it would have. Best effort: nothing that we promise hangs on it.
 */
export async function relabel(host: Host, prefix: string, acts: readonly Act[]): Promise<void> {
  if (host.self.uid !== 0 || !host.stat('/sys/fs/selinux/enforce').ok) return;
  const restorecon = askOf(host).of(programs).anywhere('restorecon');
  if (restorecon === null) return;
  const places = acts.flatMap((act) =>
    act.act === 'mkdir' ? [act.path] : act.placed === undefined ? [] : [act.to],
  );
  await host.run([restorecon, '-i', '-f', '-'], {
    input: `${places.map((path) => placeOf(prefix, path)).join('\n')}\n`,
    timeoutMs: 60_000,
  });
}
