import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import toolParts from '../../src/checks/tool-parts.ts';
import toolsBroken from '../../src/checks/tools-broken.ts';
import toolsMissing from '../../src/checks/tools-missing.ts';
import { judge, keys } from '../support/judge.ts';

const whole = withFault(ubuntu2204, programs('/usr/bin', 'autom4te', 'autoreconf', 'autoheader', 'aclocal'));
const told = async (fault: Parameters<typeof withFault>[1]) =>
  keys(await judge(toolParts, withFault(whole, fault), { building: true }));

test('a part that is gone or may not be run is missed, although the tool tells its version', async () => {
  expect(await told({})).toEqual([]);
  expect(await told({ gone: ['/usr/bin/autom4te'] })).toEqual(['error tool.broken autoconf']);
  const barred = { files: { '/usr/bin/aclocal': { content: '#!/bin/sh\n', mode: 0o644 } } };
  expect(await told(barred)).toEqual(['error tool.broken automake']);
});

test('without the tool there is nothing that could lack a part', async () => {
  expect(await told({ gone: ['/usr/bin/autoconf', '/usr/bin/autom4te'] })).toEqual([]);
});

test('sed is the cause where a script fails for want of it', async () => {
  const system = withFault(whole, {
    gone: ['/usr/bin/sed'],
    links: { '/usr/bin/sed': '/bin/busybox' },
    answers: (name) => (name === 'libtoolize' ? { code: 1, stderr: '/bin/sed: not found\n' } : null),
  });
  const findings = await judge(toolsBroken, system, { building: true });
  expect(keys(findings).slice(0, 2)).toEqual(['error tool.broken sed', 'error tool.broken libtool']);
});

test('g++ is only a broken link where the compiler is here under its version', async () => {
  const dangling = withFault(ubuntu2204, {
    gone: ['/usr/bin/g++', '/usr/bin/c++'],
    links: { '/usr/bin/g++': 'g++-9', '/usr/bin/c++': 'g++-9' },
  });
  const beside = withFault(dangling, programs('/usr/bin', 'x86_64-linux-gnu-g++-12'));
  const wish = { building: true };
  expect(keys(await judge(toolsBroken, beside, wish))).toContain('error tool.broken g++');
  expect(keys(await judge(toolsMissing, beside, wish))).not.toContain('error tool.missing g++');
});
