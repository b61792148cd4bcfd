import { satisfies } from 'semver';
import type { Breakage, Condition } from '../core/recipe.ts';
import type { Machine, Selected, Wish } from './input.ts';

export interface Circumstances {
  readonly library: Selected;
  readonly machine: Machine;
  readonly wish: Pick<Wish, 'linkage' | 'buildSystem'>;
  /** Versions of the recipes that it is built on. */
  readonly versions: Readonly<Record<string, string>>;
}

const within = (version: string, range: string): boolean =>
  satisfies(version, range, { includePrerelease: true, loose: true });

/**
 * Whether all that a condition names holds. A compiler or tool that is not here yet may turn out to be any: then a cure
 * that does no harm elsewhere is taken (`unknown` true), and nothing is refused.
 */
function holds(condition: Condition, at: Circumstances, unknown: boolean): boolean {
  const { library, machine, wish, versions } = at;
  const { compiler, libc, tool = {}, os, arch, buildSystem, feature, dependency = {}, only } = condition;
  if (compiler !== undefined) {
    const here = machine.compiler;
    if (here === null ? !unknown : here.family !== compiler.family || !within(here.version, compiler.range))
      return false;
  }
  for (const [name, range] of Object.entries(tool)) {
    const version = machine.tools[name];
    if (version === undefined ? !unknown : !within(version, range)) return false;
  }
  for (const [name, range] of Object.entries(dependency)) {
    const version = versions[name];
    if (version === undefined || !within(version, range)) return false;
  }
  const on =
    feature === undefined || library.features[feature.replace(/^-/, '')] === !feature.startsWith('-');
  const form = wish.linkage.static ? (wish.linkage.shared ? undefined : 'static') : 'shared';
  return (
    on &&
    (libc === undefined || libc === machine.libc) &&
    (os === undefined || os.includes(machine.os)) &&
    (arch === undefined || arch.includes(machine.arch)) &&
    (buildSystem === undefined || buildSystem === wish.buildSystem) &&
    (only === undefined || only === form)
  );
}

/** The known breakages of this release under these circumstances. */
export function breakagesAt(at: Circumstances): readonly Breakage[] {
  return at.library.recipe.breakages.filter(
    ({ versions, when, cure }) =>
      within(at.library.semver, versions) && holds(when, at, cure.refuse === undefined),
  );
}
