import type { Host, RunResult } from '../host/host.ts';
import { said } from './compile.ts';

const RUN_MS = 60_000;

/** Runs a built program in its folder, in a process group of its own; its sockets and files stay there. */
export async function runProgram(
  host: Host,
  argv: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<{ readonly ran: RunResult; readonly log: string }> {
  const ran = await host.run(argv, { env, cwd: folder, timeoutMs: RUN_MS, ...(signal && { signal }) });
  return { ran, log: said(argv, ran) };
}
