import { fileURLToPath } from 'node:url';
import { CAPABILITIES } from '../../src/core/capability.ts';
import { SetupError } from '../../src/core/error.ts';
import { liveHost } from '../../src/host/live.ts';
import { chooserOf } from '../../src/install/build-system.ts';
import type { Installed, Machine, Wish } from '../../src/install/input.ts';
import type { Plan, Stage } from '../../src/install/plan.ts';
import { planInstall } from '../../src/install/planner.ts';
import { leaveToSystem, select } from '../../src/install/select.ts';
import apt from '../../src/packages/apt.ts';
import { loadRecipes } from '../../src/recipes/load.ts';
import { resolve } from '../../src/recipes/resolve.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const host = liveHost('');
export const recipes = await loadRecipes(host, root);

/** A Debian 12 with all build tools, as root. */
export const DEBIAN: Machine = {
  os: 'linux',
  arch: 'x64',
  libc: 'glibc',
  distro: 'debian',
  release: '12',
  platform: 'debian 12 glibc 2.36',
  compiler: { family: 'gcc', version: '12.2.0' },
  toolchain: {
    compilers: ['gcc 12.2.0 x86_64-linux-gnu libstdc++', 'gcc 12.2.0 x86_64-linux-gnu libstdc++'],
    environment: {},
  },
  tools: { gcc: '12.2.0', 'g++': '12.2.0', cmake: '3.25.1', autoconf: '2.71.0' },
  present: new Set(CAPABILITIES),
  manager: { is: apt, refreshDue: true },
  power: 'root',
  prefixWritable: true,
  libdirSearched: true,
  jobs: 2,
  flags: {},
  brokenVariable: null,
};

export const WISH: Wish = {
  prefix: '/usr/local',
  linkage: { static: true, shared: true },
  buildSystem: 'autotools',
  jobs: null,
  systemPackages: 'install',
  sudo: 'auto',
  force: false,
};

export interface Case {
  readonly targets?: readonly string[];
  readonly features?: readonly string[];
  readonly wish?: Partial<Wish>;
  readonly machine?: Partial<Machine>;
  readonly installed?: Readonly<Record<string, Installed>>;
  readonly products?: readonly string[];
  /** The system has libsodium (default), or our recipe is built. */
  readonly ownSodium?: boolean;
}

/** The plan for a case that says only what it is about. */
export async function planFor(one: Case = {}): Promise<Plan> {
  const resolved = resolve(recipes, one.targets ?? [], one.features ?? []);
  const wish = { ...WISH, ...one.wish };
  const machine = { ...DEBIAN, ...one.machine };
  return planInstall({
    libraries: await select(
      leaveToSystem(resolved, () => one.ownSodium !== true),
      new Map(),
      [],
      host,
      chooserOf(wish, null, machine),
    ),
    wish,
    machine,
    installed: new Map(Object.entries(one.installed ?? {})),
    hasProduct: (key) => one.products?.includes(key) === true,
  });
}

export const stageOf = (plan: Plan, id: string): Stage => {
  const stage = plan.stages.find((one) => one.id === id);
  if (stage === undefined) throw new Error(`no stage ${id}: ${plan.stages.map((one) => one.id).join(' ')}`);
  return stage;
};

/** The words of a stage's commands, each once. */
export const wordsOf = (plan: Plan, id: string): readonly string[] =>
  stageOf(plan, id).steps.flatMap((step) => (step.act === 'run' ? step.argv : []));

/** All that must be done before a stage, near and far. */
export function priorsOf(plan: Plan, id: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (one: string): void => {
    for (const prior of plan.stages.find((stage) => stage.id === one)?.after ?? []) {
      if (seen.has(prior)) continue;
      seen.add(prior);
      visit(prior);
    }
  };
  visit(id);
  return seen;
}

/** The failure that something ends with. */
export async function failureOf(work: Promise<unknown>): Promise<SetupError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SetupError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
