import { expect, test } from 'vitest';
import { parseRpmQuery, rpmQueryArgv } from '../../src/formats/rpm.ts';
import dnf from '../../src/packages/dnf.ts';
import zypper from '../../src/packages/zypper.ts';
import { answer } from '../support/answer.ts';

// Printed by rpm 4.18.0 for: libsodium-devel pkgconfig g++ nosuch pkgconf-pkg-config
const ANSWER = answer(
  `\
libsodium-devel	1.0.20-1.fc41	libsodium-devel libsodium-devel(x86-64) pkgconfig(libsodium) 
pkgconf-pkg-config	2.3.0-1.fc41	pkgconf-pkg-config pkgconf-pkg-config(x86-64) pkgconfig 
gcc-c++	14.2.1-7.fc41	g++ gcc-c++ gcc-c++(x86-64) 
no package provides nosuch
pkgconf-pkg-config	2.3.0-1.fc41	pkgconf-pkg-config pkgconf-pkg-config(x86-64) pkgconfig 
`,
  1,
);

test('installed packages and provided names have the version of what is installed', () => {
  const asked = ['libsodium-devel', 'pkgconfig', 'g++', 'nosuch', 'pkgconf-pkg-config'];
  expect(Object.fromEntries(parseRpmQuery(ANSWER, asked))).toEqual({
    'libsodium-devel': '1.0.20-1.fc41',
    pkgconfig: '2.3.0-1.fc41',
    'g++': '14.2.1-7.fc41',
    'pkgconf-pkg-config': '2.3.0-1.fc41',
  });
});

test('"no package provides" is not installed', () => {
  expect(parseRpmQuery(answer('no package provides gcc\n', 1), ['gcc', 'no', 'package']).size).toBe(0);
});

test('of two architectures the first is taken', () => {
  const both = answer(
    'libuuid-devel\t2.40-1.fc41\tlibuuid-devel \nlibuuid-devel\t2.39-1.fc41\tlibuuid-devel \n',
  );
  expect(parseRpmQuery(both, ['libuuid-devel']).get('libuuid-devel')).toBe('2.40-1.fc41');
});

test('the query is an argument vector that rpm itself formats', () => {
  expect(rpmQueryArgv(['gcc-c++']).slice(0, 3)).toEqual(['rpm', '-q', '--whatprovides']);
  expect(rpmQueryArgv(['gcc-c++']).at(-1)).toBe('gcc-c++');
});

test('dnf: what the repositories offer, with and without blank lines between', () => {
  const asked = ['gcc-c++', 'libsodium-devel', 'czmq-devel'];
  expect([...dnf.offers!.parse(answer('gcc-c++\n\nlibsodium-devel\n\n'), asked)]).toEqual(asked.slice(0, 2));
  expect([...dnf.offers!.parse(answer('gcc-c++\nlibsodium-devel\n'), asked)]).toEqual(asked.slice(0, 2));
});

test('zypper: what the repositories offer', () => {
  // Printed by zypper 1.14.42; the second row as openSUSE marks an installed package.
  const table = `

S  | Name            | Summary | Type
---+-----------------+---------+--------
i+ | gcc-c++         | x       | package
   | libsodium-devel | x       | package
`;
  const offered = zypper.offers!.parse(answer(table), ['libsodium-devel', 'gcc-c++', 'czmq-devel']);
  expect([...offered]).toEqual(['libsodium-devel', 'gcc-c++']);
  expect(zypper.offers!.parse(answer('No matching items found.\n', 104), ['gcc']).size).toBe(0);
});
