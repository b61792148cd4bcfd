import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { withFault } from '../../fixtures/machines/kit.ts';
import autotoolsMacros from '../../src/checks/autotools-macros.ts';
import { judge, keys } from '../support/judge.ts';
import { program } from '../support/tree.ts';

const FOLDER = '/usr/share/aclocal';
const macros = (...names: readonly string[]) => ({
  '/usr/bin/aclocal': program,
  ...Object.fromEntries(names.map((name) => [`${FOLDER}/${name}`, 'AC_DEFUN'])),
});
const building = { building: true };

test('the files of pkg-config and libtool lie where aclocal looks', async () => {
  const whole = withFault(ubuntu2204, { files: macros('pkg.m4', 'libtool.m4') });
  expect(await judge(autotoolsMacros, whole, building)).toEqual([]);
});

test('one is gone: its package is asked for, and where nobody builds it is no question', async () => {
  const torn = withFault(ubuntu2204, { files: macros('libtool.m4'), gone: [`${FOLDER}/pkg.m4`] });
  expect(keys(await judge(autotoolsMacros, torn, building)).map((key) => key.replace(/^\w+ /, ''))).toEqual([
    'autotools.macro-missing PKG_CHECK_MODULES',
  ]);
  // Who has the headers makes configure scripts of his own.
  expect(keys(await judge(autotoolsMacros, torn))).toEqual([
    'warning autotools.macro-missing PKG_CHECK_MODULES',
  ]);
  const headers = ['/usr/include/zmq.h', '/usr/include/czmq.h'];
  expect(await judge(autotoolsMacros, withFault(torn, { gone: headers }))).toEqual([]);
});

test('one that lies in the folder of its own tool is linked into aclocal’s', async () => {
  const apart = withFault(ubuntu2204, {
    env: { PATH: '/opt/pc/bin:/usr/bin' },
    files: {
      ...macros('libtool.m4'),
      '/opt/pc/bin/pkg-config': program,
      '/opt/pc/share/aclocal/pkg.m4': 'AC_DEFUN',
    },
    gone: [`${FOLDER}/pkg.m4`],
  });
  const [finding] = await judge(autotoolsMacros, apart, building);
  expect(finding).toMatchObject({ code: 'autotools.macro-missing', subject: 'PKG_CHECK_MODULES' });
  expect(finding?.fixes[0]?.commands[0]?.slice(-3)).toEqual([
    'link',
    '/opt/pc/share/aclocal/pkg.m4',
    `${FOLDER}/pkg.m4`,
  ]);
});
