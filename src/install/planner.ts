import { type BindingWork, bindingStages } from '../bindings/work.ts';
import type { Text } from '../core/text.ts';
import { fetchStage, finalStages, packagesStage, restoreStage } from './common-stages.ts';
import { type Decision, decide } from './decide.ts';
import { longestWay } from './estimate.ts';
import { configuredPrefix } from './folders.ts';
import type { Installed, Machine, Selected, Wish } from './input.ts';
import { buildStages, type LibraryPlan, planLibrary } from './library-plan.ts';
import { buildOptionsOf } from './needs.ts';
import type { Plan } from './plan.ts';
import { type PlannedNeeds, planNeeds } from './plan-needs.ts';
import { remarksOn } from './remarks.ts';

export interface PlanInput {
  /** Dependencies before what needs them. */
  readonly libraries: readonly Selected[];
  readonly wish: Wish;
  readonly machine: Machine;
  readonly installed: ReadonlyMap<string, Installed>;
  /** Whether the cache holds a product of this key. */
  readonly hasProduct: (key: string) => boolean;
  readonly bindings?: readonly BindingWork[];
  /** Nothing is fetched over a network. */
  readonly offline?: boolean;
}

/** The compile stage that takes longest goes first; the others step back for it (nice(1)). */
function longest(decisions: readonly Decision[]): string | undefined {
  const seconds = ({ library }: Decision): number => buildOptionsOf(library).cpuSeconds?.build ?? 0;
  const building = decisions.filter(({ keep }) => !keep);
  return building.sort((a, b) => seconds(b) - seconds(a))[0]?.library.recipe.name;
}

/**
 * What has to be done so that the libraries stand under the prefix as wished; nothing but values in, a value out.
 * Throws SetupError where this machine cannot do it: exit 3, before anything is changed.
 */
export function planInstall(input: PlanInput): Plan {
  const { libraries, wish, machine, installed, hasProduct, bindings = [], offline = false } = input;
  const decisions = decide(libraries, wish, installed);
  const first = longest(decisions);
  const before = { providers: new Map(), built: new Map(), keys: new Map() };
  const notes: Text[] = [];
  const planned: LibraryPlan[] = [];
  for (const decision of decisions) {
    const { name } = decision.library.recipe;
    const one = planLibrary(
      decision,
      before,
      wish,
      machine,
      hasProduct,
      first !== undefined && first !== name,
    );
    if (!decision.keep) notes.push(...remarksOn(decision.library, one.configured, machine));
    before.providers.set(name, one.provider);
    before.built.set(name, one.built);
    before.keys.set(name, one.library.key);
    planned.push(one);
  }
  const needs = planNeeds(planned, wish, machine, bindings);
  return assemble(planned, { bindings, offline }, needs, wish, machine, notes);
}

function assemble(
  planned: readonly LibraryPlan[],
  { bindings, offline }: { readonly bindings: readonly BindingWork[]; readonly offline: boolean },
  needs: PlannedNeeds,
  wish: Wish,
  machine: Machine,
  notes: readonly Text[],
): Plan {
  const packages = packagesStage(needs, machine);
  const toolsAfter = packages.map(({ id }) => id);
  const doing = planned.filter(({ library }) => library.action !== 'keep');
  const final = doing.length === 0 ? [] : finalStages(doing, wish, machine, toolsAfter);
  const jobs = wish.jobs ?? machine.jobs;
  const stages = [
    ...packages,
    ...doing.flatMap(({ library, context }) => {
      const within = { ...context, toolsAfter };
      return library.action === 'restore'
        ? [restoreStage(library)]
        : [fetchStage(within), ...buildStages(within, library)];
    }),
    ...final,
    ...bindingStages(bindings, {
      toolsAfter,
      libraryAfter: final.slice(-1).map(({ id }) => id),
      prefix: wish.prefix,
      offline,
      jobs,
    }),
  ];
  const building = doing.filter(({ library }) => library.action === 'build');
  const sizes = building.map(({ context }) => context.library.source.downloadBytes);
  return {
    schemaVersion: 1,
    machine: {
      os: machine.os,
      distro: machine.distro,
      release: machine.release,
      arch: machine.arch,
      libc: machine.libc,
    },
    prefix: wish.prefix,
    libdir: `${wish.prefix}/lib`,
    configuredPrefix: configuredPrefix(wish.prefix),
    libraries: planned.map(({ library }) => library),
    bindings: bindings.map((one) => one.planned),
    packages: {
      manager: machine.manager?.is.id ?? null,
      capabilities: needs.capabilities,
      missing: needs.missing,
    },
    stages,
    jobs,
    needsElevation: machine.power !== 'root' && stages.some(({ root }) => root),
    downloadBytes: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    estimateSeconds: longestWay(stages),
    notes: [...notes, ...needs.notes],
  };
}
