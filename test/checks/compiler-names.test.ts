import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import compilerNames from '../../src/checks/compiler-names.ts';
import { judge, keys } from '../support/judge.ts';

const nameless = withFault(ubuntu2204, { gone: ['/usr/bin/cc', '/etc/alternatives/cc'] });
const managed = withFault(nameless, {
  files: {
    '/var/lib/dpkg/alternatives/cc': 'auto\n/usr/bin/cc\n',
    '/usr/bin/update-alternatives': { mode: 0o755 },
  },
});

test('a compiler whose common name is gone, and an alternative that can be chosen again', async () => {
  expect(await judge(compilerNames, ubuntu2204, { building: true })).toEqual([]);
  const [finding] = await judge(compilerNames, managed, { building: true });
  expect(finding).toMatchObject({ code: 'tool.missing', subject: 'cc', severity: 'error' });
  expect(finding?.fixes[0]?.commands).toEqual([['update-alternatives', '--auto', 'cc']]);
});

test('whoever does not build is only warned, and without any compiler another check speaks', async () => {
  expect(keys(await judge(compilerNames, managed))).toEqual(['warning tool.missing cc']);
  const none = withFault(managed, { gone: ['/usr/bin/gcc'] });
  expect(await judge(compilerNames, none, { building: true })).toEqual([]);
});
