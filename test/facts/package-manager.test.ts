import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { systemPackages } from '../../src/facts/package-manager.ts';
import { fakeMachine, type MachineSpec, notFound, program } from '../support/machine.ts';

const of = (spec: MachineSpec) => askOf(fakeMachine(spec)).of(systemPackages);
const os = (id: string, like = '') => ({ '/etc/os-release': `ID=${id}\nID_LIKE="${like}"\n` });
const programsAt = (...paths: string[]) => Object.fromEntries(paths.map((path) => [path, program]));

test.each<[string, MachineSpec, string | undefined]>([
  ['Debian', { files: { ...os('debian'), ...programsAt('/usr/bin/apt-get') } }, 'apt'],
  [
    'Mint, which is like Ubuntu',
    { files: { ...os('linuxmint', 'ubuntu debian'), ...programsAt('/usr/bin/apt-get') } },
    'apt',
  ],
  // Debian ships rpm and dnf as packages too.
  [
    'Debian with dnf beside',
    { files: { ...os('debian'), ...programsAt('/usr/bin/dnf', '/usr/bin/apt-get') } },
    'apt',
  ],
  [
    'Fedora, where yum is dnf',
    { files: { ...os('fedora'), ...programsAt('/usr/bin/yum', '/usr/bin/dnf') } },
    'dnf',
  ],
  [
    'Fedora with apt beside',
    { files: { ...os('fedora'), ...programsAt('/usr/bin/apt-get', '/usr/bin/dnf') } },
    'dnf',
  ],
  [
    'Amazon Linux 2',
    { files: { ...os('amzn', 'centos rhel fedora'), ...programsAt('/usr/bin/yum') } },
    'yum',
  ],
  [
    'openSUSE',
    { files: { ...os('opensuse-tumbleweed', 'opensuse suse'), ...programsAt('/usr/bin/zypper') } },
    'zypper',
  ],
  ['Alpine', { files: { ...os('alpine'), ...programsAt('/sbin/apk') }, env: { PATH: '/usr/bin' } }, 'apk'],
  ['Manjaro', { files: { ...os('manjaro', 'arch'), ...programsAt('/usr/bin/pacman') } }, 'pacman'],
  [
    'an unknown one with a known manager',
    { files: { ...os('openEuler'), ...programsAt('/usr/bin/dnf') } },
    'dnf',
  ],
  [
    'macOS, brew not on PATH',
    { self: { os: 'darwin' }, files: programsAt('/opt/homebrew/bin/brew') },
    'brew',
  ],
  [
    'FreeBSD',
    { self: { os: 'freebsd' }, files: { ...os('freebsd'), ...programsAt('/usr/sbin/pkg') } },
    'pkg',
  ],
  ['Linux with only Homebrew', { files: programsAt('/home/linuxbrew/.linuxbrew/bin/brew') }, undefined],
  ['a machine without any', { files: os('gentoo') }, undefined],
])('%s', (_, spec, id) => {
  expect(of(spec)?.manager.id).toBe(id);
});

const DEBIAN = {
  ...os('debian'),
  ...programsAt('/usr/bin/apt-get', '/usr/bin/dpkg-query', '/usr/bin/apt-cache'),
};
const QUERY =
  '/usr/bin/dpkg-query -W -f ${Package}\\t${Architecture}\\t${Status}\\t${Version}\\t${Provides}\\n';

test('installed packages are asked by the manager’s query, untranslated', async () => {
  let language: string | undefined;
  const packages = of({
    files: DEBIAN,
    env: { LC_ALL: 'de_DE.UTF-8' },
    commands: {
      [QUERY]: ({ env }) => {
        language = env?.LC_ALL;
        return 'make\tamd64\tinstall ok installed\t4.3-4.1\t\n';
      },
    },
  });
  expect([...((await packages?.installed(['make', 'gcc'])) ?? [])]).toEqual([['make', '4.3-4.1']]);
  expect(language).toBe('C');
});

test('a query that cannot be run is not "nothing installed"; asking for nothing runs nothing', async () => {
  const packages = of({ files: DEBIAN, commands: { [QUERY]: notFound } });
  expect(await packages?.installed(['make'])).toBeNull();
  expect(await packages?.installed([])).toEqual(new Map());
});

test('what the repositories offer; unknown where the manager cannot say', async () => {
  const policy = 'libsodium-dev:\n  Installed: (none)\n  Candidate: 1.0.18-1\n';
  const apt = of({ files: DEBIAN, commands: { 'apt-cache policy libsodium-dev nosuch': policy } });
  expect(await apt?.offered(['libsodium-dev', 'nosuch'])).toEqual(new Set(['libsodium-dev']));
  const brew = of({ self: { os: 'darwin' }, files: programsAt('/opt/homebrew/bin/brew') });
  expect(await brew?.offered(['zeromq'])).toBeNull();
});

const NOW = Date.UTC(2026, 0, 10);
const HOUR = 3_600_000;
const lists = (files: MachineSpec['files']) => of({ files: { ...DEBIAN, ...files }, now: NOW })?.listsStale();
const LISTS = '/var/lib/apt/lists';

test('lists are stale where there are none, though their folder holds a lock and work folders', () => {
  expect(lists({ [`${LISTS}/lock`]: '', [`${LISTS}/partial`]: { kind: 'directory' } })).toBe(true);
  expect(lists({})).toBe(true);
});

test('lists are stale after a day, by the time of their folder and not of the mirror', () => {
  const list = { [`${LISTS}/mirror_main_Packages`]: { content: 'x', mtimeMs: NOW - 90 * 24 * HOUR } };
  const folder = (age: number) => ({ [LISTS]: { kind: 'directory', mtimeMs: NOW - age } as const, ...list });
  expect(lists(folder(HOUR))).toBe(false);
  expect(lists(folder(25 * HOUR))).toBe(true);
});
