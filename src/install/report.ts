import type { PlannedBinding } from '../bindings/planned.ts';
import type { NeededEnvironment } from '../verify/request.ts';
import type { Outcome } from './carry-out.ts';
import type { Decision } from './decide.ts';
import type { Prepared } from './preparation.ts';

/** One library as it stands after the run. */
export interface InstalledLibrary {
  readonly name: string;
  readonly version: string;
  /** What was there before by our manifest; null for nothing. */
  readonly from: string | null;
  readonly action: 'build' | 'restore' | 'keep';
  readonly features: Readonly<Record<string, boolean>>;
  /** Where its source came from; null where it was kept. */
  readonly origin: string | null;
}

/** One binding as it stands after the run. */
export interface InstalledBinding {
  readonly name: string;
  readonly version: string;
  readonly from: string | null;
  readonly action: 'add' | 'keep';
  /** Folder of the Go module or virtual environment. */
  readonly place: string;
  /** The run made it. */
  readonly made: boolean;
  /** What the example that was made printed; null where none was. */
  readonly printed: string | null;
}

const installedBinding = (
  { name, version, from, action, place, made }: PlannedBinding,
  printed: string | null,
): InstalledBinding => ({ name, version, from, action, place, made: made && action === 'add', printed });

export interface InstallData {
  readonly prefix: string;
  readonly nothingToDo: boolean;
  readonly libraries: readonly InstalledLibrary[];
  readonly bindings: readonly InstalledBinding[];
  /** System packages that were installed for it. */
  readonly packages: readonly string[];
  readonly stages: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly startMs: number;
    readonly durationMs: number;
  }[];
  /** The stages that took longest, longest first. */
  readonly longest: readonly { readonly id: string; readonly durationMs: number }[];
  /** Number of files placed; null where nothing was done. */
  readonly files: number | null;
  /** Files of others that stood in the way: kept, and put back when ours are uninstalled. */
  readonly displaced: readonly string[];
  readonly checks: number;
  /** What users of the prefix must set; all null where everything is found without. */
  readonly needed: { readonly pkgConfigPath: string | null; readonly libraryPath: string | null };
  readonly logs: string | null;
  /** The command to type next. */
  readonly next: readonly string[];
}

export const NOTHING_NEEDED = { pkgConfigPath: null, libraryPath: null };

export function nothingToDo(
  prefix: string,
  {
    libraries: decisions,
    bindings,
  }: { readonly libraries: readonly Decision[]; readonly bindings: readonly PlannedBinding[] },
): InstallData {
  return {
    prefix,
    nothingToDo: true,
    libraries: decisions.map(({ library, from }) => ({
      name: library.recipe.name,
      version: library.version,
      from,
      action: 'keep',
      features: library.features,
      origin: null,
    })),
    bindings: bindings.map((one) => installedBinding(one, null)),
    packages: [],
    stages: [],
    longest: [],
    files: null,
    displaced: [],
    checks: 0,
    needed: NOTHING_NEEDED,
    logs: null,
    next: ['czmq-setup', 'status'],
  };
}

const MOST_LONGEST = 3;

/** A sum of all would be no time that anybody waited: stages of different libraries overlap. */
const longestOf = (stages: Outcome['stages']): InstallData['longest'] =>
  stages
    .filter(({ outcome }) => outcome !== 'skipped')
    .sort((a, b) => b.durationMs - a.durationMs)
    .slice(0, MOST_LONGEST)
    .map(({ id, durationMs }) => ({ id, durationMs }));

/** The last proof knows most: it began with what the others needed. */
export const neededBy = ({ bindingProofs, proof }: Outcome): NeededEnvironment =>
  bindingProofs.at(-1)?.needed ?? proof?.needed ?? NOTHING_NEEDED;

/** After the run: what is there now, and how it went. */
export function done({ plan }: Prepared, outcome: Outcome, next: readonly string[]): InstallData {
  return {
    prefix: plan.prefix,
    nothingToDo: false,
    libraries: plan.libraries.map(({ name, version, from, action, features }) => ({
      name,
      version,
      from,
      action,
      features,
      origin: outcome.origins.get(name)?.where ?? null,
    })),
    bindings: plan.bindings.map((one) =>
      installedBinding(
        one,
        outcome.bindingProofs.find(({ checks }) => checks[0]?.target === one.name)?.printed ?? null,
      ),
    ),
    packages: [...new Set(plan.packages.missing.flatMap(({ packages }) => packages))],
    stages: outcome.stages.map(({ id, outcome: how, startMs, durationMs }) => ({
      id,
      outcome: how,
      startMs,
      durationMs,
    })),
    longest: longestOf(outcome.stages),
    files: outcome.summary?.placed.length ?? null,
    displaced: outcome.summary?.displaced ?? [],
    checks: [outcome.proof, ...outcome.bindingProofs].reduce(
      (sum, one) => sum + (one?.checks.length ?? 0),
      0,
    ),
    needed: neededBy(outcome),
    logs: outcome.folders.logs,
    next,
  };
}
