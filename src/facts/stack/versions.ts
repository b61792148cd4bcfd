import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import { folderOf, join } from '../loader/expand.ts';
import { elfObjects } from '../loader/object.ts';
import { definitionsOf } from '../loader/symbols.ts';
import { headerViews } from './includes.ts';
import { type StackLibrary, stackLibraries } from './libraries.ts';
import { linkViews } from './link.ts';
import { perScope } from './per-scope.ts';
import { runViews } from './run.ts';

/** The release that a library file is of, and what tells so. */
export interface Release {
  readonly version: string;
  readonly by: 'file name' | 'pkg-config';
}

/** `libzmq.so.5.2.5` is what 4.3.5 installs; of others the .pc file beside it tells. */
export function releaseOf(ask: Ask, { recipe, module }: StackLibrary, path: string): Release | null {
  const real = ask.probe.realpath(path);
  const file = real.ok ? real.value : path;
  const name = file.slice(file.lastIndexOf('/') + 1);
  const releases = Object.entries(recipe.versions).filter(([, { provides }]) =>
    (provides?.libraryFiles ?? recipe.provides.libraryFiles).includes(name),
  );
  if (releases.length === 1 && releases[0] !== undefined) return { version: releases[0][0], by: 'file name' };
  for (const folder of new Set([folderOf(path), folderOf(file)])) {
    const pc = ask.probe.readText(join(folder, `pkgconfig/${module}.pc`), 64 * 1024);
    const version = pc.ok ? /^Version:[ \t]*(\d[\w.]*)/m.exec(pc.value)?.[1] : undefined;
    if (version !== undefined) return { version, by: 'pkg-config' };
  }
  return null;
}

/** Parts of a header that only a draft build sees, and comments. */
const DRAFTS =
  /^[ \t]*#[ \t]*ifdef[ \t]+\w*BUILD_DRAFT_API\b[\s\S]*?^[ \t]*#[ \t]*endif[^\n]*(?:DRAFT|draft)[^\n]*$/gm;
const COMMENTS = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;

const MOST_HEADERS = 200;

/** The main header and the library's own ones that it includes from its folder. */
function ownHeaders(ask: Ask, header: string): readonly string[] {
  const folder = folderOf(header);
  const found = new Set([header]);
  for (const path of found) {
    const text = ask.probe.readText(path, 1024 * 1024);
    if (!text.ok || found.size > MOST_HEADERS) continue;
    for (const [, name] of text.value.matchAll(/^[ \t]*#[ \t]*include[ \t]+"([\w-]+\.h)"/gm))
      found.add(join(folder, name as string));
  }
  return [...found];
}

/** The stable functions that a header declares as the library's own: `ZMQ_EXPORT int zmq_bind (`. */
function declaredIn(ask: Ask, header: string, prefixes: readonly string[]): readonly string[] {
  const read = ask.probe.readText(header, 1024 * 1024);
  if (!read.ok) return [];
  const drafts = /^[ \t]*#[ \t]*ifdef[ \t]+\w*BUILD_DRAFT_API[\s\S]*$/m;
  // Drafts stand at the end of both libraries' headers.
  const text = read.value.replace(DRAFTS, '').replace(drafts, '').replace(COMMENTS, ' ');
  const names = [...text.matchAll(/\b[A-Z]+_EXPORT\b[^;{}()]*?\b([a-z]\w*)\s*\(/g)].map(
    ([, name]) => name as string,
  );
  return [...new Set(names)].filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
}

/** Functions that a header declares and a shared library does not have. */
export function lackingIn(ask: Ask, library: StackLibrary, header: string, path: string): readonly string[] {
  const opened = ask.of(elfObjects)(path);
  const defines = opened.ok ? definitionsOf(opened.object) : opened;
  if (!defines.ok) return [];
  const prefixes = library.recipe.provides.symbolPrefixes;
  return ownHeaders(ask, header)
    .flatMap((one) => declaredIn(ask, one, prefixes))
    .filter((name) => !defines.value(name));
}

/** How header and library stand to each other. */
export interface VersionView {
  readonly library: string;
  readonly header: { readonly file: string; readonly version: string | null; readonly from: string } | null;
  /** What `-lNAME` takes; of a static library nothing but the name is known. */
  readonly link: {
    readonly path: string;
    readonly release: Release | null;
    readonly from: string;
    readonly isShared: boolean;
  } | null;
  readonly run: { readonly path: string; readonly release: Release | null; readonly reason: string } | null;
  /** Functions of the header that the library lacks that is linked with, or loaded. */
  readonly lackingAtLink: readonly string[];
  readonly lackingAtRun: readonly string[];
}

export const versionViews = perScope((ask: Ask, scope: Scope): readonly VersionView[] => {
  const headers = headerViews(ask, scope);
  const links = linkViews(ask, scope);
  const runs = runViews(ask, scope);
  return stackLibraries(ask, scope).map((library, index): VersionView => {
    const found = headers[index]?.found ?? null;
    const taken = links[index]?.taken ?? null;
    const run = runs[index];
    const isShared = taken?.file.linkage === 'shared' && taken.file.format === 'elf';
    const runPath = run?.path ?? null;
    return {
      library: library.name,
      header: found && { file: found.file, version: found.version, from: found.from },
      link: taken && {
        path: taken.file.path,
        release: releaseOf(ask, library, taken.file.path),
        from: taken.from,
        isShared,
      },
      run:
        runPath === null
          ? null
          : { path: runPath, release: releaseOf(ask, library, runPath), reason: run?.reason ?? '' },
      lackingAtLink: found && taken && isShared ? lackingIn(ask, library, found.file, taken.file.path) : [],
      lackingAtRun: found && runPath !== null ? lackingIn(ask, library, found.file, runPath) : [],
    };
  });
});

/** `4.3` of `4.3.5`: releases of one series are taken for each other. */
export const seriesOf = (version: string): string => version.split('.').slice(0, 2).join('.');
