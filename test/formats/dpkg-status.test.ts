import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isHalfDone, isInstalled, parseDpkgStatus } from '../../src/formats/dpkg-status.ts';

const STATUS = '/var/lib/dpkg/status';

test.skipIf(!existsSync(STATUS))('names, states and versions are those that dpkg-query prints', () => {
  const format = '${Package} ${Architecture} ${Status} ${Version}\\n';
  const printed = execFileSync('dpkg-query', ['-W', '-f', format], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const ours = parseDpkgStatus(readFileSync(STATUS, 'utf8')).map(
    ({ name, architecture, want, flag, state, version }) =>
      `${name} ${architecture} ${want} ${flag} ${state} ${version}`,
  );
  expect(ours.sort()).toEqual(
    printed
      .trim()
      .split('\n')
      .map((line) => line.trim())
      .sort(),
  );
});

const STANZAS = `Package: libczmq4
Status: install ok half-configured
Architecture: amd64
Version: 4.2.1-1
Depends: libc6 (>= 2.34), libzmq5 (>= 4.1) | libzmq-fake, python3:any
Pre-Depends: dpkg (>= 1.17)
Description: high-level C binding
 Status: install ok installed
 .
 Depends: nothing

Package: gone
Status: deinstall ok config-files
Architecture: all

Package: broken
Status: install reinstreq half-installed
Architecture: amd64
Provides: one (= 1), two

no field at all
`;

test('reads dependencies with their alternatives, and what is provided; descriptions hold no fields', () => {
  const [czmq, , broken] = parseDpkgStatus(STANZAS);
  expect(czmq?.depends).toEqual([['dpkg'], ['libc6'], ['libzmq5', 'libzmq-fake'], ['python3']]);
  expect(broken?.provides).toEqual(['one', 'two']);
});

test('tells what is half done from what is installed and what is removed', () => {
  const packages = parseDpkgStatus(STANZAS);
  expect(packages.map(({ name }) => name)).toEqual(['libczmq4', 'gone', 'broken']);
  expect(packages.filter(isHalfDone).map(({ name }) => name)).toEqual(['libczmq4', 'broken']);
  expect(packages.filter(isInstalled)).toEqual([]);
});

test('is patient with whatever is no status file', () => {
  expect(parseDpkgStatus('')).toEqual([]);
  expect(parseDpkgStatus('\0\n\n\n::\n')).toEqual([]);
});
