import { bindingOf, librariesOf } from '../bindings/catalogue.ts';
import { readRecords } from '../bindings/record.ts';
import { correlate } from '../core/correlate.ts';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { resources } from '../facts/resources.ts';
import type { Context } from '../host/context.ts';
import type { Host, Probe } from '../host/host.ts';
import { pathsOf } from '../host/paths.ts';
import { type Manifest, type Product, readManifest } from '../install/manifest.ts';
import { workingCompiler } from '../install/trial.ts';
import { loadRecipes, type Recipes } from '../recipes/load.ts';
import { resolve } from '../recipes/resolve.ts';
import type { Status, VerifyCheck } from '../verify/check.ts';
import { environmentOf } from '../verify/environment.ts';
import { PROVED, type ReadLog } from '../verify/prove.ts';
import type { NeededEnvironment, ProofTarget } from '../verify/request.ts';
import { targetOf } from '../verify/target.ts';
import type { Delivery } from '../verify/try-faults.ts';
import { countOf, type SuiteReport } from '../verify/upstream/suite.ts';
import { type Suites, verification } from '../verify/verification.ts';
import type { VerifyOptions } from './options.ts';

/** One check as the document has it. `passed` is true for `pass` alone. */
export interface CheckDocument extends VerifyCheck {
  readonly status: Status;
  readonly passed: boolean;
}

export interface VerifyData {
  /** Null where what the system finds by itself was verified: the prefix holds nothing of ours. */
  readonly prefix: string | null;
  readonly checks: readonly CheckDocument[];
  /** What became of the messages of each case with a fault. */
  readonly deliveries: readonly Delivery[];
  /** With `--upstream`. */
  readonly suites: readonly SuiteDocument[];
  readonly needed: NeededEnvironment;
}

export interface SuiteDocument extends SuiteReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const isStatic = (manifest: Manifest): boolean =>
  !manifest.products.some(({ files }) => files.some(({ path }) => /\.(so|dylib)(\.|$)/.test(path)));

/** `verify`: compiles, links and runs programs against what is installed: ours in the prefix, else what the system finds. */
export async function run(context: Context, options: VerifyOptions): Promise<Result<'verify', VerifyData>> {
  const { host, packageRoot } = context;
  const recipes = await loadRecipes(host, packageRoot);
  const manifest = readManifest(host, options.prefix);
  const installed = manifest?.products ?? [];
  const named = librariesOf(options.targets).map((word) => word.split('@')[0] ?? word);
  const wanted = new Set(
    named.length > 0
      ? resolve(recipes, named)
          .filter(({ named: asked }) => asked)
          .map(({ recipe }) => recipe.name)
      : installed.length > 0
        ? installed.map(({ name }) => name)
        : ['libzmq', 'czmq'],
  );
  const targets = PROVED.flatMap((name) => (wanted.has(name) ? (recipes.get(name) ?? []) : [])).map(
    (recipe): ProofTarget => targetOf(recipe, installed.find(({ name }) => name === recipe.name) ?? null),
  );
  const ask = askOf(host);
  const compiler = await workingCompiler(ask, 'c-compiler');
  if (compiler === null)
    throw new SetupError(
      EXIT.cannot,
      text('There is no C compiler to verify with.', '没有可用于验证的 C 编译器。'),
      {
        hint: text(
          'czmq-setup doctor --target czmq says what to install.',
          'czmq-setup doctor --target czmq 会说明要安装什么。',
        ),
      },
    );
  const prefix = installed.length > 0 ? options.prefix : null;
  const manager = ask.of(systemPackages)?.manager ?? null;
  const readLog: ReadLog = (log) => explainBytes(new TextEncoder().encode(log), { where: 'verify', manager });
  const staticOnly = manifest !== null && installed.length > 0 && isStatic(manifest);
  const report = await verification(
    host,
    { prefix, targets, compiler, staticOnly, ours: prefix !== null },
    readLog,
    context,
    options.upstream ? await suitesOf(context, recipes, ask, installed) : null,
    bindingsFor(host, options, prefix),
  );
  const deeper = report.causes.some(isError)
    ? await machineFaults(host, recipes, named, options.prefix, report.needed)
    : [];
  const findings = correlate([...(deeper.length > 0 ? deeper : report.causes), ...report.faults]);
  return {
    command: 'verify',
    exitCode: findings.some(isError) ? EXIT.unhealthy : EXIT.done,
    findings,
    data: {
      prefix,
      checks: report.checks.map((check) => ({ ...check, passed: check.status === 'pass' })),
      deliveries: report.deliveries,
      suites: report.suites.map((suite) => ({
        ...suite,
        passed: countOf(suite, 'pass'),
        failed: countOf(suite, 'fail'),
        skipped: countOf(suite, 'skipped'),
      })),
      needed: report.needed,
    },
  };
}

/** Bindings that are named; without a word, those that this tool brought for what is verified. */
const bindingsFor = (host: Host, { targets }: VerifyOptions, prefix: string | null): readonly string[] => [
  ...new Set(
    targets.length > 0
      ? targets.flatMap((word) => bindingOf(word)?.binding.name ?? [])
      : readRecords(host, pathsOf(host.env, host.self))
          .filter((record) => record.prefix === prefix)
          .map(({ name }) => name),
  ),
];

/** What upstream's suites need beside what is verified. */
async function suitesOf(
  { host, emit }: Context,
  recipes: Recipes,
  ask: Ask,
  installed: readonly Product[],
): Promise<Suites> {
  const { tryUpstream } = await import('../verify/try-upstream.ts');
  const cxx = await workingCompiler(ask, 'c++-compiler');
  const beside = {
    emit,
    recipes,
    cxx,
    cacheDir: pathsOf(host.env, host.self).sources,
    jobs: Math.max(1, Math.floor(ask.of(resources).cpus)),
    versions: new Map(installed.map(({ name, version }) => [name, version])),
  };
  return (site, targets) => tryUpstream({ ...site, ...beside }, targets);
}

const isError = ({ severity }: Finding): boolean => severity === 'error';

/**
 * What the doctor finds wrong with this machine: where a program could not be built or run, that is deeper than what
 * compiler and loader said of it.
 */
async function machineFaults(
  host: Host,
  recipes: Recipes,
  targets: readonly string[],
  prefix: string,
  needed: NeededEnvironment,
): Promise<readonly Finding[]> {
  const { examine } = await import('../doctor/examine.ts');
  const { scopeOf } = await import('../doctor/scope.ts');
  // A prefix that is used by way of variables is looked at with them, as the programs were.
  const seen: Probe = { ...host, env: environmentOf(host, needed) };
  const { findings } = await examine(askOf(seen), scopeOf(recipes, { targets, prefix }));
  return findings.filter(isError);
}
