import { bindingOf, librariesOf } from '../bindings/catalogue.ts';
import { readRecords } from '../bindings/record.ts';
import { correlate } from '../core/correlate.ts';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { type Text, text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import type { Context } from '../host/context.ts';
import type { Host } from '../host/host.ts';
import { pathsOf } from '../host/paths.ts';
import { type Manifest, readManifest } from '../install/manifest.ts';
import { workingCompiler } from '../install/trial.ts';
import { loadRecipes } from '../recipes/load.ts';
import { resolve } from '../recipes/resolve.ts';
import type { Status, VerifyCheck } from '../verify/check.ts';
import type { machineFaults as MachineFaults } from '../verify/machine-faults.ts';
import { PROVED, type ReadLog } from '../verify/prove.ts';
import type { NeededEnvironment, ProofTarget } from '../verify/request.ts';
import { foreignSubject, type Subject } from '../verify/subject.ts';
import { suitesOf } from '../verify/suites.ts';
import { targetOf } from '../verify/target.ts';
import type { Delivery } from '../verify/try-faults.ts';
import { countOf, type SuiteReport } from '../verify/upstream/suite.ts';
import { verification } from '../verify/verification.ts';
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
  const asked = resolve(recipes, named).filter((one) => one.named);
  const names = named.length === 0 ? [] : asked.map(({ recipe }) => recipe.name);
  const subject: Subject =
    manifest !== null && installed.length > 0
      ? {
          names: names.length > 0 ? names : installed.map(({ name }) => name),
          prefix: options.prefix,
          staticOnly: isStatic(manifest),
          absent: [],
        }
      : await foreignSubject(host, options.prefix, names);
  const targets = PROVED.flatMap((name) =>
    subject.names.includes(name) ? (recipes.get(name) ?? []) : [],
  ).map(
    (recipe): ProofTarget => targetOf(recipe, installed.find(({ name }) => name === recipe.name) ?? null),
  );
  const ask = askOf(host);
  const compiler = await workingCompiler(ask, 'c-compiler');
  if (compiler === null)
    throw new SetupError(
      EXIT.cannot,
      text('There is no C compiler to verify with.', '没有可用于验证的 C 编译器。'),
      { findings: await machineFaults(host, recipes, ['czmq'], options.prefix, NOTHING_NEEDED) },
    );
  const { prefix, staticOnly } = subject;
  const manager = ask.of(systemPackages)?.manager ?? null;
  const readLog: ReadLog = (log) => explainBytes(new TextEncoder().encode(log), { where: 'verify', manager });
  const report = await verification(
    host,
    { prefix, targets, compiler, staticOnly, ours: installed.length > 0 },
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
      checks: [...report.checks, ...unproved(subject)].map((check) => ({
        ...check,
        passed: check.status === 'pass',
      })),
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

const NOTHING_NEEDED: NeededEnvironment = { pkgConfigPath: null, libraryPath: null };

/** What was not tried: what is not there, and what there is no program for. */
function unproved({ names, absent }: Subject): readonly VerifyCheck[] {
  const skip = (target: string, detail: Text): VerifyCheck => ({
    ...{ target, part: 'proof', id: 'build', status: 'skipped', detail },
  });
  return [
    ...names
      .filter((name) => !PROVED.includes(name))
      .map((name) => skip(name, text('no program of ours uses it', '没有使用它的验证程序'))),
    ...absent.map((name) => skip(name, text('it is not installed', '没有安装'))),
  ];
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

const isError = ({ severity }: Finding): boolean => severity === 'error';

/** Read only where something is wrong: the doctor knows much. */
const machineFaults: typeof MachineFaults = async (...asked) =>
  (await import('../verify/machine-faults.ts')).machineFaults(...asked);
