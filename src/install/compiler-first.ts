import type { Host } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import type { Outcome } from './carry-out.ts';
import { packagesStage } from './common-stages.ts';
import { capabilitiesToUse, missingOn, PROOF_NEEDS } from './needs.ts';
import type { Plan } from './plan.ts';
import type { Prepared } from './preparation.ts';
import { holdsProductOf } from './products.ts';

/** Whether the cache or a second store has anything that may turn out to be what is planned. */
const mayBeThere = (host: Host, paths: Paths, { plan, stores }: Prepared): boolean =>
  plan.libraries.some(
    ({ name, version }) =>
      holdsProductOf(host, paths.products, { name, version, prefix: plan.prefix }) ||
      stores.holds({ name, version, prefix: plan.prefix }),
  );

/**
 * The part of a plan that brings the compiler, where there is none: the compiler names products, so that nothing can be
 * found in the cache, or kept there, before it is known. Null where the plan can be carried out as it stands. Sources are
 * fetched meanwhile, unless what is planned may be in the cache: then nothing is installed that only building needs.
 */
export function compilerFirst(host: Host, paths: Paths, prepared: Prepared): Plan | null {
  const { plan, machine, request, selected } = prepared;
  const packages = plan.stages.find(({ kind }) => kind === 'packages');
  const named = selected.filter(({ source }) => !source.volatile).map(({ recipe }) => recipe.name);
  const building = plan.libraries.filter(({ name, action }) => action === 'build' && named.includes(name));
  const usesCache = request.cache && !request.force;
  if (packages === undefined || machine.toolchain !== null || !usesCache || building.length === 0)
    return null;
  if (!mayBeThere(host, paths, prepared)) {
    const fetches = plan.stages.filter(
      ({ kind, library }) => kind === 'fetch' && library !== null && named.includes(library),
    );
    return { ...plan, stages: [packages, ...fetches] };
  }
  const missing = missingOn(machine, [
    ...new Set([...PROOF_NEEDS, 'c++-compiler' as const, ...capabilitiesToUse(selected, selected)]),
  ]);
  const needs = { capabilities: plan.packages.capabilities, missing, notes: [] };
  return {
    ...plan,
    packages: { ...plan.packages, missing },
    stages: packagesStage(needs, machine),
  };
}

/** What a run did in two parts, as one. */
export function joined(
  first: { readonly plan: Plan; readonly outcome: Outcome } | null,
  prepared: Prepared,
  outcome: Outcome,
): { readonly prepared: Prepared; readonly outcome: Outcome } {
  if (first === null) return { prepared, outcome };
  const { plan } = prepared;
  const missing = [...first.plan.packages.missing, ...plan.packages.missing];
  const elapsed = Math.max(0, ...first.outcome.stages.map(({ startMs, durationMs }) => startMs + durationMs));
  return {
    prepared: { ...prepared, plan: { ...plan, packages: { ...plan.packages, missing } } },
    outcome: {
      ...outcome,
      stages: [
        ...first.outcome.stages,
        ...outcome.stages.map((stage) => ({ ...stage, startMs: stage.startMs + elapsed })),
      ],
    },
  };
}
