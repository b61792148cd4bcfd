import { expect, test } from 'vitest';
import type { Capability } from '../../src/core/capability.ts';
import { text } from '../../src/core/text.ts';
import { explainLines } from '../../src/explain/explain.ts';
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

const first = (log: string, id: string) =>
  explainLines([log], { where: 'log', manager: manager(id) })[0]!.fixes;

test.each([
  ['apt', 'libssl-dev', 'zlib1g-dev', 'autopoint'],
  ['dnf', 'openssl-devel', 'zlib-devel', 'gettext-devel'],
  ['apk', 'openssl-dev', 'zlib-dev', 'gettext-dev'],
  ['pacman', 'openssl', 'zlib', 'gettext'],
  ['zypper', 'libopenssl-devel', 'zlib-devel', 'gettext-tools'],
  ['brew', 'openssl@3', 'zlib', 'gettext'],
])('%s has its own names for what is none of the stack', (id, openssl, zlib, autopoint) => {
  const commands = (log: string) => first(log, id).flatMap((fix) => fix.commands.map((argv) => argv.at(-1)));
  expect(commands('a.c:1:10: fatal error: openssl/ssl.h: No such file or directory')).toContain(openssl);
  expect(commands('/usr/bin/ld: cannot find -lz: No such file or directory')).toContain(zlib);
  expect(commands('./autogen.sh: line 9: autopoint: command not found')).toContain(autopoint);
});
