import { coerce, lt } from 'semver';
import type { BindingWork } from '../bindings/work.ts';
import type { Capability } from '../core/capability.ts';
import { type Text, text } from '../core/text.ts';
import type { BuildContext } from './build-context.ts';
import type { Machine, Wish } from './input.ts';
import {
  buildOptionsOf,
  capabilitiesFor,
  capabilitiesToUse,
  type Missing,
  missingOn,
  PROOF_NEEDS,
} from './needs.ts';
import type { PlannedLibrary } from './plan.ts';
import { refuseOld, refuseVariable } from './refusals.ts';
import { refuseMissing, whyNotInstallable } from './refuse-missing.ts';

export interface PlannedNeeds {
  /** All that is needed, here or not. */
  readonly capabilities: readonly Capability[];
  readonly missing: readonly Missing[];
  readonly notes: readonly Text[];
}

/** `lt` of versions as tools print them (`2.43.1`, `4.4`); one that has no number is never too old. */
function isBelow(here: string, bound: string): boolean {
  const [version, limit] = [coerce(here), coerce(bound)];
  return version !== null && limit !== null && lt(version, limit);
}

/** Tools that are here: refused below the recipe's minimum, remarked upon below what it recommends. */
function judgeTools(contexts: readonly BuildContext[], machine: Machine): Text[] {
  const remarks = new Map<string, Text>();
  for (const { library } of contexts) {
    const { minimum = {}, recommended = {} } = buildOptionsOf(library);
    for (const [tool, least] of Object.entries(minimum)) {
      const here = machine.tools[tool];
      if (here !== undefined && isBelow(here, least)) refuseOld(tool, here, least);
    }
    for (const [tool, good] of Object.entries(recommended)) {
      const here = machine.tools[tool];
      if (here !== undefined && isBelow(here, good))
        remarks.set(
          tool,
          text(
            `${tool} ${here} will do; ${good} or newer is recommended`,
            `${tool} ${here} 可用；建议 ${good} 或更新版本`,
          ),
        );
    }
  }
  return [...remarks.values()];
}

/** What the plan needs of the machine and what of it is missing. Throws SetupError (exit 3) where that cannot be had. */
export function planNeeds(
  planned: readonly { readonly library: PlannedLibrary; readonly context: BuildContext }[],
  wish: Wish,
  machine: Machine,
  bindings: readonly BindingWork[] = [],
): PlannedNeeds {
  const doing = planned.filter(({ library }) => library.action !== 'keep');
  const building = doing.filter(({ library }) => library.action === 'build');
  const restored = doing.filter(({ library }) => library.action === 'restore');
  const ours = new Set<string>(planned.map(({ library }) => library.name));
  const languages = bindings.flatMap(({ needs }) => needs).filter((one) => !ours.has(one));
  if (doing.length === 0 && languages.length === 0) return { capabilities: [], missing: [], notes: [] };
  if (machine.brokenVariable !== null && building.length > 0) refuseVariable(machine.brokenVariable, machine);
  const all = planned.map(({ context }) => context.library);
  const capabilities = [
    ...new Set([
      ...capabilitiesFor(
        building.map(({ context }) => context.library),
        all,
      ),
      ...capabilitiesToUse(
        restored.map(({ context }) => context.library),
        all,
      ),
      ...PROOF_NEEDS,
      ...languages,
    ]),
  ];
  const missing = missingOn(machine, capabilities);
  const why = whyNotInstallable(missing, machine, wish);
  if (why !== null) refuseMissing(missing, machine, why);
  return {
    capabilities,
    missing,
    notes: judgeTools(
      building.map(({ context }) => context),
      machine,
    ),
  };
}
