import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import { type Text, text } from '../core/text.ts';
import type { Ask } from '../facts/ask.ts';
import { folderOf } from '../facts/loader/expand.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { unhindered } from './dpkg-hindrances.ts';
import { mendingCommands } from './mend-packages.ts';

/** What comes before an installation: mending what keeps the package manager from it, and fresh lists, each once. */
const before = (ask: Ask, refresh: readonly (readonly string[])[]): readonly (readonly string[])[] => {
  const mending = mendingCommands(ask);
  return [...mending, ...refresh.filter((argv) => !mending.includes(argv))];
};

/** Installs the packages that bring these capabilities; [] where no package manager here can. */
export function installFix(ask: Ask, capabilities: readonly Capability[]): readonly Fix[] {
  const system = ask.of(systemPackages);
  if (system === null) return [];
  const { manager } = system;
  return installPackagesFix(ask, [...new Set(capabilities.flatMap((one) => manager.provides[one] ?? []))]);
}

/** The same by the packages' own names. */
export function installPackagesFix(ask: Ask, packages: readonly string[]): readonly Fix[] {
  const system = ask.of(systemPackages);
  if (system === null || packages.length === 0) return [];
  const { manager } = system;
  const refresh = system.listsStale() && manager.refreshArgv !== null ? [manager.refreshArgv] : [];
  const free = unhindered(ask, packages);
  return [
    {
      title: text(`Install ${packages.join(', ')}`, `安装 ${packages.join('、')}`),
      commands: [
        ...before(ask, refresh),
        ...free.before,
        [...manager.installArgv(packages), ...free.options],
      ],
      needsRoot: manager.needsRoot,
      automatic: true,
      risk: 'safe',
      ...(free.undo.length > 0 && { undo: free.undo }),
    },
  ];
}

/** Puts back the files of packages that are installed; [] without a package manager or a package. */
export function reinstallFix(ask: Ask, packages: readonly string[]): readonly Fix[] {
  const system = ask.of(systemPackages);
  if (system === null || packages.length === 0) return [];
  const { manager } = system;
  const refresh = system.listsStale() && manager.refreshArgv !== null ? [manager.refreshArgv] : [];
  const free = unhindered(ask, packages);
  return [
    {
      title: text(`Reinstall ${packages.join(', ')}`, `重新安装 ${packages.join('、')}`),
      commands: [
        ...before(ask, refresh),
        ...free.before,
        [...manager.reinstallArgv(packages), ...free.options],
      ],
      needsRoot: manager.needsRoot,
      automatic: true,
      risk: 'safe',
      ...(free.undo.length > 0 && { undo: free.undo }),
    },
  ];
}

/** One act of our own bundle (src/commands/repair.ts), started again under the same Node. */
export const repairFix = (
  ask: Ask,
  title: Text,
  argv: readonly string[],
  how: Pick<Fix, 'needsRoot' | 'risk'>,
): Fix => ({
  title,
  commands: [[...ask.probe.self.command, '__repair', ...argv]],
  automatic: true,
  ...how,
});

/** Takes a file out of the way; it is kept beside its place. */
export const asideFix = (ask: Ask, path: string, risk: Fix['risk'] = 'moderate'): Fix =>
  repairFix(ask, text(`Move ${path} aside`, `将 ${path} 移到一旁`), ['move-aside', path], {
    needsRoot: !ask.probe.access(folderOf(path), 'write'),
    risk,
  });

/** What only the user can decide: shown with what to type, never run. `commands` may be empty. */
export const proposal = (title: Text, commands: Fix['commands'] = []): Fix => ({
  title,
  commands,
  needsRoot: false,
  automatic: false,
  risk: 'moderate',
});
