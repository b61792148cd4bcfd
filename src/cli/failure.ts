import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import { text } from '../core/text.ts';
import { CRASH, crashLine } from './crash.ts';
import { type Known, runOf, styleFor } from './known.ts';
import type { World } from './world.ts';

type Failure = Pick<SetupError, 'what' | 'hint' | 'findings' | 'exitCode'> & { readonly report?: string };

/** What was cut off fails in its own way; that it was cut off is what happened. */
function interruption(signal: AbortSignal): Failure {
  return signal.reason === 'SIGINT'
    ? new SetupError(EXIT.interrupted, text('interrupted', '已中断'))
    : new SetupError(EXIT.terminated, text('terminated', '已被终止'));
}

function failureOf(
  error: unknown,
  known: Known,
  { signal, host: { self }, version, packageRoot }: World,
): Failure {
  const own = error instanceof SetupError ? error : null;
  const saysSo = own?.exitCode === EXIT.interrupted || own?.exitCode === EXIT.terminated;
  if (signal.aborted && !saysSo) return interruption(signal);
  if (own !== null) return own;
  const site = {
    version,
    packageRoot,
    node: self.nodeVersion,
    os: self.os,
    arch: self.arch,
    kernel: self.kernel,
    home: self.home,
    command: known.command,
  };
  return { ...CRASH, findings: [], exitCode: EXIT.bug, report: crashLine(error, site) };
}

/** Tells a failure, in words or as the one JSON document; returns its exit code. */
export async function tellFailure(error: unknown, known: Known, world: World): Promise<ExitCode> {
  const failure = failureOf(error, known, world);
  if (known.json) {
    const { failureDocument, toJson } = await import('../ui/json.ts');
    world.stdout(toJson(failureDocument(failure, runOf(known, world))));
    return failure.exitCode;
  }
  const { renderFailure } = await import('../ui/render/failure.ts');
  const style = await styleFor('stderr', known, world);
  const words = renderFailure(failure, style) + (failure.report === undefined ? '' : `\n${failure.report}\n`);
  if (world.terminal.env.GITHUB_ACTIONS === 'true') {
    const { annotation, harmless } = await import('../ui/actions.ts');
    world.stderr(harmless(words) + annotation(failure, style));
  } else world.stderr(words);
  return failure.exitCode;
}
