import { createWriteStream, existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { Collector } from './collector.ts';
import type { RunOptions, RunResult } from './host.ts';

const DEFAULT_KEEP = 4 * 1024 * 1024;
/** After SIGTERM a build gets so long to end by itself. */
const GRACE_MS = 1500;
/** What a child started in the background may hold its streams open for ever: after its end they get so long a silence. */
const LINGER_MS = 500;

const refused = (spawnError: string): RunResult => ({
  code: null,
  signal: null,
  spawnError,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  durationMs: 0,
});

/** execve(2) says ENOENT for a missing program, for a missing interpreter of one that is there, and for a missing folder. */
async function whatIsMissing(file: string, options: RunOptions): Promise<RunResult['missing']> {
  if (options.cwd !== undefined && !existsSync(options.cwd)) return 'folder';
  const { default: which } = await import('which');
  const path = (options.env ?? process.env).PATH;
  return (await which(file, { nothrow: true, ...(path !== undefined && { path }) })) === null
    ? 'program'
    : 'interpreter';
}

/** Ends a child and what it started; SIGKILL for what does not listen. The returned function is called when it has ended. */
function killer(pid: () => number | undefined, ownGroup: boolean) {
  let hard: NodeJS.Timeout | undefined;
  const send = (signal: NodeJS.Signals): void => {
    const id = pid();
    if (id === undefined) return;
    try {
      process.kill(ownGroup ? -id : id, signal);
    } catch {
      // Gone already, or (what sudo started) not ours to kill.
    }
  };
  return {
    end: (): void => {
      send('SIGTERM');
      hard ??= setTimeout(() => send('SIGKILL'), GRACE_MS);
    },
    /** A grandchild that outlives a killed child would go on building. */
    finish: (): void => {
      if (hard === undefined) return;
      clearTimeout(hard);
      if (ownGroup) send('SIGKILL');
    },
  };
}

/**
 * Runs an argument vector in its own process group, so that a time-out or an interrupt ends what it started too.
 * execa finds the program and reports why it could not be started; it is read only when something is spawned.
 */
export async function run(argv: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const started = Date.now();
  const [file, ...args] = argv;
  if (file === undefined || file === '') return refused('ENOENT');
  if (options.signal?.aborted) return refused('EINTR');
  const { execa } = await import('execa');
  const ownGroup = options.session !== 'ours';
  const child = execa(file, args, {
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.env !== undefined && { env: options.env, extendEnv: false }),
    ...(options.input !== undefined ? { input: options.input } : { stdin: 'ignore' as const }),
    buffer: false,
    reject: false,
    detached: ownGroup,
  });
  if (options.nice && child.pid !== undefined) {
    try {
      setPriority(child.pid, options.nice);
    } catch {
      // It has ended already, or the system keeps priorities to itself: the work matters more.
    }
  }

  const log = options.logFile === undefined ? undefined : createWriteStream(options.logFile, { flags: 'a' });
  log?.on('error', () => {});
  let linger: NodeJS.Timeout | undefined;
  const collect = (stream: Readable | null, name: 'stdout' | 'stderr'): Collector => {
    const { onLine } = options;
    const collector = new Collector(
      options.maxBytes ?? DEFAULT_KEEP,
      onLine && ((line) => onLine(line, name)),
    );
    stream?.on('data', (chunk: Buffer) => {
      linger?.refresh();
      collector.push(chunk);
      log?.write(chunk);
    });
    return collector;
  };
  const stdout = collect(child.stdout, 'stdout');
  const stderr = collect(child.stderr, 'stderr');
  child.once('exit', () => {
    linger = setTimeout(() => {
      child.stdout?.destroy();
      child.stderr?.destroy();
    }, LINGER_MS);
  });

  const kill = killer(() => child.pid, ownGroup);
  let timedOut = false;
  const timer =
    options.timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          kill.end();
        }, options.timeoutMs);
  options.signal?.addEventListener('abort', kill.end, { once: true });
  const outcome = await child;
  clearTimeout(timer);
  clearTimeout(linger);
  options.signal?.removeEventListener('abort', kill.end);
  kill.finish();
  if (log !== undefined) await new Promise<void>((resolve) => log.end(() => resolve()));

  const neverStarted = outcome.exitCode === undefined && outcome.signal === undefined;
  const cause = outcome as { code?: string; cause?: NodeJS.ErrnoException };
  const spawnError = neverStarted ? (cause.code ?? cause.cause?.code ?? 'EIO') : null;
  const missing = spawnError === 'ENOENT' ? await whatIsMissing(file, options) : undefined;
  return {
    code: outcome.exitCode ?? null,
    signal: outcome.signal ?? null,
    spawnError,
    ...(missing && { missing }),
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
