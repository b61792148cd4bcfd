import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { isWrapped } from '../../src/facts/wrapped-compiler.ts';
import { fakeMachine } from '../support/machine.ts';
import { program } from '../support/tree.ts';

const ask = askOf(
  fakeMachine({
    files: Object.fromEntries(
      ['ccache', 'distcc', 'x86_64-linux-gnu-gcc-12', 'clang-17', 'aarch64-linux-gnu-g++'].map((name) => [
        `/usr/bin/${name}`,
        program,
      ]),
    ),
    links: { '/usr/lib/ccache/gcc': '/usr/bin/ccache', '/usr/bin/cc': 'x86_64-linux-gnu-gcc-12' },
  }),
);

test.each([
  [['ccache', 'gcc'], true],
  [['distcc', 'gcc'], true],
  [['/usr/lib/ccache/gcc'], true],
  [['cc'], false],
  [['/usr/bin/cc', '-m64'], false],
  [['clang-17'], false],
  [['aarch64-linux-gnu-g++'], false],
] as const)('%j: %s', (argv, wrapped) => {
  expect(isWrapped(ask, argv)).toBe(wrapped);
});
