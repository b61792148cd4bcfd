import { dirname, join } from 'node:path';
import { SetupError } from '../../core/error.ts';
import { EXIT, type ExitCode } from '../../core/exit.ts';
import type { Finding } from '../../core/finding.ts';
import { type Text, text } from '../../core/text.ts';
import type { Host } from '../../host/host.ts';
import type { Call, CommitRequest, UninstallRequest } from './request.ts';
import { type Action, readRequest } from './request-check.ts';
import { commit, finish, recover, undo, uninstall, type Watch } from './transaction.ts';

/** What root's half tells the user's half. A file, not standard output, which PAM modules and wrappers write to as well. */
export type ElevatedAnswer =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      readonly exitCode: ExitCode;
      readonly what: Text;
      readonly hint?: Text;
      readonly findings: readonly Finding[];
    };

export const answerPath = (requestPath: string): string => join(dirname(requestPath), 'answer.json');

/** The transactions by the names under which they cross the border to root. */
export const perform = (
  host: Host,
  action: Action,
  request: unknown,
  watch: Watch = {},
): Promise<unknown> => {
  switch (action) {
    case 'commit':
      return commit(host, request as CommitRequest, watch);
    case 'uninstall':
      return uninstall(host, request as UninstallRequest, watch);
    case 'finish':
      return finish(host, request as Call, watch);
    case 'undo':
      return undo(host, request as Call, watch);
    case 'recover':
      return recover(host, request as Call, watch);
  }
};

/** Root's half: does what the request file says and leaves the answer beside it. Returns the exit code. */
export async function runElevated(host: Host, args: readonly string[]): Promise<ExitCode> {
  const [action = '', path = ''] = args;
  if (args.length !== 2) throw new SetupError(EXIT.usage, text('two arguments are needed', '需要两个参数'));
  const request = readRequest(host, action, path);
  let answer: ElevatedAnswer;
  try {
    answer = { ok: true, value: await perform(host, action as Action, request) };
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    const { exitCode, what, hint, findings } = error;
    answer = { ok: false, exitCode, what, findings, ...(hint !== undefined && { hint }) };
  }
  // Exclusive: never through a link that somebody put there.
  host.writeFile(answerPath(path), JSON.stringify(answer), { exclusive: true, mode: 0o644 });
  return answer.ok ? EXIT.done : answer.exitCode;
}
