import type { Severity } from '../../core/finding.ts';
import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { folderOf, trimmed } from '../loader/expand.ts';
import { resolveNames } from '../loader/resolve.ts';
import { headerViews, VARIABLES } from './includes.ts';
import { type StackLibrary, stackLibraries } from './libraries.ts';
import { linkViews } from './link.ts';
import { perScope } from './per-scope.ts';
import { runViews } from './run.ts';
import { lackingIn, releaseOf, seriesOf, type VersionView, versionViews } from './versions.ts';

interface Copy {
  readonly path: string;
  readonly version: string | null;
}

/** Header, linked library and loaded library are not of one version. */
export type Mismatch =
  /** A variable puts the one in front that does not fit. */
  | {
      readonly kind: 'variable';
      readonly variable: string;
      readonly value: string;
      readonly library: string;
      readonly what: 'header' | 'library';
      readonly taken: Copy;
      /** What would be taken without it. */
      readonly instead: Copy;
      readonly lacking: readonly string[];
      readonly severity: Severity;
    }
  | {
      readonly kind: 'header';
      readonly library: string;
      readonly header: Copy;
      readonly lib: Copy;
      readonly lacking: readonly string[];
      readonly severity: Severity;
    }
  | {
      readonly kind: 'duplicate';
      readonly library: string;
      readonly run: Copy;
      readonly link: Copy;
      readonly severity: Severity;
    };

/** Whether a variable is one of loader and linker: those are reported as `env.library-path`, the others as flags. */
export const isOfLibraries = (variable: string): boolean =>
  ['LIBRARY_PATH', 'LD_LIBRARY_PATH', 'LD_PRELOAD'].includes(variable);

/** How bad it is that header and library differ: whole functions missing, another series, or only another patch. */
function weigh(header: string | null, library: string | null, lacking: readonly string[]): Severity | null {
  if (lacking.length > 0) return 'error';
  if (header === null || library === null || header === library) return null;
  return seriesOf(header) === seriesOf(library) ? 'warning' : 'error';
}

function guiltyForHeader(
  ask: Ask,
  scope: Scope,
  view: VersionView,
  index: number,
  lib: Copy,
): Mismatch | null {
  const headers = headerViews(ask, scope)[index];
  const { header, library } = view;
  if (!headers || header === null) return null;
  for (const variable of VARIABLES) {
    const value = ask.probe.env[variable];
    const without = value ? headers.without(variable) : null;
    if (!value || without === null || without.file === header.file) continue;
    if (weigh(without.version, lib.version, []) !== null) continue;
    return {
      kind: 'variable',
      variable,
      value,
      library,
      what: 'header',
      taken: { path: header.file, version: header.version },
      instead: { path: without.file, version: without.version },
      lacking: [],
      severity: 'error',
    };
  }
  return null;
}

/** LIBRARY_PATH or LDFLAGS give the linker a copy that lacks what the header declares, or is of another series. */
function guiltyForLibrary(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  view: VersionView,
  index: number,
): Mismatch | null {
  const links = linkViews(ask, scope)[index];
  const header = view.header;
  if (!links) return null;
  for (const { taken, without } of [links, links.plain]) {
    if (taken === null || !['LIBRARY_PATH', 'LDFLAGS'].includes(taken.from)) continue;
    const other = without(taken.from);
    if (other === null || other.file.path === taken.file.path) continue;
    const lacking = (path: string) =>
      header && path.includes('.so') ? lackingIn(ask, library, header.file, path) : [];
    const [mine, theirs] = [taken.file.path, other.file.path].map((path) => ({
      path,
      version: releaseOf(ask, library, path)?.version ?? null,
    })) as [Copy, Copy];
    const lost = lacking(mine.path);
    const before = weigh(header?.version ?? theirs.version, mine.version, lost);
    const after = weigh(header?.version ?? null, theirs.version, lacking(theirs.path));
    if (before === null || after === 'error') continue;
    return {
      kind: 'variable',
      variable: taken.from,
      value: ask.probe.env[taken.from] ?? '',
      library: view.library,
      what: 'library',
      taken: mine,
      instead: theirs,
      lacking: lost,
      severity: before,
    };
  }
  return null;
}

/** LD_LIBRARY_PATH gives the loader a copy that lacks what the header declares, or is of an older series. */
function guiltyForRun(
  ask: Ask,
  scope: Scope,
  library: StackLibrary,
  view: VersionView,
  index: number,
): Mismatch | null {
  const soname = runViews(ask, scope)[index]?.soname;
  const { header, run } = view;
  const { env } = ask.probe;
  const variable = run?.reason === 'preload' ? 'LD_PRELOAD' : 'LD_LIBRARY_PATH';
  const value = env[variable];
  if (!soname || !run || !value || !['preload', 'LD_LIBRARY_PATH'].includes(run.reason)) return null;
  const left = value.split(/[:;]/).filter((entry) => trimmed(entry) !== folderOf(run.path));
  for (const other of [left.join(':'), undefined]) {
    const start = resolveNames(ask, [soname], { env: { ...env, [variable]: other } });
    const path = start?.libraries.find(({ name }) => name === soname)?.path;
    if (!path || path === run.path) continue;
    const release = releaseOf(ask, library, path);
    const wanted = header?.version ?? view.link?.release?.version ?? release?.version ?? null;
    const before = weigh(wanted, run.release?.version ?? null, view.lackingAtRun);
    const after = weigh(
      wanted,
      release?.version ?? null,
      header ? lackingIn(ask, library, header.file, path) : [],
    );
    if (before === null || after === 'error') continue;
    return {
      kind: 'variable',
      variable,
      value,
      library: view.library,
      what: 'library',
      taken: { path: run.path, version: run.release?.version ?? null },
      instead: { path, version: release?.version ?? null },
      lacking: view.lackingAtRun,
      severity: before,
    };
  }
  return null;
}

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
