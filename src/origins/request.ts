import type { Recipe, RecipeVersion } from '../core/recipe.ts';
import type { From } from './from.ts';

export interface SourceRequest {
  readonly recipe: Recipe;
  /** A version of the recipe, or a git ref that the user named. */
  readonly version: string;
  readonly from: From;
  /** --mirror, in order. */
  readonly mirrors: readonly string[];
  readonly offline: boolean;
  /** The stage whose progress this is. */
  readonly stage: string;
  /** Becomes the source tree; replaced where it exists. Its parent exists. */
  readonly intoDir: string;
  readonly signal: AbortSignal;
  /** `sources` of the caches. */
  readonly cacheDir: string;
  /** Shared by the libraries of one run, so that a host which does not answer is not asked for each of them. */
  readonly down?: Set<string>;
}

/** A source tree, and where it came from. */
export interface ObtainedSource {
  readonly dir: string;
  readonly hasConfigure: boolean;
  readonly origin: {
    readonly kind: 'git' | 'archive' | 'folder';
    /** For people: without secrets. */
    readonly where: string;
    readonly sha256?: string;
    readonly commit?: string;
    /** It is what the recipe pins. */
    readonly pinned: boolean;
  };
}

export type Origin = ObtainedSource['origin'];

/** An archive on this disk that is the source, or a folder that is copied. */
export interface Found {
  readonly path: string;
  readonly origin: Origin;
}

/** The release that is asked for; undefined for a git ref. */
export const releaseOf = ({ recipe, version }: SourceRequest): RecipeVersion | undefined =>
  recipe.versions[version];

/** Digests that its archives may have. */
export const digestsOf = (request: SourceRequest): readonly string[] =>
  (releaseOf(request)?.archives ?? []).map(({ sha256 }) => sha256);

export const titleOf = ({ recipe, version }: SourceRequest): string => `${recipe.name} ${version}`;
