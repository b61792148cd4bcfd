import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { macroFiles } from '../../src/facts/macro-files.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';
import { program } from '../support/tree.ts';

const look = (more: Partial<MachineSpec>) =>
  askOf(
    fakeMachine({
      ...more,
      files: { '/usr/bin/aclocal-1.16': program, ...more.files },
      links: {
        '/usr/bin/aclocal': '/etc/alternatives/aclocal',
        '/etc/alternatives/aclocal': '/usr/bin/aclocal-1.16',
      },
    }),
  ).of(macroFiles)('pkg.m4', 'pkg-config');

const tool = { '/usr/bin/pkg-config': program };

test('in the folder of aclocal itself, of its release, of ACLOCAL_PATH and of dirlist', () => {
  const folder = '/usr/share/aclocal';
  const at = (path: string, more: MachineSpec = {}) =>
    look({ ...more, files: { ...tool, [path]: '', ...more.files } })?.path;
  expect(at(`${folder}/pkg.m4`)).toBe(`${folder}/pkg.m4`);
  expect(at('/usr/share/aclocal-1.16/pkg.m4')).toBe('/usr/share/aclocal-1.16/pkg.m4');
  expect(at('/opt/m4/pkg.m4', { env: { ACLOCAL_PATH: '/opt/gone:/opt/m4' } })).toBe('/opt/m4/pkg.m4');
  expect(at('/opt/m4/pkg.m4', { files: { [`${folder}/dirlist`]: '/opt/m4\n' } })).toBe('/opt/m4/pkg.m4');
  expect(at('/opt/m4/pkg.m4')).toBeNull();
});

test('a pkg-config of another prefix has its own where aclocal does not look', () => {
  const files = { '/usr/local/bin/pkg-config': program, '/usr/local/share/aclocal/pkg.m4': '' };
  expect(look({ files })).toEqual({
    folder: '/usr/share/aclocal',
    path: null,
    elsewhere: '/usr/local/share/aclocal/pkg.m4',
  });
});

test('without the tool there is nothing to look for', () => {
  expect(look({})).toBeNull();
});
