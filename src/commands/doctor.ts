import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { type Text, text } from '../core/text.ts';
import type { Examination } from '../doctor/examine.ts';
import type { Repair } from '../doctor/fix.ts';
import { setAside } from '../doctor/ignore.ts';
import { BINARY_TITLE, loadsWell } from '../doctor/loads-well.ts';
import { refuseUnlessBinary } from '../doctor/named/refuse.ts';
import type { CheckReport } from '../doctor/run-checks.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { type BinaryReport, reportBinary, toBinary } from '../facts/binary.ts';
import { type TreeLine, treeOf } from '../facts/binary-tree.ts';
import { type PlatformDocument, platform, platformDocument } from '../facts/platform.ts';
import type { Context } from '../host/context.ts';
import type { Probe } from '../host/host.ts';
import type { DoctorOptions } from './options.ts';

/** The command's own fields of its document. */
export interface DoctorData {
  readonly platform: PlatformDocument;
  readonly checks: readonly Omit<CheckReport, 'findings'>[];
  /** With `--list`: the checks are named and none was run. */
  readonly listed?: boolean;
  readonly ignored?: readonly Finding[];
  readonly binaries?: readonly (ReturnType<typeof toBinary> & { readonly tree: readonly TreeLine[] })[];
  /** `--binary` alone, and the named programs load well: nothing else was looked at. */
  readonly binariesOnly?: boolean;
  /** With `--snapshot`: the machine is another one, and nothing can be repaired from here. */
  readonly snapshot?: boolean;
  /** With `--fix`: what was done, in order. */
  readonly repairs?: readonly Repair[];
  /** With `--link`: the line that links, word by word; null where none is known. */
  readonly link?: { readonly given: readonly string[]; readonly corrected: readonly string[] | null };
}

/** The checks and what they ask are read when they are wanted: one program's tree needs none of them. */
const allChecks = async () => (await import('../generated/checks.ts')).CHECKS;

const usage = (what: Text, hint?: Text): SetupError => new SetupError(EXIT.usage, what, hint && { hint });

async function refuse(options: DoctorOptions): Promise<void> {
  const known = options.only.length === 0 ? [] : (await allChecks()).map(({ id }) => id);
  const unknown = options.only.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw usage(
      text(`there is no check ${unknown}`, `没有名为 ${unknown} 的检查`),
      text('czmq-setup doctor --list names them all.', 'czmq-setup doctor --list 可列出全部检查。'),
    );
  if (options.fix && options.snapshot !== null)
    throw usage(
      text('a snapshot cannot be repaired: --fix is for this machine', '快照无法修复：--fix 只用于本机'),
    );
}

const exitOf = (findings: readonly Finding[], strict: boolean): ExitCode =>
  findings.some(({ severity }) => severity === 'error' || (strict && severity === 'warning'))
    ? EXIT.unhealthy
    : EXIT.done;

const checkOf = ({ id, title, status, skipped, durationMs }: CheckReport) => ({
  id,
  title,
  status,
  skipped,
  durationMs,
});

const binariesOf = (reports: readonly BinaryReport[]): Pick<DoctorData, 'binaries'> =>
  reports.length === 0
    ? {}
    : { binaries: reports.map((report) => ({ ...toBinary(report), tree: treeOf(report) })) };

/** The named programs, where they are all that was asked for and nothing is wrong with them. */
function wellBinaries(ask: Ask, options: DoctorOptions): readonly BinaryReport[] | null {
  const { binary, only, target, fix, online, link } = options;
  const isAll = binary.length > 0 && only.length + target.length === 0 && !fix && !online && link === null;
  if (!isAll) return null;
  const reports = binary.map((path) => reportBinary(ask, path));
  return reports.every((report) => loadsWell(ask, report)) ? reports : null;
}

/** A check that only ever had ignored findings did not fail. */
function withoutIgnored(reports: readonly CheckReport[], rules: readonly string[]): readonly CheckReport[] {
  if (rules.length === 0) return reports;
  return reports.map((report) => {
    const { shown } = setAside(report.findings, rules);
    if (shown.length === report.findings.length || report.status === 'skipped') return report;
    const worst = shown.some(({ severity }) => severity === 'error')
      ? 'fail'
      : shown.some(({ severity }) => severity === 'warning')
        ? 'warn'
        : 'pass';
    return { ...report, status: worst };
  });
}

/** Looks at the machine (or at a snapshot of one), says what is wrong with it, and with `--fix` repairs it. */
export async function run(context: Context, options: DoctorOptions): Promise<Result<'doctor', DoctorData>> {
  const { host } = context;
  await refuse(options);
  const probe: Probe =
    options.snapshot === null
      ? host
      : (await import('../host/tape/load.ts')).loadTape(host, options.snapshot);
  const ask = askOf(probe);
  for (const name of options.binary) refuseUnlessBinary(ask, name);
  const result = (
    findings: readonly Finding[],
    data: Omit<DoctorData, 'platform'>,
  ): Result<'doctor', DoctorData> => ({
    command: 'doctor',
    exitCode: exitOf(findings, options.strict),
    findings,
    data: {
      platform: platformDocument(ask.of(platform)),
      ...(options.snapshot !== null && { snapshot: true }),
      ...data,
    },
  });
  if (options.list)
    return result([], {
      checks: (await allChecks()).map(({ id, title }) => ({
        id,
        title,
        status: 'skipped',
        skipped: null,
        durationMs: 0,
      })),
      listed: true,
    });
  const started = host.now();
  const well = wellBinaries(ask, options);
  if (well !== null)
    return result([], {
      checks: [
        {
          id: 'binary',
          title: BINARY_TITLE,
          status: 'pass',
          skipped: null,
          durationMs: host.now() - started,
        },
      ],
      ...binariesOf(well),
      binariesOnly: true,
    });
  const [{ examine }, { scopeOf }, { loadRecipes }] = await Promise.all([
    import('../doctor/examine.ts'),
    import('../doctor/scope.ts'),
    import('../recipes/load.ts'),
  ]);
  const recipes = await loadRecipes(host, context.packageRoot);
  const scope = scopeOf(recipes, {
    targets: options.target,
    prefix: options.prefix,
    binaries: options.binary,
    online: options.online,
  });
  if (options.link !== null) {
    const { diagnoseLink } = await import('../doctor/link/diagnose.ts');
    const { findings, corrected } = diagnoseLink(ask, scope, options.link);
    return result(findings, { checks: [], link: { given: options.link, corrected } });
  }
  if (options.fix && !options.yes && context.ask === null)
    throw usage(
      text('--fix asks before each fix, and there is nobody to ask', '--fix 会逐个询问，而此处无人可问'),
      text(
        'czmq-setup doctor --fix --yes runs them without asking.',
        'czmq-setup doctor --fix --yes 可不经询问直接执行。',
      ),
    );
  let examination: Examination = await examine(ask, scope, options.only);
  let last = ask;
  let repairs: readonly Repair[] | undefined;
  if (options.fix) {
    // Ignored findings are the user's own decision: nothing is done about them.
    const shownOnly = (one: Examination): Examination => ({
      ...one,
      findings: setAside(one.findings, options.ignore).shown,
    });
    const again = async (): Promise<Examination> => {
      last = askOf(host);
      examination = await examine(last, scope, options.only);
      return shownOnly(examination);
    };
    const { mend } = await import('../doctor/fix.ts');
    repairs = (await mend(context, shownOnly(examination), again, options.yes)).repairs;
  }
  const { shown, ignored } = setAside(examination.findings, options.ignore);
  return result(shown, {
    checks: withoutIgnored(examination.reports, options.ignore).map(checkOf),
    ...(ignored.length > 0 && { ignored }),
    ...binariesOf(scope.binaries.map((path) => reportBinary(last, path))),
    ...(repairs !== undefined && { repairs }),
  });
}
