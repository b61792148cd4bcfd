import { afterAll, expect, test } from 'vitest';
import { canWrite } from '../../src/facts/writable.ts';
import { rooted } from './rooted.ts';

const machine = rooted();
afterAll(() => machine.remove());
machine.write('/opt/file', '');
machine.link('/nowhere', '/opt/lost');
machine.link('/opt', '/way');

test.each([
  ['/opt', true],
  ['/opt/new/prefix', true],
  ['/way/new', true],
  ['/opt/file', false],
  ['/opt/file/prefix', false],
  ['/opt/lost', false],
  ['/opt/lost/prefix', false],
])('%s: %s', (path, expected) => {
  expect(canWrite(machine.probe, path)).toBe(expected);
});
