import type { Ask } from '../facts/ask.ts';
import { type Dpkg, dpkg } from '../facts/dpkg.ts';
import { systemPackages } from '../facts/package-manager.ts';

const CONFIGURE: readonly string[] = ['dpkg', '--configure', '-a', '--force-confdef', '--force-confold'];
const COMPLETE: readonly string[] = [
  'apt-get',
  'install',
  '-f',
  '-y',
  '-q',
  // Taking another package away to make room is never ours to decide.
  '--no-remove',
  '-o',
  'DPkg::Lock::Timeout=600',
  '-o',
  'Dpkg::Options::=--force-confdef',
  '-o',
  'Dpkg::Options::=--force-confold',
];

/**
 * What has to be run before apt installs anything: it refuses while dpkg's journal lies there, while packages are half
 * done, and while any package lacks what it depends on. [] where all is in order, or there is no dpkg.
 */
export function mendingCommands(ask: Ask): readonly (readonly string[])[] {
  const state = ask.of(dpkg);
  if (state === null) return [];
  const aside = state.tornJournal.map((path) => [...ask.probe.self.command, '__repair', 'move-aside', path]);
  return [...aside, ...completing(ask, state)];
}

/** What finishes the packages once dpkg can read its own record. */
function completing(ask: Ask, state: Dpkg): readonly (readonly string[])[] {
  const { journal, halfDone, unmet } = state;
  const system = ask.of(systemPackages);
  const refresh = system?.listsStale() && system.manager.refreshArgv ? [system.manager.refreshArgv] : [];
  if (unmet.length === 0) {
    // What ended while files were unpacked cannot be configured: it is unpacked once more (dpkg(1), "reinst-required").
    const torn = halfDone.filter(({ flag, state: its }) => flag !== 'ok' || its === 'half-installed');
    if (torn.length > 0 && system?.manager.id === 'apt')
      return [
        ...(journal ? [[...CONFIGURE, '--force-depends']] : []),
        ...refresh,
        system.manager.reinstallArgv(torn.map(({ name }) => name)),
        CONFIGURE,
      ];
    return journal || halfDone.length > 0 ? [CONFIGURE] : [];
  }
  // dpkg cannot configure what lacks a dependency, and apt completes nothing while the journal is there.
  return [...(journal ? [[...CONFIGURE, '--force-depends']] : []), ...refresh, COMPLETE];
}
