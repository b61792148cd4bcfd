import { expect, test } from 'vitest';
import { profileFix, refreshCacheFix } from '../../src/doctor/loader-fixes.ts';
import { askOf } from '../../src/facts/ask.ts';
import { fakeMachine } from '../support/machine.ts';

const fixFor = (uid: number, folder: string) =>
  profileFix(askOf(fakeMachine({ self: { uid, home: '/home/user' }, env: { SHELL: '/bin/zsh' } })), folder);

test('a user without root gets the prefix into his own profile, and can take it out again', () => {
  const [fix] = fixFor(1000, '/home/user/.local/lib');
  expect(fix).toMatchObject({ automatic: true, needsRoot: false, risk: 'safe' });
  expect(fix?.commands[0]?.slice(-3)).toEqual(['__repair', 'profile-add', '/home/user/.local']);
  expect(fix?.undo?.[0]?.slice(-3)).toEqual(['__repair', 'profile-remove', '/home/user/.local']);
  expect(fix?.title.en).toContain('/home/user/.zprofile');
});

test('a profile that has it already is to be read, not written again', () => {
  const begun = '# >>> czmq-setup /home/user/.local >>>';
  const machine = fakeMachine({ env: { SHELL: '/bin/bash' }, files: { '/home/user/.profile': begun } });
  const [fix] = profileFix(askOf(machine), '/home/user/.local/lib');
  expect(fix).toMatchObject({ automatic: false, commands: [['.', '/home/user/.profile']] });
});

test('root has better ways, and a folder that is no prefix of anybody’s stays out of profiles', () => {
  expect(fixFor(0, '/opt/zmq/lib')).toEqual([]);
  expect(fixFor(1000, '/usr/lib')).toEqual([]);
  expect(fixFor(1000, '/data/libraries')).toEqual([]);
});

test('a folder in the place of the cache is moved aside, since ldconfig cannot write over it', () => {
  const files = { '/sbin/ldconfig': { mode: 0o755 }, '/etc/ld.so.cache': { kind: 'directory' } } as const;
  const [fix] = refreshCacheFix(askOf(fakeMachine({ files, env: { PATH: '/sbin' } })));
  expect(fix?.commands.map((argv) => argv.slice(-2))).toEqual([
    ['move-aside', '/etc/ld.so.cache'],
    ['/sbin/ldconfig'],
  ]);
});
