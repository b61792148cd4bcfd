import type { Ask } from '../ask.ts';
import type { Scope } from '../check.ts';
import type { Resolution } from '../loader/resolve.ts';
import { type RunFault, sameFault } from './fault.ts';
import { faultsOf } from './start-faults.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A start of some program in an environment; null where programs of this system are not ELF files. */
export type StartIn = (env: Env) => Resolution | null;

/** Variables by which a user tells the loader where to look, the last by way of the linker (ld(1), LD_RUN_PATH). */
const VARIABLES = ['LD_LIBRARY_PATH', 'LD_PRELOAD', 'LD_RUN_PATH'] as const;

/** The variable without each of its entries in turn, then without all of them. */
function trials(env: Env, variable: string): readonly { readonly entry: string | null; readonly env: Env }[] {
  const value = env[variable] ?? '';
  const entries = value.split(variable === 'LD_PRELOAD' ? /[\s:]+/ : /[:;]/);
  const single = entries.length < 2 || entries.length > 16 ? [] : entries;
  return [
    ...single.map((entry, index) => ({
      entry,
      env: { ...env, [variable]: entries.filter((_, other) => other !== index).join(':') },
    })),
    { entry: entries.length === 1 ? value : null, env: { ...env, [variable]: undefined } },
  ];
}

/** The file of a library that comes in front because of an entry. */
function throughEntry(resolution: Resolution | null, entry: string | null): string | null {
  const files = (resolution?.libraries ?? []).filter(
    ({ reason }) => reason === 'LD_LIBRARY_PATH' || reason === 'preload',
  );
  const inEntry = (path: string) =>
    entry === null || path.startsWith(`${entry.replace(/\/+$/, '')}/`) || path === entry;
  const tried = (resolution?.libraries ?? [])
    .flatMap((library) => library.tried)
    .filter(({ reason, why }) => reason === 'LD_LIBRARY_PATH' && why !== 'missing');
  return (
    files.flatMap(({ path }) => path ?? []).find(inEntry) ??
    tried.map(({ path }) => path).find(inEntry) ??
    null
  );
}

/**
 * Why a start does not work, with whatever variable is to blame in front: the one without which faults vanish and no
 * new ones come.
 */
export function judgeStart(
  ask: Ask,
  scope: Scope,
  start: StartIn,
  library: string,
  resolution = start(ask.probe.env),
): readonly RunFault[] {
  const { env } = ask.probe;
  const faults = faultsOf(ask, scope, resolution);
  if (faults.length === 0) return faults;
  for (const variable of VARIABLES) {
    const value = env[variable];
    if (!value) continue;
    for (const trial of trials(env, variable)) {
      const left = faultsOf(ask, scope, start(trial.env));
      const isBetter =
        left.length < faults.length && left.every((one) => faults.some((other) => sameFault(one, other)));
      if (!isBetter) continue;
      const effects = faults.filter((one) => !left.some((other) => sameFault(one, other)));
      return [
        {
          kind: 'variable',
          library,
          variable,
          value,
          entry: trial.entry,
          path: throughEntry(resolution, trial.entry),
          effects,
        },
        ...left,
      ];
    }
  }
  return faults;
}
