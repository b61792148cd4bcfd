import { expect, test } from 'vitest';
import apt from '../../src/packages/apt.ts';
import { answer } from '../support/answer.ts';

// Printed by dpkg-query 1.21.22 over a status file with one package in each of dpkg(1)'s states.
const STATES = `\
ca-certificates	all	hold ok installed	20230311	
dpkg	amd64	install ok installed	1.21.22	
g++	amd64	install reinstreq half-installed	4:12.2.0-3	
libc-bin	amd64	install ok triggers-pending	2.36-9	
libsodium-dev	amd64	deinstall ok config-files	1.0.18-1	
libzmq3-dev	i386	install ok installed	4.3.4-6	
make	amd64	install ok unpacked	4.3-4.1	
pkgconf	amd64	install ok installed	1.8.1-1	pkg-config (= 1.8.1-1), pkgconf-alt
uuid-dev	amd64	install ok half-configured	2.38.1-5	
`;

const installed = (...names: string[]) => [...apt.parseInstalled(answer(STATES), names)];

test('a package that is installed has its version, epoch and revision included', () => {
  expect(installed('dpkg')).toEqual([['dpkg', '1.21.22']]);
});

test('held and trigger-pending packages are installed', () => {
  expect(installed('ca-certificates', 'libc-bin').map(([name]) => name)).toEqual([
    'ca-certificates',
    'libc-bin',
  ]);
});

test('removed with configuration left, unpacked, half-configured and half-installed ones are not', () => {
  expect(installed('libsodium-dev', 'make', 'uuid-dev', 'g++')).toEqual([]);
});

test('a foreign architecture does not serve this machine', () => {
  expect(installed('libzmq3-dev')).toEqual([]);
});

test('a virtual name is there through its provider', () => {
  expect(installed('pkg-config', 'pkgconf-alt')).toEqual([
    ['pkg-config', '1.8.1-1'],
    ['pkgconf-alt', '1.8.1-1'],
  ]);
});

test('an unknown name, an empty answer and a missing dpkg-query are "not installed"', () => {
  expect(installed('nosuch')).toEqual([]);
  expect(apt.parseInstalled(answer('', 1), ['gcc']).size).toBe(0);
});

test('offers: a candidate counts, a virtual or unknown name does not', () => {
  // apt-cache 2.6.1.
  const policy = `\
libsodium-dev:
  Installed: (none)
  Candidate: 1.0.18-1+deb12u1
  Version table:
     1.0.18-1+deb12u1 500
        500 http://mirror.example/debian bookworm/main amd64 Packages
c-compiler:
  Installed: (none)
  Candidate: (none)
  Version table:
`;
  const offered = apt.offers?.parse(answer(policy), ['libsodium-dev', 'c-compiler', 'nosuch']);
  expect([...(offered ?? [])]).toEqual(['libsodium-dev']);
});

test('an install asks nothing, waits for the lock, removes nothing and ends with the packages', () => {
  const argv = apt.installArgv(['gcc', 'libc6-dev']);
  expect(argv.slice(0, 2)).toEqual(['apt-get', 'install']);
  expect(argv).toEqual(expect.arrayContaining(['-y', '--no-install-recommends', '--no-remove']));
  expect(argv.some((word) => /^DPkg::Lock::Timeout=\d+$/.test(word))).toBe(true);
  expect(argv.slice(-2)).toEqual(['gcc', 'libc6-dev']);
  expect(apt.env.DEBIAN_FRONTEND).toBe('noninteractive');
});
