import { buildBy } from '../recipes/options.ts';
import type { BuildContext } from './build-context.ts';
import { estimateOf } from './estimate.ts';
import type { Stage, StageKind } from './plan.ts';
import type { Step } from './step.ts';
import { titleOf } from './titles.ts';

/** A stage of one library's build. */
export function stageOf(
  { library, jobs }: Pick<BuildContext, 'library' | 'jobs'>,
  kind: StageKind,
  after: readonly string[],
  steps: readonly Step[],
  unless?: string,
): Stage {
  const { name } = library.recipe;
  const cpu = buildBy(library.recipe, library.by.buildSystem).cpuSeconds;
  return {
    id: `${name}:${kind}`,
    kind,
    library: name,
    title: titleOf(kind),
    after: [...new Set(after)],
    root: false,
    ...(unless !== undefined && { unless }),
    steps,
    estimateSeconds: estimateOf(
      kind,
      jobs,
      kind === 'build' ? cpu?.build : kind === 'configure' ? cpu?.configure : undefined,
    ),
  };
}
