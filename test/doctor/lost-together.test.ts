import { expect, test } from 'vitest';
import { dpkgStatus } from '../../fixtures/machines/debian.ts';
import { lostTogether } from '../../src/doctor/lost-together.ts';
import { askOf } from '../../src/facts/ask.ts';
import { fakeMachine } from '../support/machine.ts';
import type { FileSpec } from '../support/tree.ts';

const PC = '/usr/lib/x/pkgconfig';
const record = (lists: Readonly<Record<string, readonly string[]>>): Record<string, FileSpec> => ({
  '/var/lib/dpkg/status': dpkgStatus(Object.fromEntries(Object.keys(lists).map((name) => [name, {}]))),
  ...Object.fromEntries(
    Object.entries(lists).map(([name, paths]) => [
      `/var/lib/dpkg/info/${name}.list`,
      paths.map((path) => `${path}\n`).join(''),
    ]),
  ),
});
const LISTS = record({
  'zmq-dev': [`${PC}/libzmq.pc`, '/usr/include/zmq.h'],
  'uuid-dev': [`${PC}/uuid.pc`, '/usr/include/uuid/uuid.h'],
  'other-dev': ['/usr/include/other.h'],
});
const lost = (files: Record<string, FileSpec>, path = `${PC}/libzmq.pc`) =>
  lostTogether(askOf(fakeMachine({ files: { ...LISTS, ...files } })), 'zmq-dev', path);

test('a folder that is gone takes the files of all its packages away', () => {
  expect(lost({ '/usr/lib/x/libzmq.so': '' })).toEqual(['zmq-dev', 'uuid-dev']);
  expect(lost({}, '/usr/include/zmq.h')).toEqual(['zmq-dev', 'uuid-dev', 'other-dev']);
});

test('of a folder that is there the files of the same kind count', () => {
  expect(lost({ [`${PC}/other.pc`]: 'x' })).toEqual(['zmq-dev', 'uuid-dev']);
  expect(lost({ [`${PC}/uuid.pc`]: 'x' })).toEqual(['zmq-dev']);
});

test('where nothing is lost, or nobody keeps a record, it is the owner alone', () => {
  expect(lost({ [`${PC}/libzmq.pc`]: 'x' })).toEqual(['zmq-dev']);
  expect(lostTogether(askOf(fakeMachine({})), 'zmq-dev', `${PC}/libzmq.pc`)).toEqual(['zmq-dev']);
});
