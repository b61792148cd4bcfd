import { expect, it } from 'vitest';
import apk from '../../src/packages/apk.ts';
import apt from '../../src/packages/apt.ts';
import dnf from '../../src/packages/dnf.ts';
import pacman from '../../src/packages/pacman.ts';
import pkg from '../../src/packages/pkg.ts';
import { answer } from '../support/answer.ts';

// Literal output of the tools, as their sources print it.
it.each([
  [apt, 'libzmq5:amd64: /usr/lib/x86_64-linux-gnu/libzmq.so.5.2.4\n', { name: 'libzmq5', version: null }],
  [apt, 'libzmq3-dev:amd64: /usr/include/zmq.h\n', { name: 'libzmq3-dev', version: null }],
  [apt, 'bash, dash: /usr/share/man/x\n', { name: 'bash', version: null }],
  [
    apt,
    'diversion by dash from: /bin/sh\ndiversion by dash to: /bin/sh.distrib\ndash: /bin/sh\n',
    { name: 'dash', version: null },
  ],
  [apt, '', null],
  [apk, '/usr/lib/libzmq.so.5.2.5 is owned by libzmq-4.3.5-r2\n', { name: 'libzmq', version: '4.3.5-r2' }],
  [
    apk,
    '/usr/lib/libzmq.so.5 symlink target is owned by libzmq-4.3.5-r2\n',
    { name: 'libzmq', version: '4.3.5-r2' },
  ],
  [apk, '', null],
  [pacman, '/usr/lib/libzmq.so.5.2.5 is owned by zeromq 4.3.5-2\n', { name: 'zeromq', version: '4.3.5-2' }],
  [pacman, '', null],
  [dnf, 'zeromq\t4.3.4-12.fc40\n', { name: 'zeromq', version: '4.3.4-12.fc40' }],
  [dnf, 'file /usr/local/lib/libzmq.so.5 is not owned by any package\n', null],
  [pkg, 'libzmq4-4.3.4_1\n', { name: 'libzmq4', version: '4.3.4_1' }],
  [pkg, '', null],
])('$id: reads the owner of a file from %j', (manager, words, expected) => {
  expect(manager.owner?.parse(answer(words))).toEqual(expected);
});

it('apt: asks for a file under both names that it may have, none of them a pattern', () => {
  expect(apt.owner?.argv('/usr/lib/lib[a].so')).toEqual([
    'dpkg-query',
    '-S',
    '/usr/lib/lib\\[a\\].so',
    '/lib/lib\\[a\\].so',
  ]);
});
