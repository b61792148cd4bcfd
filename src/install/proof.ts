import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { askOf } from '../facts/ask.ts';
import type { Host } from '../host/host.ts';
import { prove } from '../verify/prove.ts';
import type { NeededEnvironment, ProofCheck, ProofRequest } from '../verify/request.ts';
import { targetOf } from '../verify/target.ts';
import type { Selected } from './input.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './preparation.ts';
import { workingCompiler } from './trial.ts';

/** What must be proved of a plan's libraries: version and features as asked. */
function proofOf(plan: Plan, selected: readonly Selected[], compiler: readonly string[]): ProofRequest {
  const targets = selected.map(({ recipe, semver, version, features }) => ({
    ...targetOf(recipe, { version, features }),
    version: semver,
  }));
  const staticOnly = plan.libraries.every(({ linkage }) => !linkage.shared);
  return { prefix: plan.prefix, targets, compiler, staticOnly };
}

/** What the proof found. */
export interface Proved {
  readonly checks: readonly ProofCheck[];
  readonly needed: NeededEnvironment;
}

/** Proves what was committed. Throws SetupError (exit 4) with the causes where something of it does not work. */
export async function proveInstalled(
  host: Host,
  { plan, selected, machine }: Pick<Prepared, 'plan' | 'selected' | 'machine'>,
  log: (words: string) => void,
): Promise<Proved> {
  const compiler = (await workingCompiler(askOf(host), 'c-compiler')) ?? ['cc'];
  const manager = machine.manager?.is ?? null;
  const report = await prove(host, proofOf(plan, selected, compiler), (words) =>
    explainBytes(new TextEncoder().encode(words), { where: 'verify', manager }),
  );
  log(report.log);
  if (report.ok) return { checks: report.checks, needed: report.needed };
  const failed = report.checks.filter(({ passed }) => !passed).map(({ target, id }) => `${target} ${id}`);
  throw new SetupError(
    EXIT.stageFailed,
    text(`The proof failed (${failed.join(', ')}).`, `验证失败（${failed.join('、')}）。`),
    { findings: report.findings },
  );
}
