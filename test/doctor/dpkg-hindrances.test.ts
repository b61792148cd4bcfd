import { expect, test } from 'vitest';
import { dpkgStatus } from '../../fixtures/machines/debian.ts';
import { unhindered } from '../../src/doctor/dpkg-hindrances.ts';
import { askOf } from '../../src/facts/ask.ts';
import { fakeMachine } from '../support/machine.ts';
import type { FileSpec } from '../support/tree.ts';

const HEADER = '/usr/include/zmq.h';
const look = (files: Record<string, FileSpec>) =>
  unhindered(
    askOf(
      fakeMachine({
        files: {
          '/etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
          '/usr/bin/apt-get': { content: '#!', mode: 0o755 },
          '/var/lib/dpkg/status': dpkgStatus({ dpkg: {}, 'libzmq3-dev': {} }),
          '/var/lib/dpkg/info/libzmq3-dev.list': `/.\n${HEADER}\n/lib/libzmq.so\n`,
          ...files,
        },
      }),
    ),
    ['libzmq3-dev'],
  );

test('an ordinary machine and one that leaves out documentation hinder nothing', () => {
  const nothing = { before: [], options: [], undo: [] };
  expect(look({})).toEqual(nothing);
  const slim = 'path-exclude=/usr/share/doc/*\npath-exclude /usr/share/locale/*\n';
  expect(look({ '/etc/dpkg/dpkg.cfg.d/slim': slim })).toEqual(nothing);
});

test('what is left out on purpose is overruled for one run', () => {
  const { options, before } = look({ '/etc/dpkg/dpkg.cfg.d/slim': 'path-exclude=/usr/include/*\n' });
  expect(options).toEqual(['-o', 'Dpkg::Options::=--path-include=/usr/include/*']);
  expect(before).toEqual([]);
});

test("a person's diversion of the package's file is taken back and can be made again; a package's is left", () => {
  const { before, undo } = look({
    '/var/lib/dpkg/diversions': `${HEADER}\n${HEADER}.orig\n:\n/usr/bin/other\n/usr/bin/other.orig\n:\n/usr/lib/libzmq.so\n/usr/lib/libzmq.so.orig\nvendor\n`,
  });
  expect(before).toEqual([['dpkg-divert', '--quiet', '--no-rename', '--remove', HEADER]]);
  expect(undo).toEqual([
    ['dpkg-divert', '--quiet', '--rename', '--divert', `${HEADER}.orig`, '--add', HEADER],
  ]);
});
