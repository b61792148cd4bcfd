import { type Text, text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { said } from '../verify/compile.ts';
import { type Answer, readAnswer } from './answer.ts';
import type { Api } from './matrix.ts';

/** A measuring program that is ready to run. */
export interface Prepared {
  readonly api: Api;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs and leaves its sockets. */
  readonly folder: string;
  /** Its versions and the files that it loaded. */
  readonly trial: Answer;
}

/** Why there is none. `log`: what was run and said, for the explain engine. */
export interface Unprepared {
  readonly api: Api;
  readonly reason: Text;
  readonly log: string;
}

export const isPrepared = (one: Prepared | Unprepared): one is Prepared => 'trial' in one;

/** The last line that says something. */
export const lastLine = (log: string): string => log.trimEnd().split('\n').at(-1)?.trim() ?? '';

const TRIAL_MS = 30_000;

/** Runs a program for a moment: it starts, loads its libraries and passes messages, or says why not. */
export async function tryProgram(
  host: Host,
  program: Omit<Prepared, 'trial'>,
  signal: AbortSignal,
): Promise<Prepared | Unprepared> {
  const argv = [
    ...program.argv,
    'both',
    'throughput',
    'push-pull',
    'inproc://trial',
    '1',
    '0',
    '1',
    '1000',
    '20',
    'trial.done',
  ];
  const ran = await host.run(argv, { env: program.env, cwd: program.folder, timeoutMs: TRIAL_MS, signal });
  const log = said(argv, ran);
  const trial = readAnswer(ran.stdout);
  if (ran.code === 0 && trial.messages !== null) return { ...program, trial };
  const words = lastLine(log);
  return {
    api: program.api,
    reason: text(`its measuring program does not run: ${words}`, `测量程序无法运行：${words}`),
    log,
  };
}
