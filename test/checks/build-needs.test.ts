import { expect, test } from 'vitest';
import { ubuntu2204 } from '../../fixtures/machines/debian.ts';
import { type Fault, withFault } from '../../fixtures/machines/kit.ts';
import buildLibraries from '../../src/checks/build-libraries.ts';
import ldconfigWorks from '../../src/checks/ldconfig-works.ts';
import { judge, keys } from '../support/judge.ts';

const ldconfig = [...Object.keys(ubuntu2204.files), ...Object.keys(ubuntu2204.links)].filter((path) =>
  path.endsWith('/ldconfig'),
);
const answering = (said: {
  readonly code: number;
  readonly stdout?: string;
  readonly stderr?: string;
}): Fault => ({
  answers: (name, args) => (name === 'ldconfig' && args[0] === '-p' ? said : null),
});
const told = async (fault: Fault, building = true) =>
  keys(await judge(ldconfigWorks, withFault(ubuntu2204, fault), { building }));

test('an ldconfig that prints the cache, or says that there is none, works', async () => {
  expect(ldconfig.length).toBeGreaterThan(0);
  expect(await told(answering({ code: 0, stdout: '93 libs found in cache\n' }))).toEqual([]);
  expect(await told(answering({ code: 1, stderr: "ldconfig: Can't open cache file\n" }))).toEqual([]);
});

test('one that is gone is missing: an error for who builds, a warning where the libraries work', async () => {
  expect(await told({ gone: ldconfig })).toEqual(['error tool.missing ldconfig']);
  expect(await told({ gone: ldconfig }, false)).toEqual(['warning tool.missing ldconfig']);
});

test('an empty file, and a script around a program that is gone, do nothing', async () => {
  expect(await told(answering({ code: 0 }))).toEqual(['error tool.broken ldconfig']);
  const script = answering({ code: 127, stderr: '/sbin/ldconfig: exec: /sbin/ldconfig.real: not found\n' });
  expect(await told(script)).toEqual(['error tool.broken ldconfig']);
});

test('a header that a build counts on, since pkg-config knows its library, is missed by who builds', async () => {
  const whole = withFault(ubuntu2204, {
    files: Object.fromEntries(
      ['stdio.h', 'sodium.h', 'uuid/uuid.h'].map((name) => [`/usr/include/${name}`, '']),
    ),
  });
  const broken = withFault(whole, { gone: ['/usr/include/sodium.h'] });
  expect(keys(await judge(buildLibraries, broken, { targets: ['libzmq'] }))).toEqual([
    'error header.missing sodium.h',
  ]);
  expect(await judge(buildLibraries, broken)).toEqual([]);
  expect(await judge(buildLibraries, whole, { targets: ['czmq'] })).toEqual([]);
  const unlinkable = withFault(whole, {
    gone: [...Object.keys(whole.files), ...Object.keys(whole.links)].filter((path) =>
      /\/libsodium\.(so|a)$/.test(path),
    ),
    links: { '/usr/lib/x86_64-linux-gnu/libsodium.so': 'libsodium.so.18' },
  });
  expect(keys(await judge(buildLibraries, unlinkable, { targets: ['libzmq'] }))).toEqual([
    'error library.broken-link libsodium',
  ]);
});
