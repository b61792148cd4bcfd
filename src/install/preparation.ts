import { CAPABILITIES, type Capability } from '../core/capability.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type Elevation, powers } from '../facts/powers.ts';
import type { Host } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import { assignSources, type From } from '../origins/from.ts';
import { loadRecipes, type Recipes } from '../recipes/load.ts';
import { type Resolved, resolve } from '../recipes/resolve.ts';
import { type Decision, decide } from './decide.ts';
import type { Machine, Selected, Wish } from './input.ts';
import { installedIn } from './installed.ts';
import {
  type LeftOut,
  leftOutBefore,
  merged,
  notesOf,
  stillLeftOut,
  switchesOff,
  withoutSystemLibrary,
} from './leave-out.ts';
import { readMachine } from './machine.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { missingOn } from './needs.ts';
import type { Plan } from './plan.ts';
import { planInstall } from './planner.ts';
import { presentAmong } from './presence.ts';
import { productCard } from './products.ts';
import { whyNotInstallable } from './refuse-missing.ts';
import { leaveToSystem, select, systemChoices } from './select.ts';
import { settledBefore, settledFor } from './settle.ts';
import { GENERATORS, withConfigureInside } from './without-autotools.ts';

/** What the user asked for, in the words of his command line. */
export interface Request extends Wish {
  readonly targets: readonly string[];
  readonly from: string;
  readonly source: Readonly<Record<string, string>>;
  readonly features: Readonly<Record<string, boolean>>;
  readonly mirror: readonly string[];
  readonly offline: boolean;
  readonly cache: boolean;
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

export interface Prepared extends Understood {
  readonly plan: Plan;
  readonly selected: readonly Selected[];
  readonly machine: Machine;
  /** How root is reached; null where that is not needed or not to be had. */
  readonly elevation: Elevation | null;
}

/** Reads recipes, request and manifest. What does not exist or contradicts itself is a SetupError: exit 2. */
export async function understand(host: Host, packageRoot: string, request: Request): Promise<Understood> {
  const recipes: Recipes = await loadRecipes(host, packageRoot);
  const manifest = readManifest(host, request.prefix);
  return interpret(host, request, recipes, manifest, request.force ? new Map() : leftOutBefore(manifest));
}

function interpret(
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
): Promise<readonly Decision[] | null> {
  if (manifest === null) return null;
  const ours = new Set(manifest.products.map(({ name }) => name));
  const left = new Set(
    resolved.filter(({ recipe }) => !ours.has(recipe.name)).flatMap(({ system }) => system ?? []),
  );
  const skip = request.systemPackages === 'skip';
  const staying = leaveToSystem(resolved, (capability) => !skip && left.has(capability));
  const decisions = decide(
    await select(staying, sources, request.mirror, host),
    request,
    installedIn(host, request.prefix, manifest),
  );
  return decisions.every(({ keep }) => keep) ? decisions : null;
}

/** `fresh`: a plan for another machine like this one, on which nothing is installed and somebody is root. */
export type Purpose = 'here' | 'fresh';

/** Which of the libraries that the system could provide are left to it: those that it has, or can install. */
async function systemProvides(
  ask: Ask,
  choices: readonly Capability[],
  request: Request,
  purpose: Purpose,
): Promise<Set<Capability>> {
  if (request.systemPackages === 'skip') return new Set();
  const present = await presentAmong(ask, choices);
  const packages = ask.of(systemPackages);
  const rights = await ask.of(powers);
  const mayInstall =
    request.systemPackages === 'install' &&
    packages !== null &&
    (purpose === 'fresh' ||
      rights.root ||
      !packages.manager.needsRoot ||
      (rights.elevation !== null && request.sudo !== 'never'));
  return new Set(
    choices.filter(
      (capability) =>
        present.has(capability) || (mayInstall && packages.manager.provides[capability] !== undefined),
    ),
  );
}

/** The machine as a fresh one of its kind: what is here says nothing of what will be there. */
const asFresh = (machine: Machine): Machine => ({
  ...machine,
  power: 'root',
  prefixWritable: true,
  present: new Set(CAPABILITIES),
});

/** Asks the machine, and plans. Throws SetupError where it cannot be done here: exit 3. */
export async function prepare(
  host: Host,
  paths: Paths,
  understood: Understood,
  purpose: Purpose = 'here',
): Promise<Prepared> {
  const { request, manifest } = understood;
  const ask = askOf(host);
  const provided = await systemProvides(ask, systemChoices(understood.resolved), request, purpose);
  const here = await readMachine(ask, request, CAPABILITIES);
  const fresh = purpose === 'fresh';
  const machine = fresh ? asFresh(here) : here;
  const noAutotools = whyNotInstallable(missingOn(machine, GENERATORS), machine, request) !== null;
  const { resolved, sources } = noAutotools
    ? withConfigureInside(understood.resolved, understood.sources)
    : understood;
  const selected = await select(
    leaveToSystem(resolved, (capability) => provided.has(capability)),
    sources,
    request.mirror,
    host,
  );
  const cannot = withoutSystemLibrary(selected, machine, request);
  if (cannot.size > 0 && !fresh) {
    const without = merged(understood.leftOut, cannot);
    return prepare(host, paths, interpret(host, request, understood.recipes, manifest, without), purpose);
  }
  const plan = planInstall({
    libraries: selected,
    wish: request,
    machine,
    installed: fresh ? new Map() : installedIn(host, request.prefix, manifest),
    hasProduct: (key) =>
      !fresh && request.cache && !request.force && productCard(host, paths.products, key) !== null,
  });
  const { elevation } = await ask.of(powers);
  return {
    ...understood,
    resolved,
    sources,
    plan: { ...plan, notes: [...plan.notes, ...notesOf(understood.leftOut)] },
    selected,
    machine,
    elevation: machine.power === 'elevates' ? elevation : null,
  };
}
