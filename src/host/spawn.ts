import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { RunOptions, RunResult } from './host.ts';

const DEFAULT_KEEP = 4 * 1024 * 1024;
/** After SIGTERM a build gets so long to end by itself. */
const GRACE_MS = 3000;
/** A line longer than this is handed on in pieces, so that memory stays flat. */
const LONGEST_LINE = 64 * 1024;

/** Keeps the first `limit` bytes of a stream and tells its lines as they come. */
class Collector {
  #text = '';
  #kept = 0;
  #pending = '';
  #decoder = new StringDecoder('utf8');
  truncated = false;

  constructor(
    private readonly limit: number,
    private readonly onLine: ((line: string) => void) | undefined,
  ) {}

  push(chunk: Buffer): void {
    const room = this.limit - this.#kept;
    if (chunk.length > room) this.truncated = true;
    const words = this.#decoder.write(chunk);
    if (room > 0) this.#text += chunk.length > room ? words.slice(0, room) : words;
    this.#kept += Math.min(chunk.length, room);
    if (this.onLine === undefined) return;
    const lines = (this.#pending + words).split('\n');
    this.#pending = lines.pop() ?? '';
    if (this.#pending.length > LONGEST_LINE) {
      lines.push(this.#pending);
      this.#pending = '';
    }
    for (const line of lines) this.onLine(line);
  }

  end(): string {
    const rest = this.#decoder.end();
    if (this.#pending !== '' || rest !== '') this.onLine?.(this.#pending + rest);
    return this.#text;
  }
}

const refused = (spawnError: string, durationMs: number): RunResult => ({
  code: null,
  signal: null,
  spawnError,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  durationMs,
});

/**
 * Runs an argument vector in its own process group, so that a time-out or an interrupt ends what it started too.
 * execa finds the program and reports why it could not be started; it is read only when something is spawned.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const started = Date.now();
  const [file, ...args] = options.nice ? ['nice', '-n', String(options.nice), ...argv] : argv;
  if (file === undefined || file === '') return refused('ENOENT', 0);
  if (options.signal?.aborted) return refused('EINTR', 0);
  const { execa } = await import('execa');
  const child = execa(file, args, {
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.env !== undefined && { env: options.env, extendEnv: false }),
    ...(options.input !== undefined ? { input: options.input } : { stdin: 'ignore' as const }),
    buffer: false,
    reject: false,
    detached: options.session !== 'ours',
    cleanup: true,
    windowsHide: true,
  });
  const stdout = new Collector(
    options.maxBytes ?? DEFAULT_KEEP,
    options.onLine && ((line) => options.onLine?.(line, 'stdout')),
  );
  const stderr = new Collector(
    options.maxBytes ?? DEFAULT_KEEP,
    options.onLine && ((line) => options.onLine?.(line, 'stderr')),
  );
  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  log?.on('error', () => {});
  for (const [stream, collector] of [
    [child.stdout as Readable | null, stdout],
    [child.stderr as Readable | null, stderr],
  ] as const) {
    stream?.on('data', (chunk: Buffer) => {
      collector.push(chunk);
      log?.write(chunk);
    });
  }

  const killGroup = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(options.session === 'ours' ? child.pid : -child.pid, signal);
    } catch {
      // Gone already, or (what sudo started) not ours to kill.
    }
  };
  let timedOut = false;
  let hardKill: NodeJS.Timeout | undefined;
  const end = (): void => {
    killGroup('SIGTERM');
    hardKill = setTimeout(() => killGroup('SIGKILL'), GRACE_MS);
  };
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          end();
        }, options.timeoutMs);
  options.signal?.addEventListener('abort', end, { once: true });
  const outcome = await child;
  clearTimeout(timer);
  clearTimeout(hardKill);
  options.signal?.removeEventListener('abort', end);
  // A grandchild that outlives a killed child would go on building.
  if (timedOut || options.signal?.aborted) killGroup('SIGKILL');
  if (log !== undefined) await new Promise<void>((resolve) => log.end(() => resolve()));
  const code = (outcome as { code?: string }).code;
  const neverStarted = outcome.exitCode === undefined && outcome.signal === undefined;
  return {
    code: outcome.exitCode ?? null,
    signal: outcome.signal ?? null,
    spawnError: neverStarted
      ? (code ?? (outcome.cause as NodeJS.ErrnoException | undefined)?.code ?? 'EIO')
      : null,
    stdout: stdout.end(),
    stderr: stderr.end(),
    timedOut,
    truncated: stdout.truncated || stderr.truncated,
    durationMs: Date.now() - started,
  };
}

/**
 * Runs an argument vector with our own terminal as its standard streams (a password prompt). Exit status; null where
 * it could not be started or was killed.
 */
export async function runInteractive(argv: readonly string[]): Promise<number | null> {
  const [file, ...args] = argv;
  const { execa } = await import('execa');
  const outcome = await execa(file ?? '', args, { stdio: 'inherit', reject: false });
  return outcome.exitCode ?? null;
}
