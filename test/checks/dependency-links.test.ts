import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import dependencyLinks from '../../src/checks/dependency-links.ts';
import { judge, keys } from '../support/judge.ts';

const folder = '/usr/lib/x86_64-linux-gnu';
const gone = [`${folder}/libuuid.so`, `${folder}/libuuid.a`];
const links = { [`${folder}/libuuid.so`]: 'libuuid.so.1.9.9' };

test('a development link that leads nowhere, for whoever builds', async () => {
  const dangling = withFault(withFault(ubuntu2204, { gone }), { links });
  expect(keys(await judge(dependencyLinks, dangling, { building: true }))).toEqual([
    'error library.broken-link libuuid',
  ]);
  expect(await judge(dependencyLinks, dangling)).toEqual([]);
});

test('the archive is taken where the link leads nowhere, and one that is not there is not missed here', async () => {
  const archive = { files: { [`${folder}/libuuid.a`]: '!<arch>\n' }, links };
  for (const fault of [archive, {}])
    expect(
      await judge(dependencyLinks, withFault(withFault(ubuntu2204, { gone }), fault), { building: true }),
    ).toEqual([]);
});
