import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { type Text, text, verbatim } from '../core/text.ts';
import { examine } from '../doctor/examine.ts';
import { type MachineReport, machineReport, redacted } from '../doctor/report.ts';
import { scopeOf } from '../doctor/scope.ts';
import { askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';
import type { Host } from '../host/host.ts';
import { printTape } from '../host/tape/parse.ts';
import { record } from '../host/tape/record.ts';
import { loadRecipes } from '../recipes/load.ts';
import type { ReportOptions } from './options.ts';
import { type StatusData, run as status } from './status.ts';

/** The command's own fields of its document. */
export interface ReportData extends MachineReport {
  readonly prefix: string;
  readonly libraries: StatusData['libraries'];
  readonly installed: StatusData['installed'];
  /** The file that holds the machine's answers; null without `--snapshot`. */
  readonly snapshot: string | null;
}

const WHY: Readonly<Record<string, Text>> = {
  ENOENT: text('its folder does not exist', '所在目录不存在'),
  ENOTDIR: text('its folder does not exist', '所在目录不存在'),
  EISDIR: text('it is a folder', '它是目录'),
  EACCES: text('permission denied', '权限不足'),
  EPERM: text('permission denied', '权限不足'),
  EROFS: text('it lies on a mount without writing', '所在挂载点为只读'),
  ENOSPC: text('no space is left', '空间已满'),
};

/** A file, never a pipe: writing to one waits for whoever may never read it. */
function writeSnapshot(host: Host, path: string, tape: string): void {
  const fail = (why: Text, cause?: unknown): SetupError =>
    new SetupError(
      EXIT.cannot,
      text(`${path} cannot be written: ${why.en}`, `无法写入 ${path}：${why['zh-CN']}`),
      { cause },
    );
  const stat = host.stat(path);
  if (stat.ok && stat.value.kind === 'other') throw fail(text('it is no file', '它不是普通文件'));
  try {
    host.writeFile(path, tape);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw fail(WHY[code] ?? verbatim(code), cause);
  }
}

/** All that a maintainer asks for in a bug report. Findings are the doctor's; they do not make the report fail. */
export async function run(context: Context, options: ReportOptions): Promise<Result<'report', ReportData>> {
  const { host, packageRoot } = context;
  const recipes = await loadRecipes(host, packageRoot);
  const scope = scopeOf(recipes, { targets: [], prefix: options.prefix });
  const recorder = record(host);
  const ask = askOf(recorder.probe);
  const { reports, findings } = await examine(ask, scope);
  // What the report asks beyond the doctor's questions is no part of the snapshot.
  const tape = options.snapshot === null ? null : printTape(recorder.tape());
  const [machine, copies] = await Promise.all([machineReport(ask, scope, reports), status(context, options)]);
  if (tape !== null && options.snapshot !== null) writeSnapshot(host, options.snapshot, tape);
  const { libraries, installed } = copies.data;
  return {
    command: 'report',
    exitCode: EXIT.done,
    findings: redacted(host, findings),
    data: {
      ...machine,
      ...redacted(host, { prefix: options.prefix, libraries, installed }),
      snapshot: options.snapshot,
    },
  };
}
