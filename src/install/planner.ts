import type { Text } from '../core/text.ts';
import { text } from '../core/text.ts';
import { shown } from '../origins/address.ts';
import type { SourceOption } from '../origins/options.ts';
import { autotoolsStages } from './autotools.ts';
import type { BuildContext, Provider } from './build-context.ts';
import { cmakeStages } from './cmake.ts';
import { fetchStage, finalStages, packagesStage, restoreStage } from './common-stages.ts';
import { type Configured, configure } from './configuration.ts';
import { type Decision, decide } from './decide.ts';
import { longestWay } from './estimate.ts';
import { productKey } from './fingerprint.ts';
import { configuredPrefix } from './folders.ts';
import type { Installed, Machine, Selected, Wish } from './input.ts';
import { buildOptionsOf } from './needs.ts';
import type { Plan, PlannedLibrary } from './plan.ts';
import { type PlannedNeeds, planNeeds } from './plan-needs.ts';
import { providerOf } from './providers.ts';
import { refuseBreakage, refuseUnsupported } from './refusals.ts';

/** An option as it may be shown, printed and kept. */
const withoutSecrets = (option: SourceOption): SourceOption =>
  'url' in option ? { ...option, url: shown(option.url) } : option;

export interface PlanInput {
  /** Dependencies before what needs them. */
  readonly libraries: readonly Selected[];
  readonly wish: Wish;
  readonly machine: Machine;
  readonly installed: ReadonlyMap<string, Installed>;
  /** Whether the cache holds a product of this key. */
  readonly hasProduct: (key: string) => boolean;
}

/** The compile stage that takes longest goes first; the others step back for it (nice(1)). */
function longest(decisions: readonly Decision[], wish: Wish): string | undefined {
  const seconds = ({ library }: Decision): number => buildOptionsOf(library, wish).cpuSeconds?.build ?? 0;
  return [...decisions].filter(({ keep }) => !keep).sort((a, b) => seconds(b) - seconds(a))[0]?.library.recipe
    .name;
}

/** What is worth a line about a library before it is built. Throws where its release cannot be built here at all. */
function remarksOn(library: Selected, { breakages, unsupported }: Configured, machine: Machine): Text[] {
  const { recipe, version } = library;
  const remarks: Text[] = [];
  if (unsupported.length > 0) refuseUnsupported(library, unsupported);
  for (const breakage of breakages) {
    const { symptom, cure } = breakage;
    if (cure.refuse !== undefined) refuseBreakage(library, breakage, cure.refuse, machine);
    if (cure.advice === undefined) continue;
    const { advice } = cure;
    remarks.push(
      text(
        `${recipe.name} ${version}: ${symptom.en}; ${advice.en}`,
        `${recipe.name} ${version}：${symptom['zh-CN']}；${advice['zh-CN']}`,
      ),
    );
  }
  if (!library.pinned)
    remarks.push(
      text(
        `${recipe.name} ${version}: no recipe pins this source, it is used as it comes`,
        `${recipe.name} ${version}：没有配方固定此源码，将按原样使用`,
      ),
    );
  return remarks;
}

/**
 * What has to be done so that the libraries stand under the prefix as wished; nothing but values in, a value out.
 * Throws SetupError where this machine cannot do it: exit 3, before anything is changed.
 */
export function planInstall({ libraries, wish, machine, installed, hasProduct }: PlanInput): Plan {
  const decisions = decide(libraries, wish, installed);
  const configured = configuredPrefix(wish.prefix);
  const libdir = `${configured}/lib`;
  const jobs = wish.jobs ?? machine.jobs;
  const runpath = machine.libdirSearched || configured !== wish.prefix ? null : libdir;
  const first = longest(decisions, wish);

  const providers = new Map<string, Provider>();
  const keys = new Map<string, string>();
  const notes: Text[] = [];
  const planned: { library: PlannedLibrary; context: BuildContext }[] = [];
  for (const decision of decisions) {
    const { library, fingerprint, keep, reason, from } = decision;
    const { name } = library.recipe;
    const own = library.builtOn.flatMap((one) => providers.get(one) ?? []);
    const configuredAs = configure(library, wish, machine);
    const { options, flags, targets, buildSystem } = configuredAs;
    if (!keep) notes.push(...remarksOn(library, configuredAs, machine));
    const built = {
      options,
      flags,
      configuredPrefix: configured,
      prefix: wish.prefix,
      runpath,
      dependencies: library.builtOn.map((one) => keys.get(one) ?? one),
    };
    const key = library.source.volatile ? null : productKey(fingerprint, machine, built);
    if (key !== null) keys.set(name, key);
    const action = keep ? 'keep' : key !== null && hasProduct(key) ? 'restore' : 'build';
    providers.set(name, providerOf(library, action, wish, configured, own));
    planned.push({
      library: {
        name,
        version: library.version,
        features: library.features,
        linkage: wish.linkage,
        buildSystem,
        action,
        reason,
        from,
        dependencies: library.builtOn,
        fingerprint,
        key,
        provides: library.provides,
        stageRoot: `@work@/${name}/stage`,
        pinned: library.pinned,
        sources: action === 'build' ? library.source.options.map(withoutSecrets) : [],
        options,
      },
      context: {
        library,
        wish,
        machine,
        configuredPrefix: configured,
        libdir,
        jobs,
        providers: own,
        options,
        flags,
        targets,
        runpath,
        nice: first !== undefined && first !== name,
        toolsAfter: [],
      },
    });
  }
  return assemble(planned, planNeeds(planned, wish, machine), wish, machine, notes);
}

function assemble(
  planned: readonly { library: PlannedLibrary; context: BuildContext }[],
  needs: PlannedNeeds,
  wish: Wish,
  machine: Machine,
  notes: readonly Text[],
): Plan {
  const packages = packagesStage(needs, machine);
  const toolsAfter = packages.map(({ id }) => id);
  const doing = planned.filter(({ library }) => library.action !== 'keep');
  const stages = [
    ...packages,
    ...doing.flatMap(({ library, context }) => {
      const within = { ...context, toolsAfter };
      if (library.action === 'restore') return [restoreStage(library)];
      const build = library.buildSystem === 'cmake' ? cmakeStages : autotoolsStages;
      return [fetchStage(within), ...build(within)];
    }),
    ...(doing.length === 0 ? [] : finalStages(doing, wish, machine, toolsAfter)),
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
    packages: {
      manager: machine.manager?.is.id ?? null,
      capabilities: needs.capabilities,
      missing: needs.missing,
    },
    stages,
    jobs: wish.jobs ?? machine.jobs,
    needsElevation: machine.power !== 'root' && stages.some(({ root }) => root),
    downloadBytes: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
    estimateSeconds: longestWay(stages),
    notes: [...notes, ...needs.notes],
  };
}
