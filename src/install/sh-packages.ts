import type { Capability } from '../core/capability.ts';
import type { PackageManager } from '../core/package-manager.ts';
import { shLine } from './sh-words.ts';

/** The command, without root, whose success says that `$package` is installed. */
const IS_INSTALLED: Readonly<Record<PackageManager['id'], string>> = {
  apt: `dpkg-query -W -f '\${Status}' "$package" 2>/dev/null | grep -q 'ok installed'`,
  dnf: 'rpm -q --whatprovides "$package" >/dev/null 2>&1',
  yum: 'rpm -q --whatprovides "$package" >/dev/null 2>&1',
  zypper: 'rpm -q --whatprovides "$package" >/dev/null 2>&1',
  apk: 'apk info -e "$package" >/dev/null 2>&1',
  pacman: 'pacman -T "$package" >/dev/null 2>&1',
  brew: 'brew list --versions "$package" >/dev/null 2>&1',
  pkg: 'pkg info -e "$package" >/dev/null 2>&1',
};

const withEnv = (env: Readonly<Record<string, string>>, argv: readonly string[]): readonly string[] =>
  Object.keys(env).length === 0
    ? argv
    : ['env', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...argv];

function branch(manager: PackageManager, capabilities: readonly Capability[]): string[] {
  const packages = [...new Set(capabilities.flatMap((capability) => manager.provides[capability] ?? []))];
  const how = manager.needsRoot ? 'as_root ' : '';
  const refresh = manager.refreshArgv;
  return [
    `have ${manager.program}; then`,
    `    for package in ${shLine(packages)}; do`,
    `      ${IS_INSTALLED[manager.id]} || set -- "$@" "$package"`,
    '    done',
    '    [ $# -gt 0 ] || return 0',
    '    say "Installing system packages: $*"',
    ...(refresh === null ? [] : [`    ${how}${shLine(withEnv(manager.env, refresh))} >&2 || :`]),
    `    ${how}${shLine(withEnv(manager.env, manager.installArgv([])))} "$@" >&2 ||`,
    '      die 3 "the system packages could not be installed: $*"',
  ];
}

/**
 * The shell function `install_packages`: whichever package manager the machine has, it installs of the needed packages
 * those that are not there.
 */
export function packagesFunction(
  managers: readonly PackageManager[],
  capabilities: readonly Capability[],
): string {
  const branches = managers.map((manager) => branch(manager, capabilities));
  return [
    'install_packages() {',
    '  set --',
    ...branches.flatMap(([first = '', ...more], index) => [
      `  ${index === 0 ? 'if' : 'elif'} ${first}`,
      ...more,
    ]),
    '  else',
    '    say "No known package manager is here: taking the tools as they are"',
    '  fi',
    '}',
  ].join('\n');
}
