import { describe, expect, test } from 'vitest';
import binary from '../../../src/checks/binary.ts';
import { EXIT } from '../../../src/core/exit.ts';
import { refuseUnlessBinary } from '../../../src/doctor/named/refuse.ts';
import { scopeOf } from '../../../src/doctor/scope.ts';
import { askOf } from '../../../src/facts/ask.ts';
import { elfProgram } from '../../support/elf-program.ts';
import { keys, recipes } from '../../support/judge.ts';
import { fakeMachine, type MachineSpec } from '../../support/machine.ts';

const INTERPRETER = '/lib64/ld-linux-x86-64.so.2';
const whole = elfProgram(INTERPRETER);
/** The type in an ELF header (gABI, e_type): 1 an object, 4 a core. */
const ofType = (type: number): Uint8Array => {
  const bytes = elfProgram(INTERPRETER);
  new DataView(bytes.buffer).setUint16(16, type, true);
  return bytes;
};
const bytes = (...words: (string | number)[]): Uint8Array =>
  Uint8Array.from(
    words.flatMap((word) => (typeof word === 'number' ? [word] : [...new TextEncoder().encode(word)])),
  );

async function judged(path: string, spec: MachineSpec): Promise<string[]> {
  const ask = askOf(fakeMachine(spec));
  refuseUnlessBinary(ask, path);
  const said = await binary.judge(
    ask,
    scopeOf(recipes, { targets: [], prefix: '/usr/local', binaries: [path] }),
    Promise.resolve([]),
  );
  return keys('skipped' in said ? [] : said);
}
const file = (path: string, content: string | Uint8Array, mode = 0o644): Promise<string[]> =>
  judged(path, { files: { [path]: { content, mode } } });

describe('a damaged file, by its magic, its name or its execute bit', () => {
  test.each([
    ['seven bytes of a program', '/srv/app', whole.subarray(0, 7), 'app'],
    ['three bytes of one', '/srv/app', whole.subarray(0, 3), 'app'],
    ['the header alone', '/srv/app', whole.subarray(0, 64), 'app'],
    ['nothing', '/srv/app', '', 'app'],
    [
      'a pointer of Git LFS called a library',
      '/srv/libzmq.so.5',
      'version https://git-lfs.github.com/spec/v1',
      'libzmq',
    ],
    ['an archive called a shared library', '/srv/libczmq.so.4', '!<arch>\n', 'libczmq'],
    [
      'a script for the linker under the name that the loader asks for',
      '/srv/libzmq.so.5',
      'INPUT(libzmq.so.5.2.4)',
      'libzmq',
    ],
  ])('%s', async (_, path, content, subject) => {
    expect(await file(path, content)).toEqual([`error library.corrupt ${subject}`]);
  });

  test('bytes that may be executed and are of no format', async () => {
    expect(await file('/srv/app', bytes(0, 1, 2, 3), 0o755)).toEqual(['error library.corrupt app']);
  });
});

test.each([
  ['a script', '/srv/run', '#!/bin/sh\necho\n', 0o755],
  ['a text that a shell runs as its own', '/srv/run', 'echo\n', 0o755],
  ['a script for the linker under its name', '/srv/libzmq.so', 'INPUT(libzmq.so.5)', 0o644],
  ['a static library', '/srv/libzmq.a', '!<arch>\n', 0o644],
])('%s is sound', async (_, path, content, mode) => {
  expect(await judged(path, { files: { [path]: { content, mode }, '/bin/sh': { mode: 0o755 } } })).toEqual(
    [],
  );
});

test('a script that nothing can run', async () => {
  expect(await file('/srv/run', '#!/opt/gone/python\n', 0o755)).toEqual([
    'error runtime.interpreter-missing /opt/gone/python',
  ]);
  expect(await file('/srv/run', '#!/bin/sh\r\necho\r\n', 0o755)).toEqual([
    'error source.line-endings /srv/run',
  ]);
});

test('a link that leads nowhere, or to itself', async () => {
  for (const target of ['/srv/libzmq.so.5.2.4', '/srv/libzmq.so.5'])
    expect(await judged('/srv/libzmq.so.5', { links: { '/srv/libzmq.so.5': target } })).toEqual([
      'error library.broken-link libzmq',
    ]);
});

test('a program of another system', async () => {
  const windows = bytes('MZ', ...Array(58).fill(0), 64, 0, 0, 0, 'PE', 0, 0);
  expect(await file('/srv/app.exe', windows)).toEqual(['error runtime.wrong-architecture app.exe']);
});

test('a folder that shuts the user out is a finding, not a wrong argument', async () => {
  const closed: MachineSpec = {
    files: { '/srv/closed': { kind: 'directory', mode: 0o700, uid: 0 }, '/srv/closed/app': whole },
  };
  expect(await judged('/srv/closed/app', closed)).toEqual(['error library.unreadable app']);
});

test.each([
  ['what is not there', '/srv/gone', {}, 'does not exist'],
  ['a folder', '/srv/lib', { kind: 'directory' }, 'is a folder'],
  ['a pipe or device', '/srv/fifo', { kind: 'other' }, 'is a pipe'],
  ['an object file', '/srv/main.o', { content: ofType(1) }, 'is an object file'],
  ['a core dump', '/srv/core.1', { content: ofType(4) }, 'is a core dump'],
  ['a text', '/srv/notes.txt', 'hello', 'is neither a program nor a library'],
] as const)('%s is a wrong argument', async (_, path, content, words) => {
  const spec: MachineSpec = path === '/srv/gone' ? {} : { files: { [path]: content } };
  await expect(judged(path, spec)).rejects.toMatchObject({
    exitCode: EXIT.usage,
    message: expect.stringContaining(words),
  });
});
