import type { Host, RunResult } from '../host/host.ts';
import { type Answer, joined, readAnswer } from './answer.ts';
import { type Case, highWaterMark } from './matrix.ts';
import { lastLine, type Prepared } from './prepared.ts';
import type { Settings } from './result.ts';

/** What a run may take beyond the time that it measures: a loaded machine, a queue that is still to be emptied. */
const GRACE_S = 30;

/** Wildcard addresses of zmq_tcp(7); socket files lie in the folder in which the program runs (unix(7) allows few characters). */
const addressOf = ({ transport }: Case, name: string): string =>
  transport === 'tcp' ? 'tcp://127.0.0.1:*' : `${transport}://${name}`;

export type RunOutcome =
  | { readonly answer: Answer; readonly failed: null }
  | { readonly answer: null; readonly failed: string };

const troubleOf = (ran: RunResult): string | null => {
  if (ran.code === 0) return null;
  if (ran.timedOut) return 'no end within the time that it was given';
  const words = lastLine(ran.stderr);
  return words === '' ? (ran.spawnError ?? ran.signal ?? `exit status ${ran.code}`) : words;
};

/** Runs both sides of a case once: threads of one program for inproc, else two programs. `name`: unique in this bench. */
export async function runCase(
  host: Host,
  program: Prepared,
  measured: Case,
  settings: Pick<Settings, 'warmUpMs' | 'durationMs'>,
  name: string,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { warmUpMs, durationMs } = settings;
  const limit = Math.ceil((warmUpMs + durationMs) / 1000) + GRACE_S;
  const words = [
    String(measured.size),
    String(warmUpMs),
    String(durationMs),
    String(highWaterMark(program.api, measured.size)),
    String(limit),
    `${name}.done`,
  ];
  const argvOf = (role: string, endpoint: string): string[] => [
    ...program.argv,
    role,
    measured.kind,
    measured.pattern,
    endpoint,
    ...words,
  ];
  const stop = new AbortController();
  const abort = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  const shared = { env: program.env, cwd: program.folder, timeoutMs: limit * 1000, signal: stop.signal };
  /** Where one side fails, the other would wait for it. */
  const watched = async (run: Promise<RunResult>): Promise<RunResult> => {
    const ran = await run;
    if (ran.code !== 0) stop.abort();
    return ran;
  };
  try {
    const address = addressOf(measured, name);
    if (measured.transport === 'inproc') {
      const ran = await watched(host.run(argvOf('both', address), shared));
      return outcomeOf([ran]);
    }
    let connected: Promise<RunResult> | undefined;
    const onLine = (line: string, stream: 'stdout' | 'stderr'): void => {
      if (stream !== 'stdout' || connected !== undefined || !line.startsWith('endpoint ')) return;
      connected = watched(host.run(argvOf('connect', line.slice('endpoint '.length)), shared));
    };
    const bound = await watched(host.run(argvOf('bind', address), { ...shared, onLine }));
    return outcomeOf(connected === undefined ? [bound] : [bound, await connected]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** The side that failed by itself tells more than the one that was stopped for it. */
function outcomeOf(ran: readonly RunResult[]): RunOutcome {
  const troubles = ran.flatMap((one) => {
    const words = troubleOf(one);
    return words === null ? [] : [{ words, own: one.signal === null }];
  });
  const trouble = troubles.find(({ own }) => own) ?? troubles[0];
  if (trouble !== undefined) return { answer: null, failed: trouble.words };
  const [first, second] = ran.map(({ stdout }) => readAnswer(stdout));
  if (first === undefined) return { answer: null, failed: 'nothing was run' };
  const answer = second === undefined ? first : joined(first, second);
  return answer.messages === null
    ? { answer: null, failed: 'the program gave no figures' }
    : { answer, failed: null };
}
