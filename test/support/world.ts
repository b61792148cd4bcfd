import { main } from '../../src/cli/main.ts';
import type { Host } from '../../src/host/host.ts';
import type { Terminal } from '../../src/ui/terminal.ts';
import { fakeMachine, type MachineSpec } from './machine.ts';

export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The whole tool on a scripted machine: what it printed and its exit code. */
export async function tool(
  argv: readonly string[],
  machine: MachineSpec = {},
  terminal: Partial<Terminal> = {},
): Promise<Told> {
  let stdout = '';
  let stderr = '';
  const probe = fakeMachine(machine);
  const code = await main({
    argv,
    host: probe as unknown as Host,
    terminal: {
      env: probe.env,
      stdinIsTty: false,
      stdoutIsTty: false,
      stderrIsTty: false,
      columns: null,
      ...terminal,
    },
    stdout: (words) => {
      stdout += words;
    },
    stderr: (words) => {
      stderr += words;
    },
    stream: null,
    stdin: null,
    packageRoot: '/opt/czmq-setup/',
    version: '1.2.3',
    signal: new AbortController().signal,
  });
  return { code, stdout, stderr };
}
