import type { Finding } from '../core/finding.ts';
import type { Context } from '../host/context.ts';
import type { Paths } from '../host/paths.ts';
import { type AnotherWay, anotherWay } from './another-way.ts';
import { keepToLimit } from './cache-contents.ts';
import { carryOut, type Outcome } from './carry-out.ts';
import { compilerFirst, joined } from './compiler-first.ts';
import { describe } from './describe.ts';
import { askPassword } from './elevate.ts';
import type { Holder } from './lock.ts';
import type { Plan } from './plan.ts';
import { type OpenStores, replanned } from './planning.ts';
import { preflight } from './preflight.ts';
import type { Prepared } from './preparation.ts';
import { done, type InstallData, neededBy } from './report.ts';
import { sweepWork, workParent } from './run-folders.ts';

export interface Performed {
  readonly data: InstallData;
  readonly findings: readonly Finding[];
}

/** Does what was agreed, with the prefix held. A release that is not to be had or a damaged product changes the plan. */
export async function perform(
  context: Context,
  options: { readonly keepBuild: boolean; readonly cacheLimit: number },
  paths: Paths,
  agreed: Prepared,
  holder: Holder,
  stores: OpenStores,
): Promise<Performed> {
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
