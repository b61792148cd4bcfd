import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { platform, platformDocument } from '../../src/facts/platform.ts';
import { refuseWindows } from '../../src/facts/windows.ts';
import { liveHost } from '../../src/host/live.ts';
import { elfProgram } from '../support/elf-program.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';

const on = (spec: MachineSpec) => askOf(fakeMachine(spec)).of(platform);

const UBUNTU = `PRETTY_NAME="Ubuntu 24.04.1 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
ID=ubuntu
ID_LIKE=debian
`;
const ROCKY = `NAME="Rocky Linux"
VERSION="9.4 (Blue Onyx)"
ID="rocky"
ID_LIKE="rhel centos fedora"
VERSION_ID="9.4"
PRETTY_NAME="Rocky Linux 9.4 (Blue Onyx)"
`;

const shell = (loader: string) => ({ content: elfProgram(loader), mode: 0o755 });

test('Ubuntu: os-release and a glibc that its loader’s banner tells', () => {
  const machine = on({
    files: {
      '/etc/os-release': UBUNTU,
      '/usr/bin/dash': shell('/lib64/ld-linux-x86-64.so.2'),
      '/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2': `${'.'.repeat(40_000)}ld.so (Ubuntu GLIBC 2.39-0ubuntu8.3) stable release version 2.39.\n${'.'.repeat(50_000)}`,
    },
    links: {
      '/bin': 'usr/bin',
      '/lib64': 'usr/lib64',
      '/usr/bin/sh': 'dash',
      '/usr/lib64/ld-linux-x86-64.so.2': '../lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    },
  });
  expect(machine).toMatchObject({
    distro: 'ubuntu',
    like: ['debian'],
    version: '24.04',
    name: 'Ubuntu 24.04.1 LTS',
    wsl: null,
    container: null,
  });
  expect(platformDocument(machine)).toEqual({
    os: 'linux',
    distro: 'ubuntu',
    version: '24.04',
    arch: 'x64',
    libc: 'glibc 2.39',
  });
});

test('an older glibc names its loader’s file after its version', () => {
  const machine = on({
    files: {
      '/bin/sh': shell('/lib64/ld-linux-x86-64.so.2'),
      '/lib/x86_64-linux-gnu/ld-2.31.so': 'no banner here',
    },
    links: { '/lib64/ld-linux-x86-64.so.2': '/lib/x86_64-linux-gnu/ld-2.31.so' },
  });
  expect(machine.libc).toMatchObject({ kind: 'glibc', version: '2.31' });
});

test('Alpine is musl, with its version, even where a glibc loader lies beside it', () => {
  const machine = on({
    files: {
      '/etc/os-release':
        'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=3.20.3\nPRETTY_NAME="Alpine Linux v3.20"\n',
      '/bin/busybox': shell('/lib/ld-musl-x86_64.so.1'),
      '/lib/ld-musl-x86_64.so.1': `\x7fELF${'.'.repeat(70_000)}musl libc (x86_64)\nVersion %s\n\0\0${'.'.repeat(8000)}\x001.2.5\x00${'.'.repeat(6000)}`,
      '/lib64/ld-linux-x86-64.so.2': 'gcompat',
    },
    links: { '/bin/sh': '/bin/busybox' },
  });
  expect(platformDocument(machine)).toMatchObject({
    distro: 'alpine',
    version: '3.20.3',
    libc: 'musl 1.2.5',
  });
});

test('a rebuild of RHEL says what it is like', () => {
  expect(on({ files: { '/usr/lib/os-release': ROCKY } })).toMatchObject({
    distro: 'rocky',
    like: ['rhel', 'centos', 'fedora'],
    version: '9.4',
  });
});

test('a rolling release has no version, an empty one neither', () => {
  expect(on({ files: { '/etc/os-release': 'ID=arch\nVERSION_ID=""\n' } }).version).toBeNull();
});

test('macOS is read from its property list', () => {
  const plist = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
	<key>ProductBuildVersion</key>
	<string>24D70</string>
	<key>ProductName</key>
	<string>macOS</string>
	<key>ProductVersion</key>
	<string>15.3.1</string>
</dict>
</plist>
`;
  const machine = on({
    self: { os: 'darwin', arch: 'arm64', kernel: '24.3.0' },
    files: { '/System/Library/CoreServices/SystemVersion.plist': plist },
  });
  expect(machine.name).toBe('macOS 15.3.1');
  expect(platformDocument(machine)).toEqual({
    os: 'darwin',
    distro: 'macos',
    version: '15.3.1',
    arch: 'arm64',
    libc: null,
  });
});

test('a FreeBSD without os-release is known by its kernel', () => {
  expect(on({ self: { os: 'freebsd', kernel: '13.2-RELEASE-p4' } })).toMatchObject({
    distro: 'freebsd',
    version: '13.2',
    libc: null,
  });
});

test.each([
  ['5.15.90.1-microsoft-standard-WSL2', 2],
  ['4.19.104-microsoft-standard', 2],
  ['4.4.0-19041-Microsoft', 1],
  ['6.1.0-18-amd64', null],
  ['4.4.0-210-generic', null],
])('kernel %s is WSL %s', (kernel, wsl) => {
  expect(on({ self: { kernel } }).wsl).toBe(wsl);
});

test.each<[string, MachineSpec]>([
  ['docker', { files: { '/.dockerenv': '' } }],
  ['podman', { files: { '/run/.containerenv': 'engine="podman-4.9.3"\n' } }],
  ['kubernetes', { files: { '/.dockerenv': '' }, env: { KUBERNETES_SERVICE_HOST: '10.0.0.1' } }],
  ['lxc', { env: { container: 'lxc' } }],
  ['lxc', { files: { '/run/systemd/container': 'lxc\n' } }],
  ['systemd-nspawn', { env: { container: 'systemd-nspawn' } }],
  ['docker', { files: { '/proc/1/cgroup': '12:cpuset:/docker/0123abcd\n' } }],
  ['kubernetes', { files: { '/proc/1/cgroup': '0::/kubepods/besteffort/pod1\n' } }],
  ['other', { env: { container: 'wasm' } }],
  ['chroot', { files: { '/proc/1/root': { kind: 'directory' } }, self: { uid: 0 } }],
])('a container is known: %s', (kind, spec) => {
  expect(on(spec).container).toBe(kind);
});

test.runIf(existsSync('/usr/bin/getconf'))('this machine’s glibc is the one that getconf names', () => {
  const oracle = execFileSync('getconf', ['GNU_LIBC_VERSION'], { encoding: 'utf8' }).trim();
  expect(platformDocument(askOf(liveHost('/x')).of(platform)).libc).toBe(oracle);
});

test('native Windows is sent to WSL and vcpkg with exit 3, other systems are not', () => {
  const refusal = refuseWindows({ os: 'win32' });
  expect(refusal?.exitCode).toBe(3);
  for (const words of Object.values(refusal?.hint ?? {})) {
    expect(words).toContain('wsl --install');
    expect(words).toContain('vcpkg install czmq');
  }
  expect(refuseWindows({ os: 'linux' })).toBeNull();
});
