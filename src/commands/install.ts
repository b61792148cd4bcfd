import { isDeepStrictEqual } from 'node:util';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { text } from '../core/text.ts';
import { refuseWindows } from '../facts/windows.ts';
import type { Context } from '../host/context.ts';
import { type Paths, pathsOf } from '../host/paths.ts';
import { agree } from '../install/agree.ts';
import { type AnotherWay, anotherWay } from '../install/another-way.ts';
import { keepToLimit } from '../install/cache-contents.ts';
import { carryOut, type Outcome } from '../install/carry-out.ts';
import { compilerFirst, joined } from '../install/compiler-first.ts';
import { describe } from '../install/describe.ts';
import { askPassword } from '../install/elevate.ts';
import type { Holder } from '../install/lock.ts';
import { readManifest } from '../install/manifest.ts';
import type { Plan } from '../install/plan.ts';
import { lockPrefix } from '../install/prefix-lock.ts';
import { checkPrefix, preflight } from '../install/preflight.ts';
import { type Prepared, prepare } from '../install/preparation.ts';
import { recoverFirst } from '../install/recover-first.ts';
import { done, type InstallData, neededBy, nothingToDo } from '../install/report.ts';
import { sweepWork, workParent } from '../install/run-folders.ts';
import { openStores, type SecondStores } from '../install/store/second.ts';
import { timed } from '../install/timed.ts';
import { alreadyDone, type Request, understand } from '../install/understanding.ts';
import type { InstallOptions } from './options.ts';
import { type PlanData, run as plan, requestOf } from './plan.ts';

const result = (data: InstallData, findings: readonly Finding[] = []): Result<'install', InstallData> => ({
  command: 'install',
  exitCode: EXIT.done,
  findings,
  data,
});

/** Opened when they are first needed, and once. */
type OpenStores = () => Promise<SecondStores>;

/** Another run of this user may be building for so long before ours gives up: a whole cold build on a slow machine. */
const WAIT_MS = 30 * 60_000;

/** Plans until the user agrees; null where there is nothing to do. */
async function planned(
  context: Context,
  paths: Paths,
  first: Request,
  stores: OpenStores,
): Promise<Prepared | InstallData> {
  const { host, packageRoot } = context;
  let request = first;
  for (;;) {
    const understood = await understand(host, packageRoot, request);
    const decisions = await alreadyDone(host, understood);
    if (decisions !== null) return nothingToDo(request.prefix, decisions);
    const prepared = await prepare(host, paths, understood, 'here', stores);
    const answer = context.ask === null ? 'go' : await agree(context.ask, prepared);
    if (answer === 'go') return prepared;
    if (answer === 'no') throw new SetupError(EXIT.cannot, text('Nothing was changed.', '未作任何更改。'));
    request = { ...request, ...answer };
    checkPrefix(host, request.prefix);
  }
}

/** Plans again without a question: the prefix, the cache or the sources are not what the first plan took them for. */
async function replanned(
  { host, packageRoot }: Context,
  paths: Paths,
  request: Request,
  stores: OpenStores,
): Promise<Prepared | InstallData> {
  const understood = await understand(host, packageRoot, request);
  const decisions = await alreadyDone(host, understood);
  return decisions === null
    ? prepare(host, paths, understood, 'here', stores)
    : nothingToDo(request.prefix, decisions);
}

/** Does what was agreed, with the prefix held. A release that is not to be had or a damaged product changes the plan. */
async function perform(
  context: Context,
  options: InstallOptions,
  paths: Paths,
  agreed: Prepared,
  holder: Holder,
  stores: OpenStores,
): Promise<{ readonly data: InstallData; readonly findings: readonly Finding[] }> {
  const { host, emit } = context;
  let prepared = agreed;
  const findings: Finding[] = [];
  const told = new Set<string>();
  let first: { readonly plan: Plan; readonly outcome: Outcome } | null = null;
  for (;;) {
    const { plan, machine, elevation, request } = prepared;
    const parent = workParent(host, paths);
    preflight(host, plan, machine, parent);
    sweepWork(host, paths);
    // Who was asked has seen it.
    if (context.ask === null)
      for (const line of describe(plan)) emit({ type: 'note', level: 'info', text: line });
    if (plan.needsElevation && elevation !== null) await askPassword(host, elevation);
    for (const note of plan.notes) {
      if (!told.has(note.en)) emit({ type: 'note', level: 'warning', text: note });
      told.add(note.en);
    }
    let way: AnotherWay | null;
    const at = {
      host,
      emit,
      signal: context.signal,
      paths,
      toolVersion: context.version,
      workParent: parent,
      keepBuild: options.keepBuild,
      holder,
    };
    try {
      const part: Plan | null = first === null ? compilerFirst(host, paths, prepared) : null;
      if (part !== null) {
        first = { plan: part, outcome: await carryOut({ ...prepared, plan: part }, at) };
        const rest = await replanned(context, paths, request, stores);
        if (!('plan' in rest)) return { data: rest, findings };
        prepared = rest;
        continue;
      }
      const outcome = await carryOut(prepared, at);
      const { pkgConfigPath, libraryPath } = neededBy(outcome);
      const found = pkgConfigPath === null && libraryPath === null;
      keepToLimit(host, paths, options.cacheLimit);
      const next = ['czmq-setup', ...(found ? ['verify'] : ['env', '--prefix', request.prefix])];
      const whole = joined(first, prepared, outcome);
      return {
        data: done(whole.prepared, whole.outcome, next),
        findings: [...findings, ...prepared.findings],
      };
    } catch (error) {
      way = anotherWay(error, prepared, { host, paths });
      if (way === null) throw error;
    }
    emit({ type: 'note', level: 'warning', text: way.note });
    findings.push(...way.findings);
    const next = await replanned(context, paths, way.request, stores);
    if (!('plan' in next)) return { data: next, findings };
    prepared = next;
  }
}

async function install(context: Context, options: InstallOptions): Promise<Result<'install', InstallData>> {
  const { host, emit, signal } = context;
  const refused = refuseWindows(host.self);
  if (refused !== null) throw refused;
  checkPrefix(host, options.prefix);
  await recoverFirst(context, options.prefix, options.sudo);
  const paths = pathsOf(host.env, host.self);

  let opened: Promise<SecondStores> | undefined;
  const stores: OpenStores = () => (opened ??= openStores(host, paths, options, emit, signal));
  const agreed = await planned(context, paths, requestOf(options), stores);
  if (!('plan' in agreed)) return result(agreed);
  const { prefix } = agreed.request;
  const lock = await lockPrefix(host, paths.locks, prefix, {
    command: 'czmq-setup install',
    waitMs: WAIT_MS,
    emit,
    signal,
  });
  try {
    // Another run may have ended while this one asked or waited.
    const same = isDeepStrictEqual(readManifest(host, prefix), agreed.manifest);
    const current = same ? agreed : await replanned(context, paths, agreed.request, stores);
    if (!('plan' in current)) return result(current);
    const { data, findings } = await perform(context, options, paths, current, lock.holder, stores);
    return result(data, findings);
  } finally {
    lock.release();
  }
}

/** `install`: plan, ask, do, prove. With `--dry-run` it is `plan`. */
export async function run(
  context: Context,
  options: InstallOptions,
): Promise<Result<'install', InstallData> | Result<'plan', PlanData>> {
  if (options.dryRun) return plan(context, { ...options, format: 'text' });
  const { timeline } = options;
  return timeline === null
    ? install(context, options)
    : timed(context, timeline, (heard) => install(heard, options));
}
