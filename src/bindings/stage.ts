import { estimateOf } from '../install/estimate.ts';
import type { Stage, StageKind } from '../install/plan.ts';
import { type Step, WORK } from '../install/step.ts';
import { titleOf } from '../install/titles.ts';

/** What a binding's stages wait for. */
export interface StageContext {
  /** The stage that installs system packages, where one of them is needed for it. */
  readonly toolsAfter: readonly string[];
  /** The last stage of the libraries, where any is installed. */
  readonly libraryAfter: readonly string[];
  readonly prefix: string;
  readonly offline: boolean;
  readonly jobs: number;
}

/** Where a run works on a binding. */
export const folderOf = (name: string): string => `${WORK}/${name}`;

export const bindingStage = (
  name: string,
  kind: StageKind,
  after: readonly string[],
  steps: readonly Step[],
): Stage => ({
  id: `${name}:${kind}`,
  kind,
  library: name,
  title: titleOf(kind),
  after: [...new Set(after)],
  root: false,
  steps,
  estimateSeconds: estimateOf(kind, 1, undefined),
});
