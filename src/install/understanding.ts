import { checkLibrary } from '../bindings/catalogue.ts';
import { type BindingWish, decideBindings } from '../bindings/decide.ts';
import type { PlannedBinding } from '../bindings/planned.ts';
import { askOf } from '../facts/ask.ts';
import type { Host } from '../host/host.ts';
import { assignSources, type From } from '../origins/from.ts';
import { loadRecipes, type Recipes } from '../recipes/load.ts';
import { type Resolved, resolve } from '../recipes/resolve.ts';
import { chooserOf } from './build-system.ts';
import { type Decision, decide } from './decide.ts';
import type { Wish } from './input.ts';
import { installedIn } from './installed.ts';
import { type LeftOut, leftOutBefore, stillLeftOut, switchesOff } from './leave-out.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { leaveToSystem, select } from './select.ts';
import { settledBefore, settledFor } from './settle.ts';

/** What the user asked for, in the words of his command line. */
export interface Request extends Wish, BindingWish {
  readonly targets: readonly string[];
  readonly from: string;
  readonly source: Readonly<Record<string, string>>;
  readonly features: Readonly<Record<string, boolean>>;
  readonly mirror: readonly string[];
  readonly offline: boolean;
  readonly cache: boolean;
  /** Installed files are compared by digest, not only by size and time. */
  readonly verify: boolean;
  /** Recipe -> release, for those whose default no place had in this run. */
  readonly settled: ReadonlyMap<string, string>;
}

/** A request that has been read against the recipes; the machine has not been asked yet. */
export interface Understood {
  readonly request: Request;
  readonly recipes: Recipes;
  readonly resolved: readonly Resolved[];
  /** Recipe -> its default, for those for which an older release was settled for, now or at an earlier install. */
  readonly insteadOf: ReadonlyMap<string, string>;
  /** Recipe -> default features that are left out, since what they need cannot be had here. */
  readonly leftOut: LeftOut;
  readonly sources: ReadonlyMap<string, From>;
  readonly manifest: Manifest | null;
}

/** Reads recipes, request and manifest. What does not exist or contradicts itself is a SetupError: exit 2. */
export async function understand(host: Host, packageRoot: string, request: Request): Promise<Understood> {
  const recipes: Recipes = await loadRecipes(host, packageRoot);
  const manifest = readManifest(host, request.prefix);
  return interpret(host, request, recipes, manifest, request.force ? new Map() : leftOutBefore(manifest));
}

/** The request read against recipes that are known already; `without`: default features that cannot be had. */
export function interpret(
  host: Host,
  request: Request,
  recipes: Recipes,
  manifest: Manifest | null,
  without: LeftOut,
): Understood {
  const switches = Object.entries(request.features).map(([name, on]) => (on ? name : `-${name}`));
  const settled = new Map([...(request.force ? [] : settledBefore(manifest, recipes)), ...request.settled]);
  const reached = resolve(recipes, request.targets, switches, settled);
  const leftOut = stillLeftOut(reached, without, request.features);
  const resolved = resolve(recipes, request.targets, [...switchesOff(leftOut), ...switches], settled);
  const words = Object.entries(request.source).map(([target, where]) => `${target}=${where}`);
  for (const wanted of request.bindings) {
    const on = resolved.find(({ recipe }) => recipe.name === wanted.binding.library);
    if (on !== undefined) checkLibrary(wanted, on.recipe.name, on.semver);
  }
  return {
    request,
    recipes,
    resolved,
    leftOut,
    insteadOf: settledFor(resolved, settled),
    sources: assignSources(resolved, request.from, words, host),
    manifest,
  };
}

/**
 * Whether the manifest already says all that is asked for; asks the machine nothing but its files. What was left to the
 * system then is left to it now.
 */
export async function alreadyDone(
  host: Host,
  { request, resolved, sources, manifest }: Understood,
): Promise<{ readonly libraries: readonly Decision[]; readonly bindings: readonly PlannedBinding[] } | null> {
  if (manifest === null) return null;
  const bindings = decideBindings(askOf(host), request, false).map(({ planned }) => planned);
  if (bindings.some(({ action }) => action === 'add')) return null;
  const ours = new Set(manifest.products.map(({ name }) => name));
  const left = new Set(
    resolved.filter(({ recipe }) => !ours.has(recipe.name)).flatMap(({ system }) => system ?? []),
  );
  const skip = request.systemPackages === 'skip';
  const staying = leaveToSystem(resolved, (capability) => !skip && left.has(capability));
  const decisions = decide(
    await select(staying, sources, request.mirror, host, chooserOf(request, manifest, null)),
    request,
    await installedIn(host, request.prefix, manifest, request.verify),
  );
  return decisions.every(({ keep }) => keep) ? { libraries: decisions, bindings } : null;
}
