import { type Comparison, compare } from '../bench/compare.ts';
import { librariesOf } from '../bench/libraries.ts';
import { compilerOf, coresInUse, loadAverage, machineOf } from '../bench/machine.ts';
import { APIS, casesOf } from '../bench/matrix.ts';
import { estimate, measure, roundStages } from '../bench/measure.ts';
import { benchPage } from '../bench/page/page.ts';
import { prepareAll } from '../bench/prepare.ts';
import { isPrepared, type Prepared, type Unprepared } from '../bench/prepared.ts';
import { checkBaseline, checkPage } from '../bench/request-check.ts';
import type { ApiInfo, BenchReport, Machine, Measured, Settings } from '../bench/result.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { type Text, text, verbatim } from '../core/text.ts';
import { askOf } from '../facts/ask.ts';
import type { Context } from '../host/context.ts';
import { workingCompiler } from '../install/trial.ts';
import { environmentOf } from '../verify/environment.ts';
import type { BenchOptions } from './options.ts';

export interface BenchData extends BenchReport {
  /** Null without `--baseline`. */
  readonly comparison: Comparison | null;
  /** The page that was written; null without `--html`. */
  readonly html: string | null;
}

const PREPARE = 'prepare';

/** All of the doctor and of the log engine, read only where something is wrong. */
const trouble = () => import('../bench/trouble.ts');

const infoOf = (one: Prepared | Unprepared): ApiInfo =>
  isPrepared(one)
    ? { api: one.api, versions: one.trial.versions, loaded: one.trial.loaded, notMeasured: null }
    : { api: one.api, versions: {}, loaded: {}, notMeasured: one.reason };

const failedFinding = ({ api, kind, pattern, transport, size, failed }: Measured): Finding => ({
  code: 'test.failed',
  subject: `${api} ${kind} ${pattern} ${transport} ${size}`,
  severity: 'error',
  title: text(
    `${api}: ${pattern} over ${transport} could not be measured`,
    `${api}：无法测量 ${transport} 上的 ${pattern}`,
  ),
  cause: verbatim(failed ?? ''),
  evidence: [{ kind: 'command', where: `bench ${api}`, text: failed ?? '' }],
  consequences: [],
  fixes: [],
  source: 'bench',
});

/** `70 % of 2 cores`, or the load average where that is all that is known. */
const howBusy = ({ inUse, load, cores }: Machine): string =>
  inUse === null ? `load ${load.before}, ${cores} CPU` : `${Math.round(inUse * 100)} % of ${cores} CPU`;

function warnings(machine: Machine, programs: readonly Prepared[]): Text[] {
  const busy = text(
    `the machine is busy (${howBusy(machine)}): figures are lower and wander more`,
    `本机正忙（${howBusy(machine)}）：数据会偏低且波动更大`,
  );
  const own = programs.find(({ api }) => api === 'libzmq')?.trial.versions.libzmq;
  const others = programs.filter(({ trial }) => own !== undefined && trial.versions.libzmq !== own);
  return [
    ...(machine.busy ? [busy] : []),
    ...others.map(({ api, trial }) =>
      text(
        `${api} runs on libzmq ${trial.versions.libzmq}, not ${own} as the others`,
        `${api} 使用的是 libzmq ${trial.versions.libzmq}，与其余的 ${own} 不同`,
      ),
    ),
  ];
}

/** `bench`: measures what is installed, ours in the prefix or what the system finds, through each API that is there. */
export async function run(context: Context, options: BenchOptions): Promise<Result<'bench', BenchData>> {
  const { host, emit, signal } = context;
  const settings: Settings = {
    apis: options.targets.length > 0 ? [...new Set(options.targets)] : APIS,
    patterns: options.patterns,
    transports: options.transports,
    sizes: options.sizes,
    runs: options.runs,
    durationMs: options.duration,
    warmUpMs: options.warmUp,
  };
  const cases = casesOf(settings.patterns, settings.transports, settings.sizes);
  if (options.html !== null) checkPage(host, options.html);
  const baseline =
    options.baseline === null ? null : checkBaseline(host, options.baseline, cases, settings.apis);
  const { prefix, needed, statically } = librariesOf(host, options.prefix);
  const bustle = { load: await loadAverage(host), inUse: await coresInUse(host, signal) };
  const ask = askOf(host);
  const compiler = await workingCompiler(ask, 'c-compiler');
  if (compiler === null) {
    const what = text('There is no C compiler to measure with.', '没有可用于测量的 C 编译器。');
    throw await (await trouble()).cannot(context, ask, options.prefix, what, '');
  }
  emit({
    type: 'stages',
    stages: [
      { id: PREPARE, title: text('Build the measuring programs', '构建测量程序'), group: null },
      ...roundStages(settings.runs),
    ],
  });
  const folder = host.tempDir('czmq-setup-bench-');
  try {
    const startedAt = host.now();
    emit({ type: 'stage-start', stage: PREPARE });
    const ended = { type: 'stage-end', stage: PREPARE } as const;
    const making = { compiler, folder, env: environmentOf(host, needed), statically, signal };
    const made = await prepareAll(host, ask, settings.apis, making);
    if (signal.aborted) throw signal.reason;
    const programs = made.filter(isPrepared);
    const missing = made.filter((one): one is Unprepared => !isPrepared(one));
    // Whoever names an API wants it; without libzmq's own nothing here works.
    const decisive = missing.find(({ api }) => options.targets.includes(api) || api === 'libzmq');
    if (decisive !== undefined) {
      const { api, reason, log } = decisive;
      const what = text(`${api} cannot be measured: ${reason.en}`, `无法测量 ${api}：${reason['zh-CN']}`);
      const { cannot, lacks } = await trouble();
      emit({ ...ended, outcome: 'failed', durationMs: host.now() - startedAt });
      throw api === 'goczmq' || api === 'pyzmq'
        ? lacks(ask, api, what, log)
        : await cannot(context, ask, options.prefix, what, log);
    }
    emit({ ...ended, outcome: 'done', durationMs: host.now() - startedAt });
    const before = await machineOf(host, bustle);
    for (const words of warnings(before, programs)) emit({ type: 'note', level: 'warning', text: words });
    const seconds = Math.ceil(estimate(programs, cases, settings) / 1000);
    const count = cases.length * programs.length * settings.runs;
    emit({
      type: 'note',
      level: 'info',
      text: text(`${count} runs, about ${seconds} s`, `共 ${count} 次测量，约 ${seconds} 秒`),
    });
    const results = await measure(host, programs, cases, settings, { emit, signal });
    const report: BenchReport = {
      prefix,
      settings,
      machine: { ...before, load: { before: bustle.load, after: await loadAverage(host) } },
      compiler: await compilerOf(host, compiler),
      apis: made.map(infoOf),
      results,
    };
    const comparison = baseline === null ? null : compare(baseline, report);
    if (options.html !== null)
      host.writeFile(
        options.html,
        benchPage(report, comparison, { lang: context.lang, version: context.version }),
      );
    const findings = results.filter(({ failed }) => failed !== null).map(failedFinding);
    return {
      command: 'bench',
      exitCode: findings.length === 0 ? EXIT.done : EXIT.stageFailed,
      findings,
      data: { ...report, comparison, html: options.html },
    };
  } finally {
    host.remove(folder);
  }
}
