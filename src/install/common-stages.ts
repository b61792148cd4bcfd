import type { BuildContext } from './build-context.ts';
import { estimateOf } from './estimate.ts';
import { foldersOf, isSafePath } from './folders.ts';
import type { Machine, Wish } from './input.ts';
import { takeRealPrefix } from './mend.ts';
import type { PlannedLibrary, Stage, StageKind } from './plan.ts';
import type { PlannedNeeds } from './plan-needs.ts';
import { stageOf } from './stage.ts';
import type { RunStep, Step } from './step.ts';
import { titleOf } from './titles.ts';

const common = (kind: StageKind, after: readonly string[], root: boolean, steps: readonly Step[]): Stage => ({
  id: kind,
  kind,
  library: null,
  title: titleOf(kind),
  after: [...new Set(after)],
  root,
  steps,
  estimateSeconds: estimateOf(kind, 1, undefined),
});

/** One stage for all missing packages, or none. */
export function packagesStage({ missing }: PlannedNeeds, { manager }: Machine): Stage[] {
  if (missing.length === 0 || manager === null) return [];
  const { is, refreshDue } = manager;
  const run = (argv: readonly string[]): RunStep => ({ act: 'run', argv, cwd: '/', env: is.env });
  const packages = [...new Set(missing.flatMap((one) => one.packages))];
  return [
    common('packages', [], is.needsRoot, [
      ...(refreshDue && is.refreshArgv !== null ? [run(is.refreshArgv)] : []),
      run(is.installArgv(packages)),
    ]),
  ];
}

/** Needs nothing of the machine, so it starts at once; but a git address waits for git. */
export function fetchStage(context: BuildContext): Stage {
  const { library, machine, toolsAfter } = context;
  const waits = library.source.needs.some((capability) => !machine.present.has(capability));
  return stageOf(context, 'fetch', waits ? toolsAfter : [], [
    { act: 'obtain', library: library.recipe.name, into: foldersOf(library.recipe.name).source },
  ]);
}

export function restoreStage({ name, key, stageRoot }: PlannedLibrary): Stage {
  return {
    ...common('restore', [], false, [{ act: 'restore', library: name, key: key ?? '', into: stageRoot }]),
    id: `${name}:restore`,
    library: name,
  };
}

/** The default prefix is one that programs are meant to find without help; others are the user's own business. */
const DEFAULT_PREFIX = '/usr/local';
const LOADER_CONF = '/etc/ld.so.conf.d/czmq-setup.conf';

/** The argument vector that makes the loader see what was committed, or null where it needs none (musl searches, dyld has no cache). */
function refreshArgv({ os, libc }: Machine, libdir: string): readonly string[] | null {
  if (os === 'linux' && libc === 'glibc') return ['ldconfig'];
  return os === 'freebsd' ? ['ldconfig', '-m', libdir] : null;
}

/** Commit, loader's cache and proof, once for all libraries together. */
export function finalStages(
  doing: readonly { readonly library: PlannedLibrary; readonly context: BuildContext }[],
  wish: Wish,
  machine: Machine,
  toolsAfter: readonly string[],
): Stage[] {
  const libdir = `${wish.prefix}/lib`;
  const glibc = machine.os === 'linux' && machine.libc === 'glibc';
  const addConf = glibc && wish.prefix === DEFAULT_PREFIX && !machine.libdirSearched;
  const argv = machine.libdirSearched || addConf ? refreshArgv(machine, libdir) : null;
  // Who may write a system folder without being root (a container's volume, an admin group) may still not run ldconfig.
  const mayRefresh = machine.power !== 'none';
  const commitRoot =
    machine.power !== 'root' &&
    (!machine.prefixWritable || (addConf && mayRefresh) || wish.sudo === 'always');
  const built = doing.filter(({ library }) => library.action === 'build');
  const commit = common(
    'commit',
    doing.map(({ library }) => `${library.name}:${library.action === 'restore' ? 'restore' : 'stage'}`),
    commitRoot,
    [
      ...(isSafePath(wish.prefix)
        ? []
        : built.flatMap(({ context }) => takeRealPrefix(context.library, wish.prefix))),
      { act: 'commit', loaderConf: addConf && mayRefresh ? LOADER_CONF : null },
    ],
  );
  const refresh =
    argv === null || !mayRefresh
      ? []
      : [common('ldconfig', ['commit'], true, [{ act: 'run', argv, cwd: '/', env: {} }])];
  const verify = common('verify', [refresh[0]?.id ?? 'commit', ...toolsAfter], false, [{ act: 'prove' }]);
  return [commit, ...refresh, verify];
}
