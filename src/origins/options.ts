import type { Archive, Recipe } from '../core/recipe.ts';
import { below } from './address.ts';
import type { From } from './from.ts';

/** One way to get a library's source. The list of them, in order, is what `plan` shows and what a script is made of. */
export type SourceOption =
  | {
      readonly kind: 'git';
      readonly url: string;
      /** Tag, branch or commit; null: the tag of the version if the repository has it, else its default branch. */
      readonly ref: string | null;
      /** What it must be; null where the user named it himself. */
      readonly commit: string | null;
      readonly configure: boolean;
    }
  /** `mirror`: the base address that this is a guess below. */
  | (Pinned & { readonly kind: 'url'; readonly url: string; readonly mirror?: string })
  /** Below every base address that apt is configured with. */
  | (Pinned & {
      readonly kind: 'pool';
      readonly pool: string;
      readonly component: { readonly debian: string; readonly ubuntu: string };
    })
  | { readonly kind: 'file'; readonly path: string; readonly sha256: null; readonly configure: boolean }
  | { readonly kind: 'folder'; readonly path: string; readonly configure: boolean };

interface Pinned {
  readonly file: string;
  /** Null where the user named it himself. */
  readonly sha256: string | null;
  /** Bytes; null where they are not known. */
  readonly size: number | null;
  /** `configure` is surely in it, so that no autotools are needed. */
  readonly configure: boolean;
}

export interface SourceQuestion {
  readonly recipe: Recipe;
  /** A version of the recipe, or a git ref. */
  readonly version: string;
  readonly from: From;
  /** Base addresses or folders, tried first. */
  readonly mirrors: readonly string[];
  /** git is on this machine. */
  readonly git: boolean;
}

const pinned = (archive: Archive): Pinned => ({
  file: archive.file,
  sha256: archive.sha256,
  size: archive.size ?? null,
  configure: archive.configure ?? archive.kind === 'release',
});

/** A mirror is an address or a folder. */
const mirrorAddress = (mirror: string): string =>
  /^[a-z][a-z0-9+.-]*:/i.test(mirror) ? mirror : `file://${encodeURI(mirror)}`;

/**
 * Where a mirror may keep an archive: by its name, by the path it has at its home (a mirror of the forge), or by that of
 * a Debian pool.
 */
function* atMirror(mirror: string, archive: Archive): Generator<SourceOption> {
  const base = mirrorAddress(mirror);
  const paths = new Set([archive.file]);
  for (const place of archive.places) {
    if ('url' in place) {
      const { pathname } = new URL(place.url);
      paths.add(pathname.slice(pathname.lastIndexOf('/') + 1));
      paths.add(pathname.slice(1));
    } else
      for (const component of new Set(Object.values(place.component)))
        paths.add(`pool/${component}/${place.pool}`);
  }
  for (const path of paths) yield { kind: 'url', url: below(base, path), mirror: base, ...pinned(archive) };
}

function* atHome(archive: Archive): Generator<SourceOption> {
  for (const place of archive.places) {
    if ('url' in place) yield { kind: 'url', url: place.url, ...pinned(archive) };
    else yield { kind: 'pool', ...place, ...pinned(archive) };
  }
}

/**
 * What will be tried, in order. `auto` is git where it is here, then the archive from each place in turn; mirrors come
 * before both. A git ref that the user named can only come from git. Touches nothing.
 */
export function sourceOptions(question: SourceQuestion): readonly SourceOption[] {
  const { recipe, version, from, mirrors } = question;
  const release = recipe.versions[version];
  switch (from.kind) {
    case 'folder':
      return [{ kind: 'folder', path: from.path, configure: false }];
    case 'file':
      return [{ kind: 'file', path: from.path, sha256: null, configure: false }];
    case 'download': {
      const file = new URL(from.url).pathname.split('/').at(-1)!;
      return [{ kind: 'url', url: from.url, file, sha256: null, size: null, configure: false }];
    }
    case 'repository': {
      const ref = from.ref ?? (release === undefined ? version : null);
      return [{ kind: 'git', url: from.url, ref, commit: null, configure: false }];
    }
    default: {
      const git = (url: string): SourceOption => ({
        kind: 'git',
        url,
        ref: release?.tag ?? version,
        commit: release?.commit ?? null,
        configure: release?.configureInGit ?? false,
      });
      const { pathname } = new URL(recipe.repository);
      const repositories = [
        ...mirrors.map((mirror) => below(mirrorAddress(mirror), pathname.slice(1))),
        recipe.repository,
      ];
      if (release === undefined) return repositories.map(git);
      const archives = from.kind === 'git' ? [] : release.archives;
      const cloned = from.kind === 'archive' || (from.kind === 'auto' && !question.git) ? [] : repositories;
      return [
        ...mirrors.flatMap((mirror) => archives.flatMap((archive) => [...atMirror(mirror, archive)])),
        ...cloned.map(git),
        ...archives.flatMap((archive) => [...atHome(archive)]),
      ];
    }
  }
}
