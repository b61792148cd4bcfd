import { readdirSync, readFileSync } from 'node:fs';
import type { System } from '../../fixtures/machines/kit.ts';
import { machine } from '../../fixtures/machines/kit.ts';
import type { Finding } from '../../src/core/finding.ts';
import type { Recipe } from '../../src/core/recipe.ts';
import { scopeOf } from '../../src/doctor/scope.ts';
import { askOf } from '../../src/facts/ask.ts';
import type { Check } from '../../src/facts/check.ts';
import type { Probe } from '../../src/host/host.ts';

const folder = new URL('../../recipes/', import.meta.url);

export const recipes: ReadonlyMap<string, Recipe> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name): Recipe => JSON.parse(readFileSync(new URL(name, folder), 'utf8')))
    .map((recipe) => [recipe.name, recipe]),
);

interface Wish {
  readonly building?: boolean;
  /** Named with `--target`; czmq where it is only said that somebody builds. */
  readonly targets?: readonly string[];
  readonly online?: boolean;
  readonly prefix?: string;
  /** Answers of the probe in place of the machine's. */
  readonly probe?: (probe: Probe) => Probe;
}

/** What one check says of a machine. Throws where it could not look. */
export async function judge(check: Check, system: System, wish: Wish = {}): Promise<readonly Finding[]> {
  const probe = (wish.probe ?? ((one) => one))(machine(system));
  const scope = scopeOf(recipes, {
    targets: wish.targets ?? (wish.building ? ['czmq'] : []),
    prefix: wish.prefix ?? '/usr/local',
    online: wish.online ?? false,
  });
  const said = await check.judge(askOf(probe), scope, Promise.resolve([]));
  if ('skipped' in said) throw new Error(said.skipped.en);
  return said;
}

/** `severity code subject` of each. */
export const keys = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, code, subject }) => `${severity} ${code} ${subject}`);
