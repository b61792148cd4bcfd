import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { examine } from '../doctor/examine.ts';
import { type MachineReport, machineReport, redacted } from '../doctor/report.ts';
import { scopeOf } from '../doctor/scope.ts';
import { askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';
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
  if (tape !== null && options.snapshot !== null) {
    try {
      host.writeFile(options.snapshot, tape);
    } catch (cause) {
      const why = (cause as NodeJS.ErrnoException).code ?? '';
      throw new SetupError(
        EXIT.cannot,
        text(`${options.snapshot} cannot be written (${why})`, `无法写入 ${options.snapshot}（${why}）`),
        { cause },
      );
    }
  }
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
