import { join } from 'node:path';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Elevation } from '../facts/powers.ts';
import type { Host } from '../host/host.ts';
import { holdersOf } from './lock.ts';
import { answerPath, type ElevatedAnswer, perform } from './transaction/elevated.ts';
import { layoutOf } from './transaction/layout.ts';
import type { Call, CommitRequest, UninstallRequest } from './transaction/request.ts';
import type { Action } from './transaction/request-check.ts';
import type { Settled, Summary, Watch } from './transaction/transaction.ts';

/** The transactions on a prefix, whoever carries them out. */
export interface Transactions {
  commit(request: CommitRequest): Promise<Summary>;
  finish(call: Call): Promise<Settled>;
  undo(call: Call): Promise<Settled>;
  recover(call: Call): Promise<Settled>;
  uninstall(request: UninstallRequest): Promise<Summary>;
}

/** sudo resets it anyway; doas and a root shell get no more than programs need to be found. */
const ROOT_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
};

const noRoot = (elevation: Elevation, words: string): SetupError => {
  const command = elevation.program;
  const finding: Finding = {
    code: 'install.no-sudo',
    subject: command,
    severity: 'error',
    title: text(`${command} did not carry this out as root`, `${command} 未能以 root 完成该操作`),
    cause: text(`${command} answered: ${words || 'nothing'}`, `${command} 的回答：${words || '（无）'}`),
    evidence: [{ kind: 'command', where: elevation.argv.join(' '), text: words }],
    consequences: [],
    fixes: [],
    source: 'elevate',
  };
  return new SetupError(EXIT.cannot, finding.title, {
    hint: text(
      'Run this as root, or install into a folder of your own with --prefix.',
      '请以 root 运行，或用 --prefix 安装到自己的目录。',
    ),
    findings: [finding],
  });
};

/**
 * Carries out one action as root: our own bundle again, by absolute paths (sudo may not find node), with a request file
 * in a folder that only this user can enter. It stays in our session, where sudo finds the password it remembers.
 * It is not cut off by an interrupt: an act that has begun comes to its end.
 */
async function elevated(
  host: Host,
  elevation: Elevation,
  action: Action,
  request: unknown,
): Promise<unknown> {
  const folder = host.tempDir('czmq-setup-request-');
  const path = join(folder, 'request.json');
  try {
    host.writeFile(path, JSON.stringify(request), { mode: 0o600, exclusive: true });
    const argv = [...elevation.argv, '--', ...host.self.command, '__transaction', action, path];
    const run = await host.run(argv, { cwd: '/', env: ROOT_ENVIRONMENT, session: 'ours' });
    const said = host.readText(answerPath(path));
    if (!said.ok && run.code === EXIT.bug) throw new Error(run.stderr);
    if (!said.ok) throw noRoot(elevation, (run.stderr.trim() || run.stdout.trim() || run.spawnError) ?? '');
    const answer = JSON.parse(said.value) as ElevatedAnswer;
    if (answer.ok) return answer.value;
    const { exitCode, what, hint, findings } = answer;
    throw new SetupError(exitCode, what, { findings, ...(hint !== undefined && { hint }) });
  } finally {
    host.remove(folder);
  }
}

/** The transactions by this process, or (`elevation`) by root. `watch.onWait` is told of a run that is waited for. */
export function transactionsOf(host: Host, elevation: Elevation | null, watch: Watch = {}): Transactions {
  const act = async (action: Action, request: Call): Promise<unknown> => {
    if (elevation === null) return perform(host, action, request, watch);
    // Root's half has no way to tell while it waits.
    const { records } = layoutOf(request.prefix);
    for (const holder of holdersOf(host, records, request.holder)) watch.onWait?.(holder);
    return elevated(host, elevation, action, request);
  };
  return {
    commit: (request) => act('commit', request) as Promise<Summary>,
    finish: (call) => act('finish', call) as Promise<Settled>,
    undo: (call) => act('undo', call) as Promise<Settled>,
    recover: (call) => act('recover', call) as Promise<Settled>,
    uninstall: (request) => act('uninstall', request) as Promise<Summary>,
  };
}

/**
 * Asks for the password where one is wanted, at the terminal, before anything is painted there. Throws SetupError
 * (exit 3) where it is not given.
 */
export async function askPassword(host: Host, elevation: Elevation): Promise<void> {
  if (elevation.askPassword === null) return;
  const code = await host.runInteractive(elevation.askPassword);
  if (code !== 0) throw noRoot(elevation, `exit status ${code ?? 'none'}`);
}
