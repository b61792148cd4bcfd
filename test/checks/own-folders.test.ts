import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import ownFolders from '../../src/checks/own-folders.ts';
import { judge, keys } from '../support/judge.ts';

const cacheOf = (uid: number, mode: number) =>
  withFault(ubuntu2204, {
    files: { '/home/user/.cache': { kind: 'directory', uid, gid: uid, mode } },
  });

test("a cache that a run as root made root's is given back", async () => {
  const [finding] = await judge(ownFolders, cacheOf(0, 0o755), { building: true });
  expect(finding).toMatchObject({ code: 'install.permission', subject: '/home/user/.cache' });
  expect(finding?.fixes[0]).toMatchObject({
    commands: [['chown', '-R', '1000', '/home/user/.cache']],
    needsRoot: true,
  });
});

test('one that its user closed himself is left to him', async () => {
  const [finding] = await judge(ownFolders, cacheOf(1000, 0o555), { building: true });
  expect(finding?.fixes[0]?.automatic).toBe(false);
});

test('what can be made is made, and who builds nothing writes nothing', async () => {
  expect(keys(await judge(ownFolders, ubuntu2204, { building: true }))).toEqual([]);
  expect(keys(await judge(ownFolders, cacheOf(1000, 0o755), { building: true }))).toEqual([]);
  expect(keys(await judge(ownFolders, cacheOf(0, 0o755)))).toEqual([]);
});
