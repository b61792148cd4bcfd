import type { StageKind } from './plan.ts';

/** Seconds of work of one core, as seen on a machine of two (2 × 2.5 GHz); good for "about a minute", no more. */
const SECONDS: Readonly<Record<StageKind, number>> = {
  packages: 25,
  fetch: 3,
  prepare: 5,
  configure: 6,
  build: 30,
  link: 1,
  stage: 1,
  restore: 1,
  commit: 1,
  ldconfig: 1,
  verify: 2,
  bind: 1,
};

/** Wall seconds of a stage: only compiling gains by more jobs. `cpu`: the recipe's own figure. */
export function estimateOf(kind: StageKind, jobs: number, cpu: number | undefined): number {
  const seconds = cpu ?? SECONDS[kind];
  return kind === 'build' ? Math.max(1, Math.round(seconds / jobs)) : seconds;
}

/** Seconds until the last stage ends, if all that may overlap does. */
export function longestWay(
  stages: readonly {
    readonly id: string;
    readonly after: readonly string[];
    readonly estimateSeconds: number;
  }[],
): number {
  const ends = new Map<string, number>();
  for (const { id, after, estimateSeconds } of stages) {
    ends.set(id, Math.max(0, ...after.map((one) => ends.get(one) ?? 0)) + estimateSeconds);
  }
  return Math.max(0, ...ends.values());
}
