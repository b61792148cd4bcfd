import type { Emit } from '../../core/event.ts';
import type { Recipe } from '../../core/recipe.ts';
import type { ObtainedSource } from '../../origins/obtain.ts';
import { obtainSource } from '../../origins/obtain.ts';
import type { Recipes } from '../../recipes/load.ts';
import type { Site } from '../ways/way.ts';
import type { SuiteReport } from './suite.ts';

/** What upstream's suites are run with. */
export interface UpstreamSite extends Site {
  readonly emit: Emit;
  readonly recipes: Recipes;
  /** C++ compiler's argument vector; null where there is none. */
  readonly cxx: readonly string[] | null;
  /** `sources` of the caches: what `install` fetched is not fetched again. */
  readonly cacheDir: string;
  /** Tests compiled and run at a time. */
  readonly jobs: number;
  /** As it was installed: the recipe's version or git ref, by recipe; absent where this tool did not install it. */
  readonly versions: ReadonlyMap<string, string>;
}

/** A target's suites against its installed copy. A source that cannot be had is a SetupError, as for `install`. */
export type Upstream = (site: UpstreamSite) => Promise<readonly SuiteReport[]>;

/** Brings the pinned source of a release into `<folder>/<recipe>-source`, from the cache or where `install` gets it. */
export const sourceOf = (site: UpstreamSite, recipe: Recipe, version: string): Promise<ObtainedSource> =>
  obtainSource(site.host, site.emit, {
    recipe,
    version,
    from: { kind: 'auto' },
    mirrors: [],
    offline: false,
    stage: 'upstream',
    intoDir: `${site.folder}/${recipe.name}-source`,
    signal: site.signal,
    cacheDir: site.cacheDir,
  });
