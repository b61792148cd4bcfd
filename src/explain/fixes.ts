import type { Capability } from '../core/capability.ts';
import type { Fix } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import { text } from '../core/text.ts';
import type { Remedy } from './rule.ts';

/**
 * Tools that belong to the system and are none of the package manager's: Apple's command line tools bring them. FreeBSD
 * has clang as cc; who calls gcc by its name needs the port.
 */
const OF_THE_SYSTEM: Readonly<
  Record<string, { readonly run?: readonly string[]; readonly packages?: readonly string[] }>
> = {
  brew: { run: ['xcode-select', '--install'] },
  pkg: { packages: ['gcc'] },
};
const isSystemTool = (need: Capability): boolean =>
  need === 'c-compiler' || need === 'c++-compiler' || need === 'make';

const joined = (words: readonly string[]): string => words.join(' ');

/** A remedy in the words of one platform's package manager; without one, what to install is named and no command given. */
export function fixOf(remedy: Remedy, manager: PackageManager | null): Fix {
  const unpackaged = (remedy.install ?? []).some(
    (need) => isSystemTool(need) && manager?.provides[need] === undefined,
  );
  const system = unpackaged && manager ? OF_THE_SYSTEM[manager.id] : undefined;
  const packages = [
    ...new Set([
      ...(remedy.install ?? []).flatMap((need) => manager?.provides[need] ?? []),
      ...(system?.packages ?? []),
      ...(manager ? (remedy.packages ?? []) : []),
      ...[remedy.packagesBy?.[manager?.id ?? '']].filter((name) => name !== undefined),
    ]),
  ];
  const install = manager && packages.length > 0 ? [manager.installArgv(packages)] : [];
  const refresh = install.length > 0 && manager?.refreshArgv ? [manager.refreshArgv] : [];
  const commands = [...refresh, ...install, ...(system?.run ? [system.run] : []), ...(remedy.run ?? [])];
  return {
    title:
      packages.length > 0
        ? text(`${remedy.title.en} (${joined(packages)})`, `${remedy.title['zh-CN']}（${joined(packages)}）`)
        : remedy.title,
    commands,
    needsRoot: (install.length > 0 && manager?.needsRoot === true) || remedy.root === true,
    automatic: false,
    risk: remedy.risk ?? (commands.length > 0 && remedy.run === undefined ? 'safe' : 'moderate'),
  };
}
