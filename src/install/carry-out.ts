import type { BindingProof } from '../bindings/proof.ts';
import { recordBindings } from '../bindings/record.ts';
import { SetupError } from '../core/error.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import type { Circumstances } from './circumstances.ts';
import { runPlan, type StageReport, TEST_LOGS } from './engine.ts';
import { foldersOf } from './folders.ts';
import type { ProductOrigin } from './manifest.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './preparation.ts';
import type { Proved } from './proof.ts';
import { Run } from './run.ts';
import { keepWork, makeRunFolders, type RunFolders, removeWork } from './run-folders.ts';
import { inFolder } from './step.ts';
import type { Summary } from './transaction/transaction.ts';

export interface Outcome {
  readonly stages: readonly StageReport[];
  readonly folders: RunFolders;
  readonly summary: Summary | null;
  readonly proof: Proved | null;
  readonly bindingProofs: readonly BindingProof[];
  readonly origins: ReadonlyMap<string, ProductOrigin>;
}

/**
 * Runs a plan from the first fetch to the proof. Whatever goes wrong after the commit, an interrupt too, puts back what
 * was there before. Throws SetupError with the run's logs in its hint.
 */
export async function carryOut(prepared: Prepared, at: Circumstances): Promise<Outcome> {
  const { plan } = prepared;
  const { host, emit, paths } = at;
  const folders = makeRunFolders(host, paths, at.workParent);
  const run = new Run(prepared, at, folders);
  const reports: StageReport[] = [];
  try {
    await runPlan(plan, run.parts(), reports);
    await run.finish();
    recordBindings(host, paths, plan.bindings, plan.prefix);
    await run.keepProducts();
    const { summary, proof, bindingProofs, origins } = run;
    return { stages: reports, folders, summary, proof, bindingProofs, origins };
  } catch (error) {
    const undone = await run.undo();
    keepConfigLogs(host, plan, folders);
    throw error instanceof SetupError ? ended(error, plan.prefix, undone, folders) : error;
  } finally {
    if (at.keepBuild) {
      keepWork(host, folders.work);
      emit(kept(folders));
    } else removeWork(host, folders.work);
  }
}

const kept = ({ work }: RunFolders) =>
  ({
    type: 'note',
    level: 'info',
    text: text(`The build is kept in ${work}`, `构建目录保留在 ${work}`),
  }) as const;

/** configure's own record of each test, which its output does not have; the work folder is about to go. */
function keepConfigLogs(host: Host, plan: Plan, { work, logs }: RunFolders): void {
  for (const { name } of plan.libraries) {
    for (const file of TEST_LOGS) {
      const from = `${inFolder(foldersOf(name).source, work)}/${file}`;
      if (host.stat(from).ok) host.copyFile(from, `${logs}/${name}-${file.slice(file.lastIndexOf('/') + 1)}`);
    }
  }
}

/** The failure with what became of the prefix, and where the logs are. */
function ended(error: SetupError, prefix: string, undone: boolean, { logs }: RunFolders): SetupError {
  const state = undone
    ? text(`${prefix} is as it was before.`, `${prefix} 已恢复原状。`)
    : text(`Nothing in ${prefix} was changed.`, `${prefix} 中没有任何更改。`);
  const more = error.hint ?? text(`Logs of this run: ${logs}`, `本次运行的日志：${logs}`);
  const hint = text(`${state.en} ${more.en}`, `${state['zh-CN']}${more['zh-CN']}`);
  return new SetupError(error.exitCode, error.what, { hint, findings: error.findings, cause: error });
}
