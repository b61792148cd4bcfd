import { decideBindings } from '../bindings/decide.ts';
import { bindingFindings, bindingNotes, refuseBindings } from '../bindings/remarks.ts';
import { presentForBindings, workOf } from '../bindings/work.ts';
import { CAPABILITIES, type Capability } from '../core/capability.ts';
import type { Finding } from '../core/finding.ts';
import { type Ask, askOf } from '../facts/ask.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { type Elevation, powers } from '../facts/powers.ts';
import type { Host } from '../host/host.ts';
import type { Paths } from '../host/paths.ts';
import { chooserOf } from './build-system.ts';
import type { Installed, Machine, Selected } from './input.ts';
import { installedIn } from './installed.ts';
import { merged, notesOf, withoutSystemLibrary } from './leave-out.ts';
import { changedFinding } from './left-finding.ts';
import { readMachine } from './machine.ts';
import { capabilitiesAbout, missingOn } from './needs.ts';
import type { Plan } from './plan.ts';
import { planInstall } from './planner.ts';
import { presentAmong } from './presence.ts';
import { productCard } from './products.ts';
import { whyNotInstallable } from './refuse-missing.ts';
import { leaveToSystem, select, systemChoices } from './select.ts';
import { NO_STORES, type SecondStores } from './store/second.ts';
import { interpret, type Request, type Understood } from './understanding.ts';
import { GENERATORS, withConfigureInside } from './without-autotools.ts';

/** A request with its plan for this machine. */
export interface Prepared extends Understood {
  readonly plan: Plan;
  readonly selected: readonly Selected[];
  readonly machine: Machine;
  /** From where products come that the cache has not. */
  readonly stores: SecondStores;
  /** What is worth knowing of the settings that bindings are brought with. */
  readonly findings: readonly Finding[];
  /** How root is reached; null where that is not needed or not to be had. */
  readonly elevation: Elevation | null;
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
  openStores: () => Promise<SecondStores> = async () => NO_STORES,
): Promise<Prepared> {
  const { request, manifest } = understood;
  const ask = askOf(host);
  const provided = await systemProvides(ask, systemChoices(understood.resolved), request, purpose);
  const here = await readMachine(ask, request, capabilitiesAbout(understood.resolved));
  const fresh = purpose === 'fresh';
  const decided = decideBindings(ask, request, fresh);
  const languages = fresh ? new Set<Capability>() : await presentForBindings(ask, decided);
  if (!fresh) await refuseBindings(ask, decided, request);
  const machine = fresh ? asFresh(here) : { ...here, present: new Set([...here.present, ...languages]) };
  const noAutotools = whyNotInstallable(missingOn(machine, GENERATORS), machine, request) !== null;
  const { resolved, sources } = noAutotools
    ? withConfigureInside(understood.resolved, understood.sources)
    : understood;
  const selected = await select(
    leaveToSystem(resolved, (capability) => provided.has(capability)),
    sources,
    request.mirror,
    host,
    chooserOf(request, fresh ? null : manifest, machine),
  );
  const cannot = withoutSystemLibrary(selected, machine, request);
  if (cannot.size > 0 && !fresh) {
    const without = merged(understood.leftOut, cannot);
    return prepare(
      host,
      paths,
      interpret(host, request, understood.recipes, manifest, without),
      purpose,
      openStores,
    );
  }
  const usesCache = !fresh && request.cache && !request.force;
  const stores = usesCache ? await openStores() : NO_STORES;
  const installed: ReadonlyMap<string, Installed> = fresh
    ? new Map()
    : await installedIn(host, request.prefix, manifest, request.verify);
  const plan = planInstall({
    libraries: selected,
    wish: request,
    machine,
    installed,
    bindings: workOf(ask, decided, fresh),
    offline: request.offline,
    hasProduct: (key) => usesCache && (productCard(host, paths.products, key) ?? stores.find(key)) !== null,
  });
  const { elevation } = await ask.of(powers);
  return {
    ...understood,
    resolved,
    sources,
    plan: { ...plan, notes: [...plan.notes, ...notesOf(understood.leftOut), ...bindingNotes(decided)] },
    findings: fresh
      ? []
      : [...changedFinding(request.prefix, [...installed.values()]), ...bindingFindings(ask, decided)],
    selected,
    machine,
    stores,
    elevation: machine.power === 'elevates' ? elevation : null,
  };
}
