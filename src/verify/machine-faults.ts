import type { Finding } from '../core/finding.ts';
import { examine } from '../doctor/examine.ts';
import { scopeOf } from '../doctor/scope.ts';
import { askOf } from '../facts/ask.ts';
import type { Host, Probe } from '../host/host.ts';
import type { Recipes } from '../recipes/load.ts';
import { environmentOf } from './environment.ts';
import type { NeededEnvironment } from './request.ts';

const isError = ({ severity }: Finding): boolean => severity === 'error';

/**
 * What the doctor finds wrong with this machine: where a program could not be built or run, that is deeper than what
 * compiler and loader said of it.
 */
export async function machineFaults(
  host: Host,
  recipes: Recipes,
  targets: readonly string[],
  prefix: string,
  needed: NeededEnvironment,
): Promise<readonly Finding[]> {
  // A prefix that is used by way of variables is looked at with them, as the programs were.
  const seen: Probe = { ...host, env: environmentOf(host, needed) };
  const { findings } = await examine(askOf(seen), scopeOf(recipes, { targets, prefix }));
  return findings.filter(isError);
}
