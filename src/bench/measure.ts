import type { Emit } from '../core/event.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import type { Answer } from './answer.ts';
import type { Case } from './matrix.ts';
import type { Prepared } from './prepared.ts';
import type { Measured, Settings } from './result.ts';
import { runCase } from './run-case.ts';
import { summarise } from './summary.ts';

export const roundStage = (round: number): string => `round-${round}`;

export const roundStages = (runs: number) =>
  Array.from({ length: runs }, (_, index) => ({
    id: roundStage(index + 1),
    title: text(`Run ${index + 1} of ${runs}`, `第 ${index + 1} 轮，共 ${runs} 轮`),
    group: null,
  }));

interface Cell {
  readonly program: Prepared;
  readonly measured: Case;
  readonly answers: Answer[];
  failed: string | null;
}

/** Starting its programs costs a run about so much beside the time that it measures, milliseconds. */
const START_MS: Readonly<Record<string, number>> = { libzmq: 20, czmq: 20, goczmq: 40, pyzmq: 250 };

/** Roughly how long `measure` will take, milliseconds. */
export const estimate = (programs: readonly Prepared[], cases: readonly Case[], settings: Settings): number =>
  settings.runs *
  cases.length *
  programs.reduce((sum, { api }) => sum + settings.warmUpMs + settings.durationMs + (START_MS[api] ?? 0), 0);

/**
 * Measures every case through every program. Round by round, so that what else happens on the machine falls on all alike;
 * each round begins with another program. A case that fails is not run again. Throws the signal's reason when it is aborted.
 */
export async function measure(
  host: Host,
  programs: readonly Prepared[],
  cases: readonly Case[],
  settings: Settings,
  { emit, signal }: { readonly emit: Emit; readonly signal: AbortSignal },
): Promise<Measured[]> {
  const cells = cases.map((measured) =>
    programs.map((program): Cell => ({ program, measured, answers: [], failed: null })),
  );
  let runs = 0;
  for (let round = 1; round <= settings.runs; round++) {
    const stage = roundStage(round);
    const startedAt = host.now();
    let done = 0;
    const total = cases.length * programs.length;
    emit({ type: 'stage-start', stage });
    for (const row of cells) {
      for (let i = 0; i < row.length; i++) {
        const cell = row[(i + round) % row.length] as Cell;
        emit({ type: 'stage-progress', stage, done: done++, total, unit: 'files' });
        if (cell.failed !== null) continue;
        const outcome = await runCase(host, cell.program, cell.measured, settings, `bench-${++runs}`, signal);
        if (signal.aborted) throw signal.reason;
        if (outcome.answer === null) cell.failed = outcome.failed;
        else cell.answers.push(outcome.answer);
      }
    }
    emit({ type: 'stage-end', stage, outcome: 'done', durationMs: host.now() - startedAt });
  }
  return cells.flatMap((row) =>
    row.map(({ program, measured, answers, failed }) => summarise(program.api, measured, answers, failed)),
  );
}
