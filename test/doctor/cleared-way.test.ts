import { expect, test } from 'vitest';
import { verbatim } from '../../src/core/text.ts';
import { clearedWay } from '../../src/doctor/cleared-way.ts';
import { askOf } from '../../src/facts/ask.ts';
import { fakeMachine, type MachineSpec } from '../support/machine.ts';

const FIX = {
  title: verbatim('Install it again'),
  commands: [['install']],
  needsRoot: false,
  automatic: true,
  risk: 'moderate',
} as const;
const commands = (machine: MachineSpec, place: string) =>
  clearedWay(askOf(fakeMachine(machine)), FIX, [place]).commands.map((argv) => argv.slice(-2).join(' '));

test('a link to nothing on the way, and a folder in the place of a file, are moved aside first', () => {
  const link = { links: { '/usr/local/lib/pkgconfig': '/opt/pc' } };
  expect(commands(link, '/usr/local/lib/pkgconfig/libzmq.pc')).toEqual([
    'move-aside /usr/local/lib/pkgconfig',
    'install',
  ]);
  const folder = { files: { '/usr/include/zmq.h': { kind: 'directory' } } } as const;
  expect(commands(folder, '/usr/include/zmq.h')).toEqual(['move-aside /usr/include/zmq.h', 'install']);
});

test('links that lead somewhere stay, and so does a prefix on a disk that is not mounted', () => {
  const sound = { links: { '/usr/local/lib/pkgconfig': '/opt/pc' }, files: { '/opt/pc/x.pc': '' } };
  expect(commands(sound, '/usr/local/lib/pkgconfig/libzmq.pc')).toEqual(['install']);
  expect(commands({ links: { '/usr/local': '/mnt/disk' } }, '/usr/local/lib/libzmq.so')).toEqual(['install']);
});
