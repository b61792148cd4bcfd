import { bindingOf } from '../bindings/catalogue.ts';
import type { PlannedBinding } from '../bindings/planned.ts';
import type { BindingProof } from '../bindings/proof.ts';
import { proveGo } from '../bindings/prove-go.ts';
import { provePython } from '../bindings/prove-python.ts';
import { folderOf } from '../bindings/stage.ts';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { explainBytes } from '../explain/explain.ts';
import { askOf } from '../facts/ask.ts';
import { goSettings } from '../facts/go-settings.ts';
import type { Host } from '../host/host.ts';
import { proofOf as programOf, prove, type ReadLog } from '../verify/prove.ts';
import type { NeededEnvironment, ProofCheck, ProofRequest } from '../verify/request.ts';
import { targetOf } from '../verify/target.ts';
import type { Saying } from './engine.ts';
import { exitCodeFor } from './failure.ts';
import type { Selected } from './input.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './preparation.ts';
import { inFolder } from './step.ts';
import { workingCompiler } from './trial.ts';

/** What must be proved of a plan's libraries: version and features as asked. */
function proofOf(
  plan: Plan,
  selected: readonly Selected[],
  compiler: readonly string[],
  cxx: readonly string[] | null,
): ProofRequest {
  const targets = selected.map(({ recipe, semver, version, features }) => ({
    ...targetOf(recipe, { version, features }),
    version: semver,
  }));
  const staticOnly = plan.libraries.every(({ linkage }) => !linkage.shared);
  return { prefix: plan.prefix, targets, compiler, staticOnly, ...(cxx && { cxx }) };
}

/**
 * Proves one binding against what is installed. Throws SetupError (exit 4, or the exit code of its cause) where it does
 * not work.
 */
export async function proveInstalledBinding(
  host: Host,
  { plan, selected, machine }: Pick<Prepared, 'plan' | 'selected' | 'machine'>,
  planned: PlannedBinding,
  { work, known, saying }: { work: string; known: NeededEnvironment | undefined; saying: Saying },
): Promise<BindingProof> {
  const binding = bindingOf(planned.name)?.binding;
  if (binding === undefined) throw new Error(`no binding ${planned.name}`);
  const own = inFolder(folderOf(planned.name), work);
  const request = {
    binding: planned,
    prefix: plan.prefix,
    version: selected.find(({ recipe }) => recipe.name === planned.library)?.semver ?? null,
    needed: known ?? { pkgConfigPath: null, libraryPath: null },
    folder: `${own}/check`,
    signal: saying.signal,
  };
  const readLog: ReadLog = (words) =>
    explainBytes(new TextEncoder().encode(words), {
      where: planned.name,
      manager: machine.manager?.is ?? null,
    });
  const proof =
    binding.language === 'go'
      ? await proveGo(
          host,
          binding,
          {
            ...request,
            go: askOf(host).of(goSettings).program ?? 'go',
            sums: planned.made ? `${own}/module/go.sum` : `${own}/go.sum`,
            example: planned.made ? `${own}/module` : null,
          },
          readLog,
        )
      : await provePython(
          host,
          { ...request, python: `${planned.place}/bin/python`, packages: `${own}/proof` },
          readLog,
        );
  saying.log(proof.log);
  if (proof.ok) return proof;
  const failed = proof.checks.filter(({ passed }) => !passed).map(({ id }) => id);
  throw new SetupError(
    exitCodeFor(proof.findings[0], 'verify'),
    text(
      `${planned.name} does not work with what is installed (${failed.join(', ')}).`,
      `${planned.name} 与已安装的库无法配合使用（${failed.join('、')}）。`,
    ),
    { findings: proof.findings },
  );
}

/** What the proof found. */
export interface Proved {
  readonly checks: readonly ProofCheck[];
  readonly needed: NeededEnvironment;
}

/** What was committed does not work as it should (exit 4). */
export class ProofFailed extends SetupError {}

/** Proves what was committed. Throws ProofFailed with the causes where something of it does not work. */
export async function proveInstalled(
  host: Host,
  { plan, selected, machine }: Pick<Prepared, 'plan' | 'selected' | 'machine'>,
  log: (words: string) => void,
): Promise<Proved> {
  const ask = askOf(host);
  const compiler = (await workingCompiler(ask, 'c-compiler')) ?? ['cc'];
  // Asked for only where a proof is C++: the question costs a compilation.
  const cxx = selected.some(({ recipe }) => programOf(recipe.name)?.language === 'c++')
    ? await workingCompiler(ask, 'c++-compiler')
    : null;
  const manager = machine.manager?.is ?? null;
  const report = await prove(host, proofOf(plan, selected, compiler, cxx), (words) =>
    explainBytes(new TextEncoder().encode(words), { where: 'verify', manager }),
  );
  log(report.log);
  if (report.ok) return { checks: report.checks, needed: report.needed };
  const failed = report.checks.filter(({ passed }) => !passed).map(({ target, id }) => `${target} ${id}`);
  throw new ProofFailed(
    EXIT.stageFailed,
    text(`The proof failed (${failed.join(', ')}).`, `验证失败（${failed.join('、')}）。`),
    { findings: report.findings },
  );
}
