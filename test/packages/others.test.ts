import { expect, test } from 'vitest';
import apk from '../../src/packages/apk.ts';
import brew from '../../src/packages/brew.ts';
import pacman from '../../src/packages/pacman.ts';
import pkg from '../../src/packages/pkg.ts';
import { answer } from '../support/answer.ts';

test('apk: the version begins after the name asked for, however many hyphens both have', () => {
  // apk-tools 2.14; what is not installed is left out and counted in the exit status.
  const printed = answer('musl-dev-1.2.5-r9\ng++-14.2.0-r4\nutil-linux-dev-2.40.4-r1\n', 1);
  expect([...apk.parseInstalled(printed, ['musl-dev', 'g++', 'util-linux-dev', 'czmq-dev', 'musl'])]).toEqual(
    [
      ['musl-dev', '1.2.5-r9'],
      ['g++', '14.2.0-r4'],
      ['util-linux-dev', '2.40.4-r1'],
    ],
  );
});

test('apk: versions with letters and suffixes', () => {
  const printed = answer(
    'ca-certificates-20241121-r1\nopenssl-dev-1.1.1w-r1\nlibbsd-dev-0.12.2_git20240101-r0\n',
  );
  const versions = apk.parseInstalled(printed, ['ca-certificates', 'openssl-dev', 'libbsd-dev']);
  expect([...versions.values()]).toEqual(['20241121-r1', '1.1.1w-r1', '0.12.2_git20240101-r0']);
});

test('apk: lines of warnings are no packages', () => {
  const printed = answer('WARNING: opening /lib/apk/db: Permission denied\n', 99);
  expect(apk.parseInstalled(printed, ['gcc', 'WARNING']).size).toBe(0);
});

// Printed by pacman 6.0.2 for `-Qi pkgconf libsodium gcc nosuch`, shortened to the lines that matter.
const PACMAN = answer(
  `\
Name            : pkgconf
Version         : 2.3.0-1
Description     : Package compiler and linker metadata toolkit
Architecture    : x86_64
URL             : None
Provides        : pkg-config=2.3.0  pkgconfig  libpkgconf.so=5-64
Depends On      : None

Name            : libsodium
Version         : 1.0.20-1
Provides        : None

Name            : gcc-git
Version         : 15.0.0-1
Provides        : gcc=15.0.0  gcc-fortran

`,
  1,
  "error: package 'nosuch' was not found\n",
);

test('pacman: installed names, and provided ones with their provider’s version', () => {
  const asked = ['pkgconf', 'pkg-config', 'libsodium', 'gcc', 'nosuch', 'None'];
  expect(Object.fromEntries(pacman.parseInstalled(PACMAN, asked.slice(0, 5)))).toEqual({
    pkgconf: '2.3.0-1',
    'pkg-config': '2.3.0-1',
    libsodium: '1.0.20-1',
    gcc: '15.0.0-1',
  });
});

test('pacman: offers come from the sync lists, exact names only', () => {
  const printed = answer('Repository      : core\nName            : gcc\nVersion         : 14.2.1-1\n', 1);
  expect([...pacman.offers!.parse(printed, ['gcc', 'czmq'])]).toEqual(['gcc']);
});

test('pacman: an install never upgrades the system', () => {
  expect(pacman.installArgv(['gcc']).join(' ')).not.toMatch(/-S\w*[yu]/);
});

test('brew: the newest of several kegs, and an alias answered by its versioned formula', () => {
  const printed = answer('autoconf 2.72\npython@3.13 3.13.0 3.13.1\npkgconf 2.3.0_1\n', 1);
  expect(
    Object.fromEntries(brew.parseInstalled(printed, ['autoconf', 'python', 'pkgconf', 'zeromq'])),
  ).toEqual({
    autoconf: '2.72',
    python: '3.13.1',
    pkgconf: '2.3.0_1',
  });
});

test('brew: nothing printed is nothing installed', () => {
  expect(brew.parseInstalled(answer('', 1), ['zeromq']).size).toBe(0);
  expect(brew.needsRoot).toBe(false);
});

test('pkg: name and version by tab; a pkg that is not bootstrapped has nothing', () => {
  expect([...pkg.parseInstalled(answer('libzmq4\t4.3.5_2\n', 1), ['libzmq4', 'czmq'])]).toEqual([
    ['libzmq4', '4.3.5_2'],
  ]);
  const bare = answer('', 1, 'The package management tool is not yet installed on your system.\n');
  expect(pkg.parseInstalled(bare, ['libzmq4']).size).toBe(0);
});
