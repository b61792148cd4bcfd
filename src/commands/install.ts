import { isDeepStrictEqual } from 'node:util';
import { EXIT } from '../core/exit.ts';
import type { Finding } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import { refuseWindows } from '../facts/windows.ts';
import type { Context } from '../host/context.ts';
import { pathsOf } from '../host/paths.ts';
import { readManifest } from '../install/manifest.ts';
import { perform } from '../install/perform.ts';
import { type OpenStores, planned, replanned } from '../install/planning.ts';
import { lockPrefix } from '../install/prefix-lock.ts';
import { checkPrefix } from '../install/preflight.ts';
import { recoverFirst } from '../install/recover-first.ts';
import type { InstallData } from '../install/report.ts';
import { openStores, type SecondStores } from '../install/store/second.ts';
import { timed } from '../install/timed.ts';
import type { InstallOptions } from './options.ts';
import { type PlanData, run as plan, requestOf } from './plan.ts';

const result = (data: InstallData, findings: readonly Finding[] = []): Result<'install', InstallData> => ({
  command: 'install',
  exitCode: EXIT.done,
  findings,
  data,
});

/** Another run of this user may be building for so long before ours gives up: a whole cold build on a slow machine. */
const WAIT_MS = 30 * 60_000;

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
