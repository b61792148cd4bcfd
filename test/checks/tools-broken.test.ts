import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { programs, withFault } from '../../fixtures/machines/kit.ts';
import toolsBroken from '../../src/checks/tools-broken.ts';
import toolsMissing from '../../src/checks/tools-missing.ts';
import { judge, keys } from '../support/judge.ts';

test('sed is the cause where a script fails for want of it', async () => {
  const system = withFault(ubuntu2204, {
    gone: ['/usr/bin/sed'],
    links: { '/usr/bin/sed': '/bin/busybox' },
    answers: (name) => (name === 'libtoolize' ? { code: 1, stderr: '/bin/sed: not found\n' } : null),
  });
  const findings = await judge(toolsBroken, system, { building: true });
  const told = keys(findings);
  expect(told[0]).toBe('error tool.broken sed');
  expect(told).toContain('error tool.broken libtool');
  expect(findings[0]?.fixes.some(({ automatic }) => automatic)).toBe(true);
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
  // The alternatives' link alone dangles where the package's own was deleted.
  const deleted = withFault(beside, { gone: ['/usr/bin/g++'] });
  expect(keys(await judge(toolsMissing, deleted, wish))).toContain('error tool.missing g++');
});

test("what the user's own programs are made with is worth a warning where he has the headers, no more", async () => {
  const lacking = withFault(ubuntu2204, {
    gone: ['gcc', 'cc', 'g++', 'c++', 'make', 'gmake', 'pkg-config', 'pkgconf', 'autoconf'].flatMap(
      (name) => [`/usr/bin/${name}`, `/bin/${name}`],
    ),
  });
  const told = keys(await judge(toolsMissing, lacking));
  expect(told).toContain('warning tool.missing gcc');
  expect(told).toContain('warning tool.missing make');
  expect(told).toContain('warning tool.missing pkg-config');
  expect(told).toContain('info tool.missing g++');
  expect(told).toContain('info tool.missing autoconf');
});
