import { expect, test } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { powers } from '../../src/facts/powers.ts';
import { fakeMachine, type MachineSpec, program } from '../support/machine.ts';

const SUDO = { '/usr/bin/sudo': program };
const DOAS = { '/usr/bin/doas': program };
const of = (spec: MachineSpec) => askOf(fakeMachine(spec)).of(powers);

test('root needs nobody and asks nobody', async () => {
  expect(await of({ self: { uid: 0 }, files: SUDO })).toEqual({ root: true, elevation: null, refused: [] });
});

test('sudo without a password', async () => {
  const { elevation } = await of({ files: SUDO, commands: { 'sudo -n true': '' } });
  expect(elevation).toEqual({
    program: 'sudo',
    path: '/usr/bin/sudo',
    password: false,
    argv: ['/usr/bin/sudo', '-n'],
    askPassword: null,
  });
});

test.each(['sudo: a password is required\n', 'sudo: interactive authentication is required\n'])(
  'sudo that wants a password: %s',
  async (stderr) => {
    const { elevation } = await of({ files: SUDO, commands: { 'sudo -n true': { code: 1, stderr } } });
    expect(elevation).toMatchObject({ password: true, askPassword: ['/usr/bin/sudo', '-v'] });
  },
);

test.each([
  'sudo: The "no new privileges" flag is set, which prevents sudo from running as root.',
  'sudo: /usr/bin/sudo must be owned by uid 0 and have the setuid bit set',
  'user is not in the sudoers file.  This incident will be reported.',
])('a sudo that cannot be used is named with its words: %s', async (stderr) => {
  expect(await of({ files: SUDO, commands: { 'sudo -n true': { code: 1, stderr } } })).toEqual({
    root: false,
    elevation: null,
    refused: [{ program: 'sudo', words: stderr }],
  });
});

test('doas where sudo is absent or refuses', async () => {
  const broken = { code: 1, stderr: 'sudo: unable to open /etc/sudoers' };
  const found = await of({
    files: { ...SUDO, ...DOAS },
    commands: {
      'sudo -n true': broken,
      'doas -n true': { code: 1, stderr: 'doas: Authentication required\n' },
    },
  });
  expect(found.elevation).toMatchObject({ program: 'doas', password: true });
  expect(found.refused.map(({ program: name }) => name)).toEqual(['sudo']);
});

test('neither: no power, and nothing was run', async () => {
  expect(await of({})).toEqual({ root: false, elevation: null, refused: [] });
});
