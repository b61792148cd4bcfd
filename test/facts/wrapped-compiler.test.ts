import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { isWrapped, wrappedWords } from '../../src/facts/wrapped-compiler.ts';
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

test('a wrapper is given our own file by its name, or a header where we cannot be read', () => {
  const own = fakeMachine({ files: { '/opt/czmq-setup/dist/trial.cc': 'int main(void) {}' } });
  expect(wrappedWords(askOf(own), 'c++')).toEqual(['-c', '/opt/czmq-setup/dist/trial.cc', '-o', '/dev/null']);
  const other = fakeMachine({ files: { '/usr/include/stdio.h': '' } });
  expect(wrappedWords(askOf(other), 'c')).toEqual([
    '-x',
    'c',
    '-c',
    '/usr/include/stdio.h',
    '-o',
    '/dev/null',
  ]);
  expect(wrappedWords(askOf(fakeMachine({})), 'c')).toBeNull();
});
