import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import pythonClosed from '../../src/checks/python-closed.ts';
import { judge, keys } from '../support/judge.ts';

const home = '/usr/lib/python3/dist-packages/zmq';
const withMode = (mode: number) =>
  withFault(ubuntu2204, {
    files: {
      [home]: { kind: 'directory', uid: 0, gid: 0, mode },
      [`${home}/__init__.py`]: '',
    },
  });

test('a package that only root may read, and one that all may', async () => {
  const [finding, ...others] = await judge(pythonClosed, withMode(0o700));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ code: 'python.binding-missing', subject: 'pyzmq', severity: 'error' });
  expect(finding?.fixes[0]?.commands).toEqual([['chmod', 'a+rx', home]]);
  expect(keys(await judge(pythonClosed, withMode(0o755)))).toEqual([]);
});
