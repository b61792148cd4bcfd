import type { Host, RunResult } from '../host/host.ts';
import { buildEnvironment } from './build-env.ts';
import { logHead } from './log-head.ts';
import { inFolder, type RunStep } from './step.ts';

/** What a running command says of how far it is. */
export interface Progress {
  readonly done: number;
  readonly total: number | null;
}

export interface Running {
  readonly host: Host;
  /** The run's work folder, in place of `@work@`. */
  readonly work: string;
  readonly logFile: string;
  readonly signal: AbortSignal;
  /** Puts the words before a command that make it run as root, with these variables set. */
  readonly asRoot: (argv: readonly string[], env: Readonly<Record<string, string>>) => readonly string[];
  readonly onLine: (line: string) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** ninja's status `[12/97] `, and the percentage of CMake's makefiles. */
const NINJA = /^\[(\d+)\/(\d+)\]/;
const CMAKE_MAKE = /^\[ {0,2}(\d{1,3})%\]/;
const LIBTOOL = /^libtool: compile:/;

async function counter(
  step: RunStep,
  { host, work, onProgress, signal }: Running,
): Promise<(line: string) => void> {
  const { counts } = step;
  if (counts === undefined) return () => {};
  if (counts.by === 'libtool') {
    const asked = await host.run(counts.total, {
      cwd: inFolder(step.cwd, work),
      env: buildEnvironment(host.env, step.env),
      signal,
    });
    const total = /^\d+$/m.exec(asked.stdout)?.[0];
    let done = 0;
    return (line) => {
      if (!LIBTOOL.test(line)) return;
      done += 1;
      onProgress({ done, total: total === undefined ? null : Math.max(done, Number(total)) });
    };
  }
  const pattern = counts.by === 'ninja' ? NINJA : CMAKE_MAKE;
  return (line) => {
    const [, done, total] = pattern.exec(line) ?? [];
    if (done !== undefined) onProgress({ done: Number(done), total: Number(total ?? 100) });
  };
}

/**
 * Runs one argument vector of a plan. The log gets, before the output, what a person can paste to run it again. Never
 * throws for a failing command: the caller judges the result.
 */
export async function runStep(step: RunStep, root: boolean, running: Running): Promise<RunResult> {
  const { host, work, logFile, signal, onLine } = running;
  const cwd = inFolder(step.cwd, work);
  const own = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => [name, inFolder(value, work)]),
  );
  const plain = step.argv.map((word) => inFolder(word, work));
  const argv = root ? running.asRoot(plain, own) : plain;
  host.appendFile(logFile, logHead(argv, cwd, own, host.env));
  const count = await counter(step, running);
  const result = await host.run(argv, {
    cwd,
    env: buildEnvironment(host.env, own),
    signal,
    logFile,
    maxBytes: 256 * 1024,
    // sudo knows its password by our terminal session.
    ...(root && { session: 'ours' as const }),
    ...(step.nice !== undefined && { nice: step.nice }),
    onLine: (line) => {
      count(line);
      onLine(line);
    },
  });
  const end =
    result.code === null ? (result.signal ?? result.spawnError ?? 'no end') : `exit status ${result.code}`;
  host.appendFile(logFile, `# ${end} after ${(result.durationMs / 1000).toFixed(1)} s\n\n`);
  return result;
}
