import { expect, test } from 'vitest';
import { isForeignTarget } from '../../src/facts/machine-name.ts';

const linux = { os: 'linux', arch: 'x64' };

test.each([
  ['x86_64-linux-gnu', linux],
  ['x86_64-alpine-linux-musl', linux],
  ['x86_64-redhat-linux', linux],
  ['x86_64-pc-linux-gnu', linux],
  ['x86_64-conda-linux-gnu', linux],
  ['arm64-apple-darwin23.4.0', { os: 'darwin', arch: 'arm64' }],
  ['x86_64-unknown-freebsd14.0', { os: 'freebsd', arch: 'x64' }],
  ['arm-linux-gnueabihf', { os: 'linux', arch: 'arm' }],
  ['armv7l-unknown-linux-gnueabihf', { os: 'linux', arch: 'arm' }],
  ['i686-linux-gnu', { os: 'linux', arch: 'ia32' }],
  ['something-quite-else', linux],
])('%s is this machine', (target, self) => {
  expect(isForeignTarget(target, self)).toBe(false);
});

test.each([
  ['aarch64-linux-gnu', linux],
  ['arm-none-eabi', linux],
  ['x86_64-w64-mingw32', linux],
  ['x86_64-apple-darwin23', linux],
  ['aarch64-linux-android', { os: 'linux', arch: 'arm64' }],
  ['x86_64-apple-darwin20', { os: 'darwin', arch: 'arm64' }],
  ['riscv64-unknown-elf', linux],
])('%s is another', (target, self) => {
  expect(isForeignTarget(target, self)).toBe(true);
});
