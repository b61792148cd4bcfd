import { readTargets } from '../bindings/catalogue.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { refuseWindows } from '../facts/windows.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import { withOlderReleases } from '../install/older.ts';
import type { Plan } from '../install/plan.ts';
import { checkPrefix, preflight } from '../install/preflight.ts';
import { prepare } from '../install/preparation.ts';
import { workParent } from '../install/run-folders.ts';
import { openStores } from '../install/store/second.ts';
import { type Request, understand } from '../install/understanding.ts';
import type { BuildOptions, PlanOptions } from './options.ts';

export type PlanData = Plan & {
  readonly format: PlanOptions['format'];
  /** Where `@work@` would be. */
  readonly work: string;
  /** The script or Dockerfile; null where the plan itself was asked for. */
  readonly script: string | null;
};

/** What the options of `install` and `plan` ask for. */
export const requestOf = (options: BuildOptions): Request => {
  const { libraries, bindings } = readTargets(options.targets);
  return {
    targets: libraries,
    bindings,
    into: options.into,
    venv: options.venv,
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
    verify: options.verify,
    settled: new Map(),
  };
};

/** `plan`: what `install` would do. Changes nothing. */
export async function run(context: Context, options: PlanOptions): Promise<Result<'plan', PlanData>> {
  const { host, packageRoot, emit, signal } = context;
  const refused = refuseWindows(host.self);
  if (refused !== null) throw refused;
  checkPrefix(host, options.prefix);
  const paths = pathsOf(host.env, host.self);
  const portable = options.format === 'sh' || options.format === 'dockerfile';
  // What is installed here, and what was settled for here, says nothing of the machine that a script is for.
  const force = portable || options.force;
  const understood = await understand(host, packageRoot, { ...requestOf(options), force });
  const prepared = await prepare(host, paths, understood, portable ? 'fresh' : 'here', () =>
    openStores(host, paths, { ...options, onlyLooks: true }, emit, signal),
  );
  const { machine } = prepared;
  const plan = portable
    ? await withOlderReleases(prepared.plan, understood, async (settled) => {
        const other = await understand(host, packageRoot, { ...understood.request, settled });
        return (await prepare(host, paths, other, 'fresh')).plan;
      })
    : prepared.plan;
  const parent = workParent(host, paths);
  if (!portable) preflight(host, plan, machine, parent);
  const script = await emitted(options.format, plan, context.version);
  return {
    command: 'plan',
    exitCode: EXIT.done,
    findings: [],
    data: { ...plan, format: options.format, work: `${parent}/<run>`, script },
  };
}

async function emitted(format: PlanOptions['format'], plan: Plan, version: string): Promise<string | null> {
  if (format !== 'sh' && format !== 'dockerfile') return null;
  const { PACKAGE_MANAGERS } = await import('../generated/packages.ts');
  if (format === 'sh')
    return (await import('../install/emit-sh.ts')).emitScript(plan, version, PACKAGE_MANAGERS);
  return (await import('../install/emit-dockerfile.ts')).emitDockerfile(plan, version, PACKAGE_MANAGERS);
}
