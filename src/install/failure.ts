import type { Code } from '../core/codes.ts';
import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Probe, RunResult } from '../host/host.ts';
import type { Stage } from './plan.ts';
import { refusal } from './transaction/faults.ts';

/** Causes that lie in the machine and not in the work: exit 3, for nothing had been changed. */
const MACHINE: readonly (Code | `${string}.`)[] = [
  'fetch.',
  'package.',
  'install.no-space',
  'install.read-only',
  'install.permission',
  'install.no-sudo',
  'tool.missing',
  'go.proxy-unreachable',
];

/** The exit code of a stage that failed for this cause, before anything in the prefix was touched. */
export function exitCodeFor(cause: Finding | undefined, kind: Stage['kind']): ExitCode {
  if (cause?.code === 'source.checksum-mismatch' || cause?.code === 'go.checksum-mismatch')
    return EXIT.integrity;
  const inMachine = MACHINE.some((one) =>
    one.endsWith('.') ? cause?.code.startsWith(one) : cause?.code === one,
  );
  return inMachine || kind === 'packages' ? EXIT.cannot : EXIT.stageFailed;
}

const nameOf = ({ library, title }: Stage): Text =>
  library === null ? title : text(`${library}: ${title.en.toLowerCase()}`, `${library}：${title['zh-CN']}`);

/** How a command ended, for people. */
const endingOf = ({ code, signal, spawnError }: RunResult, program: string): Text => {
  if (spawnError !== null)
    return spawnError === 'ENOENT'
      ? text(`${program} was not found`, `找不到 ${program}`)
      : text(`${program} could not be started (${spawnError})`, `无法启动 ${program}（${spawnError}）`);
  return code === null
    ? text(`${program} was ended by ${signal ?? 'a signal'}`, `${program} 被 ${signal ?? '信号'} 终止`)
    : text(`${program} ended with status ${code}`, `${program} 以状态 ${code} 结束`);
};

/** A command of a stage that failed: what the log says is the cause, and where the log is. */
export function commandFailed(
  stage: Stage,
  argv: readonly string[],
  result: RunResult,
  log: string,
  findings: readonly Finding[],
): SetupError {
  const name = nameOf(stage);
  const ending = endingOf(result, argv[0] ?? '');
  return new SetupError(
    exitCodeFor(findings[0], stage.kind),
    text(`${name.en} failed: ${ending.en}.`, `${name['zh-CN']}失败：${ending['zh-CN']}。`),
    { hint: text(`The whole log: ${log}`, `完整日志：${log}`), findings },
  );
}

/** An errno error of a file act, as people and scripts understand it. */
export function actFailed(probe: Probe, stage: Stage, error: NodeJS.ErrnoException): SetupError {
  const told = refusal(probe, error.path ?? '', error.code ?? '', EXIT.stageFailed, error);
  const name = nameOf(stage);
  return new SetupError(
    exitCodeFor(told.findings[0], stage.kind),
    text(`${name.en} failed: ${told.what.en}`, `${name['zh-CN']}失败：${told.what['zh-CN']}`),
    { findings: told.findings, cause: error, ...(told.hint && { hint: told.hint }) },
  );
}

/** The run was ended from outside: 130 after SIGINT, 143 after SIGTERM. */
export function interrupted(reason: unknown): SetupError {
  const terminated = reason === 'SIGTERM';
  return new SetupError(
    terminated ? EXIT.terminated : EXIT.interrupted,
    terminated ? text('Ended by SIGTERM.', '被 SIGTERM 终止。') : text('Interrupted.', '已中断。'),
  );
}
