import type { Ask } from '../facts/ask.ts';
import { resources } from '../facts/resources.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import type { Product } from '../install/manifest.ts';
import { workingCompiler } from '../install/trial.ts';
import type { Recipes } from '../recipes/load.ts';
import type { Suites } from './verification.ts';

/** What upstream's suites need beside what is verified. */
export async function suitesOf(
  { host, emit }: Context,
  recipes: Recipes,
  ask: Ask,
  installed: readonly Product[],
): Promise<Suites> {
  const { tryUpstream } = await import('./try-upstream.ts');
  const cxx = await workingCompiler(ask, 'c++-compiler');
  const beside = {
    emit,
    recipes,
    cxx,
    cacheDir: pathsOf(host.env, host.self).sources,
    // Most tests wait for most of their time.
    jobs: Math.floor(ask.of(resources).cpus) + 2,
    versions: new Map(installed.map(({ name, version }) => [name, version])),
  };
  return (site, targets) => tryUpstream({ ...site, ...beside }, targets);
}
