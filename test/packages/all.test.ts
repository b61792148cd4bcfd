import { describe, expect, test } from 'vitest';
import type { Capability } from '../../src/core/capability.ts';
import { PACKAGE_MANAGERS } from '../../src/generated/packages.ts';

/** What a source build of the stack asks for on every system that does not have it by nature. */
const BUILD: readonly Capability[] = [
  'cmake',
  'git',
  'autoconf',
  'automake',
  'libtool',
  'pkg-config',
  'libsodium',
];

describe.each(PACKAGE_MANAGERS.map((manager) => [manager.id, manager] as const))('%s', (_, manager) => {
  test('names are words that cannot be taken for options', () => {
    for (const name of Object.values(manager.provides).flat())
      expect(name).toMatch(/^[a-z0-9][a-z0-9+._@-]*$/);
  });

  test('argument vectors carry the packages as they are, and nothing empty', () => {
    const argv = manager.installArgv(['a', 'b']);
    expect(argv.slice(-2)).toEqual(['a', 'b']);
    expect(argv.every((word) => word !== '')).toBe(true);
  });

  test('brings what a build needs', () => {
    const asked = manager.id === 'yum' ? BUILD.filter((name) => name !== 'cmake') : BUILD;
    for (const capability of asked) expect(manager.provides[capability], capability).toBeTruthy();
  });
});

test('every manager that the contract names is in the registry', () => {
  expect(PACKAGE_MANAGERS.map(({ id }) => id).sort()).toEqual([
    'apk',
    'apt',
    'brew',
    'dnf',
    'pacman',
    'pkg',
    'yum',
    'zypper',
  ]);
});
