import { setMaxListeners } from 'node:events';
import { isatty } from 'node:tty';
import type { Terminal } from '../ui/terminal.ts';

/**
 * SIGINT, SIGTERM and SIGHUP as one abort signal whose reason is the signal's name. A second Ctrl-C changes nothing:
 * what was there before is being put back, and that must come to its end.
 */
export function signals(): AbortSignal {
  const controller = new AbortController();
  // Every program that runs listens, and there is no most of them.
  setMaxListeners(0, controller.signal);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) controller.abort(name);
    });
  }
  return controller.signal;
}

/** Standard input, opened only when somebody reads it. */
export const standardInput: AsyncIterable<Uint8Array> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};

export const terminalOf = (): Terminal => ({
  env: process.env,
  stdinIsTty: isatty(0),
  stdoutIsTty: isatty(1),
  stderrIsTty: isatty(2),
  // A pseudo-terminal that nobody gave a size says 0.
  columns: process.stdout.columns || process.stderr.columns || null,
});

/** A reader that went away (`| head`, a closed terminal) wants no more; any other fault of stdout is kept. */
export function tolerateClosedStreams(): { readonly fault: () => string | null } {
  let fault: string | null = null;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE' && code !== 'EIO' && stream === process.stdout) fault = code ?? 'EIO';
    });
  }
  return { fault: () => fault };
}

/** Everything that was written has left the process, and a fault of the last write has been told. */
export async function drained(stream: NodeJS.WriteStream): Promise<void> {
  if (!stream.destroyed && stream.writableLength > 0) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()));
  }
  await new Promise(setImmediate);
}
