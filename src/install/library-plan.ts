import { shown } from '../origins/address.ts';
import type { SourceOption } from '../origins/options.ts';
import { autotoolsStages } from './autotools.ts';
import type { BuildContext, Provider } from './build-context.ts';
import { cmakeStages } from './cmake.ts';
import { type Configured, configure } from './configuration.ts';
import type { Decision } from './decide.ts';
import { productKey } from './fingerprint.ts';
import { configuredPrefix, foldersOf } from './folders.ts';
import type { Machine, Wish } from './input.ts';
import type { PlannedLibrary, Stage } from './plan.ts';
import { providerOf } from './providers.ts';

/** What the planning of one library needs of those before it. */
export interface Before {
  /** As they will really be found. */
  readonly providers: ReadonlyMap<string, Provider>;
  /** As they would be found if everything were built: so that a product's key does not tell how its build came about. */
  readonly built: ReadonlyMap<string, Provider>;
  readonly keys: ReadonlyMap<string, string | null>;
}

export interface LibraryPlan {
  readonly library: PlannedLibrary;
  readonly context: BuildContext;
  readonly configured: Configured;
  readonly provider: Provider;
  readonly built: Provider;
}

/** An option as it may be shown, printed and kept. */
const withoutSecrets = (option: SourceOption): SourceOption =>
  'url' in option ? { ...option, url: shown(option.url) } : option;

/** The stages from a source to a staged tree. */
export const buildStages = (context: BuildContext, { buildSystem }: Pick<PlannedLibrary, 'buildSystem'>) =>
  (buildSystem === 'cmake' ? cmakeStages : autotoolsStages)(context);

const stepsOf = (stages: readonly Stage[]) => stages.map(({ steps }) => steps);

/** Plans one library: how it is configured, what its product is called in the cache, and whether it is kept, restored or built. */
export function planLibrary(
  decision: Decision,
  before: Before,
  wish: Wish,
  machine: Machine,
  hasProduct: (key: string) => boolean,
  nice: boolean,
): LibraryPlan {
  const { library, fingerprint, keep, reason, from } = decision;
  const { name } = library.recipe;
  const prefix = configuredPrefix(wish.prefix);
  const libdir = `${prefix}/lib`;
  const configured = configure(library, wish, machine);
  const { options, flags, targets, buildSystem } = configured;
  const among = (providers: ReadonlyMap<string, Provider>): readonly Provider[] =>
    library.builtOn.flatMap((one) => providers.get(one) ?? []);
  const context: BuildContext = {
    library,
    wish,
    machine,
    configuredPrefix: prefix,
    libdir,
    jobs: wish.jobs ?? machine.jobs,
    providers: among(before.providers),
    options,
    flags,
    targets,
    runpath: machine.libdirSearched || prefix !== wish.prefix ? null : libdir,
    nice,
    toolsAfter: [],
  };
  const dependencies = library.builtOn.map((one) => before.keys.get(one) ?? null);
  const canonical = { ...context, providers: among(before.built), jobs: 1, nice: false };
  const key =
    library.source.volatile || dependencies.includes(null)
      ? null
      : productKey(fingerprint, machine, {
          steps: stepsOf(buildStages(canonical, { buildSystem })),
          prefix: wish.prefix,
          dependencies,
        });
  const action = keep ? 'keep' : key !== null && hasProduct(key) ? 'restore' : 'build';
  return {
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
      stageRoot: foldersOf(name).stage,
      pinned: library.pinned,
      sources: action === 'build' ? library.source.options.map(withoutSecrets) : [],
      options,
    },
    context,
    configured,
    provider: providerOf(library, action, wish, prefix, context.providers),
    built: providerOf(library, 'build', wish, prefix, canonical.providers),
  };
}
