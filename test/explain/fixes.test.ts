import { expect, test } from 'vitest';
import type { Capability } from '../../src/core/capability.ts';
import { text } from '../../src/core/text.ts';
import { fixOf } from '../../src/explain/fixes.ts';
import { PACKAGE_MANAGERS } from '../../src/generated/packages.ts';

const manager = (id: string) => PACKAGE_MANAGERS.find((one) => one.id === id)!;
const asked = (need: Capability, id: string) =>
  fixOf({ title: text('Install it', '安装'), install: [need] }, manager(id)).commands;

test("a compiler is no package of Homebrew's: Apple's command line tools bring it", () => {
  expect(asked('c-compiler', 'brew')).toEqual([['xcode-select', '--install']]);
  expect(asked('make', 'brew')).toEqual([['xcode-select', '--install']]);
  expect(asked('cmake', 'brew').at(-1)).toContain('cmake');
});

test('gcc by its name is a port on FreeBSD, whose make is another', () => {
  expect(asked('c++-compiler', 'pkg').at(-1)!.at(-1)).toBe('gcc');
  expect(asked('make', 'pkg').at(-1)!.at(-1)).toBe('gmake');
});

test.each(['apt', 'dnf', 'apk', 'pacman', 'zypper'])('%s has a package for each tool of building', (id) => {
  for (const need of ['c-compiler', 'c++-compiler', 'make', 'cmake', 'pkg-config'] as const)
    expect(asked(need, id), need).not.toEqual([]);
});
