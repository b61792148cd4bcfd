import { SetupError } from '../core/error.ts';
import type { Emit, StageOutcome } from '../core/event.ts';
import type { Finding } from '../core/finding.ts';
import type { Text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { actFailed, commandFailed, interrupted } from './failure.ts';
import { fileStep, isFileStep } from './file-step.ts';
import { runGraph } from './graph.ts';
import type { Plan, Stage } from './plan.ts';
import { runStep } from './run-step.ts';
import { inFolder, type RunStep, type Step } from './step.ts';

type Delegated = Extract<
  Step,
  { act: 'obtain' | 'restore' | 'commit' | 'prove' | 'guard' | 'prove-binding' }
>;

/** What a delegated act may say while it works. */
export interface Saying {
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
  readonly bytes: (done: number, total: number | null) => void;
  /** For the stage's end line: where the source came from. */
  readonly remark: (note: Text) => void;
}

export interface EngineParts {
  readonly host: Host;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  /** Stands for `@work@`; exists. */
  readonly work: string;
  /** Folder of this run's logs; exists. */
  readonly logs: string;
  readonly asRoot: (argv: readonly string[], env: Readonly<Record<string, string>>) => readonly string[];
  /** Does the acts that belong to others: fetching, the cache, the transaction, the proofs, what is outside the prefix. */
  readonly perform: (step: Delegated, saying: Saying) => Promise<void>;
  /** The causes that a log shows, deepest first. */
  readonly explain: (log: Uint8Array, path: string) => readonly Finding[];
}

export interface StageReport {
  readonly id: string;
  readonly outcome: StageOutcome;
  /** From the start of the first stage. */
  readonly startMs: number;
  readonly durationMs: number;
  readonly log: string | null;
}

/** `03-libzmq-configure.log`: numbered in display order, so that a listing reads like the run. */
const logNameOf = (stage: Stage, index: number): string =>
  `${String(index + 1).padStart(2, '0')}-${stage.id.replaceAll(':', '-')}.log`;

const LARGEST_LOG = 64 * 1024 * 1024;

/**
 * Runs a plan's stages as a graph. Returns how each went; throws SetupError where one failed (the others are stopped
 * first) or the run was interrupted. `reports` is filled while it runs, so that it can be shown after a failure too.
 */
export async function runPlan(plan: Plan, parts: EngineParts, reports: StageReport[]): Promise<void> {
  const { host, emit, signal } = parts;
  const began = host.now();
  emit({
    type: 'stages',
    stages: plan.stages.map(({ id, title, library }) => ({ id, title, group: library })),
  });
  const one = async (stage: Stage, stop: AbortSignal): Promise<void> => {
    const start = host.now();
    const log = `${parts.logs}/${logNameOf(stage, plan.stages.indexOf(stage))}`;
    let note: Text | undefined;
    const end = (outcome: StageOutcome, path: string | null): void => {
      const durationMs = host.now() - start;
      reports.push({ id: stage.id, outcome, startMs: start - began, durationMs, log: path });
      emit({ type: 'stage-end', stage: stage.id, outcome, durationMs, ...(note && { note }) });
    };
    if (stage.unless !== undefined && host.stat(inFolder(stage.unless, parts.work)).ok) {
      end('skipped', null);
      return;
    }
    emit({ type: 'stage-start', stage: stage.id, log });
    try {
      await runSteps(stage, parts, log, stop, (remark) => {
        note = remark;
      });
      end(stage.kind === 'restore' ? 'reused' : 'done', log);
    } catch (error) {
      end(stop.aborted ? 'undone' : 'failed', log);
      throw isErrno(error) ? actFailed(host, stage, error) : error;
    }
  };
  try {
    await runGraph(plan.stages, one, signal);
  } catch (error) {
    throw signal.aborted ? interrupted(signal.reason) : error;
  }
  if (signal.aborted) throw interrupted(signal.reason);
}

async function runSteps(
  stage: Stage,
  parts: EngineParts,
  logFile: string,
  stop: AbortSignal,
  remark: (note: Text) => void,
): Promise<void> {
  const { host, emit, work } = parts;
  const id = stage.id;
  const asRoot = stage.root ? parts.asRoot : undefined;
  const onLine = (line: string): void => emit({ type: 'stage-output', stage: id, line });
  const saying: Saying = {
    signal: stop,
    log: (line) => host.appendFile(logFile, `${line}\n`),
    bytes: (done, total) => emit({ type: 'stage-progress', stage: id, done, total, unit: 'bytes' }),
    remark,
  };
  host.writeFile(logFile, `# ${id}\n`);
  for (const step of stage.steps) {
    if (stop.aborted) throw interrupted(stop.reason);
    if (isFileStep(step)) {
      saying.log(`# ${inFolder(JSON.stringify(step), work).slice(0, 300)}`);
      fileStep(host, step, work, stage.library);
    } else if (step.act === 'run') {
      const result = await runStep(step, asRoot !== undefined, {
        host,
        work,
        logFile,
        signal: stop,
        asRoot: asRoot ?? ((argv) => argv),
        onLine,
        onProgress: ({ done, total }) =>
          emit({ type: 'stage-progress', stage: id, done, total, unit: 'files' }),
      });
      const argv = step.argv.map((word) => inFolder(word, work));
      emit({ type: 'command', stage: id, argv, code: result.code, durationMs: result.durationMs });
      if (result.code === 0) continue;
      if (stop.aborted) throw interrupted(stop.reason);
      throw commandFailed(stage, step.argv, result, logFile, causesOf(stage, step, parts, logFile));
    } else {
      await parts.perform(step, saying);
    }
  }
}

/** What configure and CMake write down of each test, beside what they print (Autoconf manual, "config.log"). */
export const TEST_LOGS = [
  'config.log',
  'build/CMakeFiles/CMakeError.log',
  'build/CMakeFiles/CMakeConfigureLog.yaml',
];

/** The causes that a failed command's log shows; where a configure's own says nothing, those that its record of tests shows. */
function causesOf(stage: Stage, step: RunStep, parts: EngineParts, logFile: string): readonly Finding[] {
  const explained = (path: string): readonly Finding[] => {
    const read = parts.host.readFile(path, LARGEST_LOG);
    return read.ok ? parts.explain(read.value, path) : [];
  };
  const known = (causes: readonly Finding[]): boolean => causes.length > 0 && causes[0]?.code !== 'unknown';
  const causes = explained(logFile);
  if (known(causes) || stage.kind !== 'configure') return causes;
  const cwd = inFolder(step.cwd, parts.work);
  return TEST_LOGS.map((name) => explained(`${cwd}/${name}`)).find(known) ?? causes;
}

const isErrno = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error &&
  !(error instanceof SetupError) &&
  typeof (error as NodeJS.ErrnoException).code === 'string';
