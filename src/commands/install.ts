import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { refuseWindows } from '../facts/windows.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import { agree } from '../install/agree.ts';
import { carryOut, DamagedProduct, type Outcome } from '../install/carry-out.ts';
import type { Decision } from '../install/decide.ts';
import { askPassword } from '../install/elevate.ts';
import { checkPrefix, preflight } from '../install/preflight.ts';
import { alreadyDone, type Prepared, prepare, type Request, understand } from '../install/preparation.ts';
import { recoverFirst } from '../install/recover-first.ts';
import { sweepWork, workParent } from '../install/run-folders.ts';
import { olderRelease } from '../install/settle.ts';
import type { BuildOptions, InstallOptions } from './options.ts';
import type { PlanData } from './plan.ts';

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

export interface InstallData {
  readonly prefix: string;
  readonly nothingToDo: boolean;
  readonly libraries: readonly InstalledLibrary[];
  /** System packages that were installed for it. */
  readonly packages: readonly string[];
  readonly stages: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly startMs: number;
    readonly durationMs: number;
  }[];
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

export const requestOf = (options: BuildOptions): Request => ({
  targets: options.targets,
  prefix: options.prefix,
  linkage: { static: options.static, shared: options.shared },
  buildSystem: options.buildSystem,
  jobs: options.jobs,
  systemPackages: options.systemPackages,
  sudo: options.sudo,
  force: options.force,
  from: options.from,
  source: options.source,
  mirror: options.mirror,
  offline: options.offline,
  features: options.features,
  cache: options.cache,
  settled: new Map(),
});

const NOTHING_NEEDED = { pkgConfigPath: null, libraryPath: null };

function nothingToDo(prefix: string, decisions: readonly Decision[]): InstallData {
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
    packages: [],
    stages: [],
    files: null,
    displaced: [],
    checks: 0,
    needed: NOTHING_NEEDED,
    logs: null,
    next: ['czmq-setup', 'status'],
  };
}

function done({ plan }: Prepared, outcome: Outcome, next: readonly string[]): InstallData {
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
    packages: [...new Set(plan.packages.missing.flatMap(({ packages }) => packages))],
    stages: outcome.stages.map(({ id, outcome: how, startMs, durationMs }) => ({
      id,
      outcome: how,
      startMs,
      durationMs,
    })),
    files: outcome.summary?.placed.length ?? null,
    displaced: outcome.summary?.displaced ?? [],
    checks: outcome.proof?.checks.length ?? 0,
    needed: outcome.proof?.needed ?? NOTHING_NEEDED,
    logs: outcome.folders.logs,
    next,
  };
}

const result = (data: InstallData): Result<'install', InstallData> => ({
  command: 'install',
  exitCode: EXIT.done,
  findings: [],
  data,
});

/** `install`: plan, ask, do, prove. With `--dry-run` it is `plan`. */
export async function run(
  context: Context,
  options: InstallOptions,
): Promise<Result<'install', InstallData> | Result<'plan', PlanData>> {
  if (options.dryRun) return (await import('./plan.ts')).run(context, { ...options, format: 'text' });
  const { host, emit, packageRoot } = context;
  const refused = refuseWindows(host.self);
  if (refused !== null) throw refused;
  checkPrefix(host, options.prefix);
  await recoverFirst(context, options.prefix, options.sudo);
  const paths = pathsOf(host.env, host.self);

  let request = requestOf(options);
  let prepared: Prepared;
  for (;;) {
    const understood = await understand(host, packageRoot, request);
    const decisions = await alreadyDone(host, understood);
    if (decisions !== null) return result(nothingToDo(request.prefix, decisions));
    prepared = await prepare(host, paths, understood);
    const answer = context.ask === null ? 'go' : await agree(context.ask, prepared);
    if (answer === 'go') break;
    if (answer === 'no') throw new SetupError(EXIT.cannot, text('Nothing was changed.', '未作任何更改。'));
    request = { ...request, ...answer };
    checkPrefix(host, request.prefix);
  }
  for (;;) {
    const { plan, machine, elevation } = prepared;
    const parent = workParent(host, paths);
    preflight(host, plan, machine, parent);
    sweepWork(host, paths);
    if (plan.needsElevation && elevation !== null) await askPassword(host, elevation);
    for (const note of plan.notes) emit({ type: 'note', level: 'warning', text: note });
    try {
      const outcome = await carryOut(prepared, {
        host,
        emit,
        signal: context.signal,
        paths,
        toolVersion: context.version,
        workParent: parent,
        keepBuild: options.keepBuild,
      });
      const { pkgConfigPath, libraryPath } = outcome.proof?.needed ?? NOTHING_NEEDED;
      const next =
        pkgConfigPath === null && libraryPath === null
          ? ['czmq-setup', 'verify']
          : ['czmq-setup', 'env', '--prefix', request.prefix];
      return result(done(prepared, outcome, next));
    } catch (error) {
      const older = olderRelease(error, prepared.resolved, prepared.request.targets);
      if (older !== null) {
        emit({ type: 'note', level: 'warning', text: older.note });
        const settled = new Map(prepared.request.settled).set(older.library, older.version);
        const understood = await understand(host, packageRoot, { ...prepared.request, settled });
        const decisions = await alreadyDone(host, understood);
        if (decisions !== null) return result(nothingToDo(request.prefix, decisions));
        prepared = await prepare(host, paths, understood);
        continue;
      }
      if (!(error instanceof DamagedProduct)) throw error;
      emit({
        type: 'note',
        level: 'warning',
        text: text(
          `The cached build of ${error.message} was damaged and has been thrown away; building anew`,
          `${error.message} 的缓存构建已损坏并被丢弃；重新构建`,
        ),
      });
      prepared = await prepare(host, paths, prepared);
    }
  }
}
