import { expect, test } from 'vitest';
import { parseCompiler } from '../../src/facts/compiler.ts';

// Printed by the compilers for `-v`, shortened to the lines that matter.
const GCC = `Using built-in specs.
COLLECT_GCC=gcc
Target: x86_64-linux-gnu
Configured with: ../src/configure -v --with-pkgversion='Debian 12.2.0-14+deb12u1' --enable-clang-version=no
Thread model: posix
gcc version 12.2.0 (Debian 12.2.0-14+deb12u1) 
`;
const CLANG = `Debian clang version 14.0.6
Target: x86_64-pc-linux-gnu
Thread model: posix
InstalledDir: /usr/bin
Selected GCC installation: /usr/bin/../lib/gcc/x86_64-linux-gnu/12
`;
const APPLE = `Apple clang version 15.0.0 (clang-1500.3.9.4)
Target: arm64-apple-darwin23.5.0
Thread model: posix
InstalledDir: /Library/Developer/CommandLineTools/usr/bin
`;
const FREEBSD = `FreeBSD clang version 16.0.6 (https://github.com/llvm/llvm-project.git llvmorg-16.0.6-0-g7cbf1a259152)
Target: x86_64-unknown-freebsd14.0
`;

test.each([
  ['gcc', GCC, 'gcc', '12.2.0', 'x86_64-linux-gnu', 'libstdc++'],
  ['clang', CLANG, 'clang', '14.0.6', 'x86_64-pc-linux-gnu', 'libstdc++'],
  ['Apple’s clang called gcc', APPLE, 'apple-clang', '15.0.0', 'arm64-apple-darwin23.5.0', 'libc++'],
  ['FreeBSD’s clang', FREEBSD, 'clang', '16.0.6', 'x86_64-unknown-freebsd14.0', 'libc++'],
])('%s', (_, words, family, version, target, standardLibrary) => {
  expect(parseCompiler(words, ['cc'])).toEqual({ argv: ['cc'], family, version, target, standardLibrary });
});

test('another program is no compiler', () => {
  expect(parseCompiler('tcc version 0.9.27 (x86_64 Linux)\n', ['tcc'])).toBeNull();
  expect(parseCompiler('', ['true'])).toBeNull();
});
