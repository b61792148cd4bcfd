import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { folderOf, trimmed } from '../loader/expand.ts';
import { resolveNames } from '../loader/resolve.ts';
import { headerViews, VARIABLES } from './includes.ts';
import type { StackLibrary } from './libraries.ts';
import { linkViews } from './link.ts';
import { linkDamage } from './link-inputs.ts';
import { type Copy, type Mismatch, weigh } from './mismatch-kinds.ts';
import { runViews } from './run.ts';
import { lackingIn, releaseOf, type VersionView } from './versions.ts';

/** A variable of the compiler's puts another header in front of the one that fits. */
export function guiltyForHeader(
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
      damage: null,
      severity: 'error',
    };
  }
  return null;
}

/**
 * LIBRARY_PATH or LDFLAGS give the linker a copy that is damaged, lacks what the header declares, or is of another
 * series.
 */
export function guiltyForLibrary(
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
    const damage = linkDamage(ask, taken.file);
    const before = damage === null ? weigh(header?.version ?? theirs.version, mine.version, lost) : 'error';
    const after =
      linkDamage(ask, other.file) === null
        ? weigh(header?.version ?? null, theirs.version, lacking(theirs.path))
        : 'error';
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
      damage,
      severity: before,
    };
  }
  return null;
}

/** LD_LIBRARY_PATH gives the loader a copy that lacks what the header declares, or is of an older series. */
export function guiltyForRun(
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
      damage: null,
      severity: before,
    };
  }
  return null;
}
