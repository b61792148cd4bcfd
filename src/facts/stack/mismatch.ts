import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { guiltyForHeader, guiltyForLibrary, guiltyForRun } from './guilty-copies.ts';
import { type StackLibrary, stackLibraries } from './libraries.ts';
import { type Copy, type Mismatch, weigh } from './mismatch-kinds.ts';
import { perScope } from './per-scope.ts';
import { type VersionView, versionViews } from './versions.ts';

function judge(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  view: VersionView,
  index: number,
): readonly Mismatch[] {
  const { header, link, run } = view;
  const blame =
    guiltyForLibrary(ask, scope, library, view, index) ?? guiltyForRun(ask, scope, library, view, index);
  if (blame !== null) return [blame];
  const lib: Copy | null = link
    ? { path: link.path, version: link.release?.version ?? null }
    : run && { path: run.path, version: run.release?.version ?? null };
  const lacking = link ? view.lackingAtLink : view.lackingAtRun;
  const found: Mismatch[] = [];
  if (header && lib) {
    const severity = weigh(header.version, lib.version, lacking);
    if (severity !== null) {
      const guilty = guiltyForHeader(ask, scope, view, index, lib);
      return [
        guilty ?? {
          kind: 'header',
          library: view.library,
          header: { path: header.file, version: header.version },
          lib,
          lacking,
          severity,
        },
      ];
    }
  }
  // What is linked and what is loaded: the same file, or another one that has all the header promises.
  if (link?.isShared && run) {
    const [a, b] = [ask.probe.realpath(link.path), ask.probe.realpath(run.path)];
    const versions = [link.release?.version ?? null, run.release?.version ?? null] as const;
    const differ = a.ok && b.ok && a.value !== b.value;
    const severity = differ ? weigh(versions[0], versions[1], view.lackingAtRun) : null;
    if (severity !== null)
      found.push({
        kind: 'duplicate',
        library: view.library,
        run: { path: run.path, version: versions[1] },
        link: { path: link.path, version: versions[0] },
        severity,
      });
  }
  return found;
}

export const mismatches = perScope((ask: Ask, scope: Scope): readonly Mismatch[] => {
  const views = versionViews(ask, scope);
  return stackLibraries(ask, scope).flatMap((library, index) => {
    const view = views[index];
    return view === undefined ? [] : judge(ask, scope, library, view, index);
  });
});
