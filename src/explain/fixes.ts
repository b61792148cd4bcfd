import type { Fix } from '../core/finding.ts';
import type { PackageManager } from '../core/package-manager.ts';
import { text } from '../core/text.ts';
import type { Remedy } from './rule.ts';

const joined = (words: readonly string[]): string => words.join(' ');

/** A remedy in the words of one platform's package manager; without one, what to install is named and no command given. */
export function fixOf(remedy: Remedy, manager: PackageManager | null): Fix {
  const packages = [
    ...new Set([
      ...(remedy.install ?? []).flatMap((need) => manager?.provides[need] ?? []),
      ...(manager ? (remedy.packages ?? []) : []),
    ]),
  ];
  const install = manager && packages.length > 0 ? [manager.installArgv(packages)] : [];
  const refresh = install.length > 0 && manager?.refreshArgv ? [manager.refreshArgv] : [];
  const commands = [...refresh, ...install, ...(remedy.run ?? [])];
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
