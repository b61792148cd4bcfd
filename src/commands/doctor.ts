import { SetupError } from '../core/error.ts';
import { EXIT, type ExitCode } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { type Text, text } from '../core/text.ts';
import { type Examination, examine } from '../doctor/examine.ts';
import { mend, type Repair } from '../doctor/fix.ts';
import { setAside } from '../doctor/ignore.ts';
import type { CheckReport } from '../doctor/run-checks.ts';
import { scopeOf } from '../doctor/scope.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { toBinary } from '../facts/binary.ts';
import { type TreeLine, treeOf } from '../facts/binary-tree.ts';
import type { Scope } from '../facts/check.ts';
import { type PlatformDocument, platform, platformDocument } from '../facts/platform.ts';
import { binaryViews } from '../facts/stack/binaries.ts';
import { CHECKS } from '../generated/checks.ts';
import type { Context } from '../host/context.ts';
import type { Probe } from '../host/host.ts';
import { loadTape } from '../host/tape/load.ts';
import { loadRecipes } from '../recipes/load.ts';
import type { DoctorOptions } from './options.ts';

/** The command's own fields of its document. */
export interface DoctorData {
  readonly platform: PlatformDocument;
  readonly checks: readonly Omit<CheckReport, 'findings'>[];
  /** With `--list`: the checks are named and none was run. */
  readonly listed?: boolean;
  readonly ignored?: readonly Finding[];
  readonly binaries?: readonly (ReturnType<typeof toBinary> & { readonly tree: readonly TreeLine[] })[];
  /** With `--fix`: what was done, in order. */
  readonly repairs?: readonly Repair[];
  /** With `--link`: the line that links, word by word; null where none is known. */
  readonly link?: { readonly given: readonly string[]; readonly corrected: readonly string[] | null };
}

const usage = (what: Text, hint?: Text): SetupError => new SetupError(EXIT.usage, what, hint && { hint });

function refuse(host: Probe, options: DoctorOptions): void {
  const unknown = options.only.find((id) => !CHECKS.some((check) => check.id === id));
  if (unknown !== undefined)
    throw usage(
      text(`there is no check ${unknown}`, `没有名为 ${unknown} 的检查`),
      text('czmq-setup doctor --list names them all.', 'czmq-setup doctor --list 可列出全部检查。'),
    );
  if (options.fix && options.snapshot !== null)
    throw usage(
      text('a snapshot cannot be repaired: --fix is for this machine', '快照无法修复：--fix 只用于本机'),
    );
  for (const path of options.snapshot === null ? options.binary : [])
    if (!host.lstat(path).ok) throw usage(text(`${path} does not exist`, `${path} 不存在`));
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

function binariesOf(ask: Ask, scope: Scope): Pick<DoctorData, 'binaries'> {
  if (scope.binaries.length === 0) return {};
  return {
    binaries: binaryViews(ask, scope).map(({ report }) => ({ ...toBinary(report), tree: treeOf(report) })),
  };
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
  refuse(host, options);
  const probe: Probe = options.snapshot === null ? host : loadTape(host, options.snapshot);
  const ask = askOf(probe);
  const result = (
    findings: readonly Finding[],
    data: Omit<DoctorData, 'platform'>,
  ): Result<'doctor', DoctorData> => ({
    command: 'doctor',
    exitCode: exitOf(findings, options.strict),
    findings,
    data: { platform: platformDocument(ask.of(platform)), ...data },
  });
  if (options.list)
    return result([], {
      checks: CHECKS.map(({ id, title }) => ({ id, title, status: 'skipped', skipped: null, durationMs: 0 })),
      listed: true,
    });
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
    repairs = (await mend(context, shownOnly(examination), again, options.yes)).repairs;
  }
  const { shown, ignored } = setAside(examination.findings, options.ignore);
  return result(shown, {
    checks: withoutIgnored(examination.reports, options.ignore).map(checkOf),
    ...(ignored.length > 0 && { ignored }),
    ...binariesOf(last, scope),
    ...(repairs !== undefined && { repairs }),
  });
}
