import type { Ask } from '../ask.ts';
import { librariesIn } from '../library-files.ts';
import { join } from '../loader/expand.ts';
import { pkgConfigReport } from '../pkgconfig.ts';
import type { RunFault } from './fault.ts';
import { misfitOf, type StackLibrary } from './libraries.ts';

/** What a static library needs besides is in no link line that was made for the shared one (pc(5), Libs.private). */
function needsMore(ask: Ask, { module }: StackLibrary): boolean {
  const { found } = pkgConfigReport(ask, module);
  return found === null || found.libsPrivate.length + found.requiresPrivate.length > 0;
}

/**
 * A static library is taken, and the shared one beside it has lost only the name by which it is linked: whoever links as
 * before now lacks all that the static one needs. A folder with nothing shared was meant to be static.
 */
export function lostLink(ask: Ask, library: StackLibrary, folder: string): RunFault | null {
  const { name } = library;
  const files = librariesIn(ask, folder, [name]);
  const shared = files.find(
    (one) => one.linkage === 'shared' && one.version !== null && misfitOf(ask, one) === null,
  );
  const path = join(folder, `${name}.so`);
  if (shared === undefined || ask.probe.lstat(path).ok || !needsMore(ask, library)) return null;
  return {
    kind: 'link',
    library: name,
    path,
    target: null,
    problem: 'missing',
    real: shared.path,
    use: 'link',
  };
}
