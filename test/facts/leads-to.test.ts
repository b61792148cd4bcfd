import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { machine, withFault } from '../../fixtures/machines/kit.ts';
import { askOf } from '../../src/facts/ask.ts';
import { leadsTo } from '../../src/facts/leads-to.ts';

const links = {
  '/usr/bin/cc': '/etc/alternatives/cc',
  '/etc/alternatives/cc': '../../usr/bin/gcc-99',
  '/opt/a': '/opt/b',
  '/opt/b': '/opt/a',
};
const ask = askOf(machine(withFault(ubuntu2204, { links })));

test('every hop of a chain that ends in nothing, the end last', () => {
  expect(leadsTo(ask, '/usr/bin/cc')).toEqual(['/etc/alternatives/cc', '/usr/bin/gcc-99']);
});

test('a file leads to itself, nothing to nothing, and a circle comes to an end', () => {
  expect(leadsTo(ask, '/etc/os-release').length).toBe(1);
  expect(leadsTo(ask, '/opt/gone')).toEqual([]);
  expect(leadsTo(ask, '/opt/a').length).toBeLessThan(100);
});
