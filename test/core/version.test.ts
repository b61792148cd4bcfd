import { expect, test } from 'vitest';
import { inRange, standing, versionIn } from '../../src/core/version.ts';

test('no number with a dot is no version', () => {
  expect(versionIn('usage: make [-BeikNnqrSstWwX]')).toBeNull();
  expect(versionIn('gcc 12')).toBeNull();
});

test.each([
  ['12.2.0-14+deb12u1', { minimum: '9' }, 'fine'],
  ['2.39.5 (Apple Git-154)', { minimum: '2.39.6' }, 'too-old'],
  ['1.10.2', { minimum: '1.9.5' }, 'fine'],
  ['4.4.1', { minimum: '4.4.1' }, 'fine'],
  ['3.25.1', { minimum: '3.5', recommended: '3.16' }, 'fine'],
  ['3.10.2', { minimum: '3.5', recommended: '3.16' }, 'below-recommended'],
  ['2.4.7', {}, 'fine'],
  ['2.71', { minimum: '2.69' }, 'fine'],
  [null, { minimum: '1' }, 'unknown'],
  ['unknown', { minimum: '1' }, 'unknown'],
])('%s against %j is %s', async (version, want, expected) => {
  expect(await standing(version, want)).toBe(expected);
});

test('ranges', async () => {
  expect(await inRange('12.2.0-14+deb12u1', '>=11 <13')).toBe(true);
  expect(await inRange('4.1.0', '>=4')).toBe(true);
  expect(await inRange('3.31', '>=4')).toBe(false);
  expect(await inRange(null, '*')).toBe(false);
});
