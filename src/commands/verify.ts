import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import type { Context } from '../host/context.ts';
import { type Manifest, readManifest } from '../install/manifest.ts';
import { workingCompiler } from '../install/trial.ts';
import { loadRecipes } from '../recipes/load.ts';
import { resolve } from '../recipes/resolve.ts';
import { hasProof, prove } from '../verify/prove.ts';
import type { NeededEnvironment, ProofCheck, ProofTarget } from '../verify/request.ts';
import { targetOf } from '../verify/target.ts';
import type { VerifyOptions } from './options.ts';

export interface VerifyData {
  /** Null where what the system finds by itself was verified: the prefix holds nothing of ours. */
  readonly prefix: string | null;
  readonly checks: readonly ProofCheck[];
  readonly needed: NeededEnvironment;
}

const isStatic = (manifest: Manifest): boolean =>
  !manifest.products.some(({ files }) => files.some(({ path }) => /\.(so|dylib)(\.|$)/.test(path)));

/** `verify`: compiles, links and runs programs against what is installed: ours in the prefix, else what the system finds. */
export async function run(context: Context, options: VerifyOptions): Promise<Result<'verify', VerifyData>> {
  const { host, packageRoot } = context;
  const recipes = await loadRecipes(host, packageRoot);
  const manifest = readManifest(host, options.prefix);
  const installed = manifest?.products ?? [];
  const named = options.targets.map((word) => word.split('@')[0] ?? word);
  const wanted = new Set(
    named.length > 0
      ? resolve(recipes, named)
          .filter(({ named: asked }) => asked)
          .map(({ recipe }) => recipe.name)
      : installed.length > 0
        ? installed.map(({ name }) => name)
        : ['libzmq', 'czmq'],
  );
  const targets = [...recipes.values()]
    .filter(({ name }) => wanted.has(name) && hasProof(name))
    .map(
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
  const report = await prove(
    host,
    {
      prefix,
      targets,
      compiler,
      staticOnly: manifest !== null && installed.length > 0 && isStatic(manifest),
    },
    (log) => explainBytes(new TextEncoder().encode(log), { where: 'verify', manager }),
  );
  return {
    command: 'verify',
    exitCode: report.ok ? EXIT.done : EXIT.unhealthy,
    findings: report.findings,
    data: { prefix, checks: report.checks, needed: report.needed },
  };
}
