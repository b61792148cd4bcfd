import { existsSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { askOf } from '../../src/facts/ask.ts';
import { reportBinary, toBinary } from '../../src/facts/binary.ts';
import { type Circumstances, resolveElf } from '../../src/facts/loader/resolve.ts';
import { elfArchitecture } from '../../src/formats/elf/machines.ts';
import { liveHost } from '../../src/host/live.ts';
import { sampleElf } from '../formats/machine-files.ts';
import { type ElfWish, makeElf } from '../formats/make-elf.ts';
import { LOADER, listedByLoader, listedByUs } from './loader-oracle.ts';
import { type Rooted, rooted } from './rooted.ts';

if (!existsSync(LOADER))
  console.warn(`left out: ${LOADER} is not on this machine, so there is nothing to compare with`);

it.skipIf(!existsSync(LOADER))('lists for files of this machine what ld.so lists', () => {
  const ask = askOf({ ...liveHost('test'), env: {} });
  let compared = 0;
  for (const path of sampleElf(60)) {
    const resolved = resolveElf(ask, path);
    if (!resolved.ok) throw new Error(`${path}: ${resolved.detail}`);
    const { main } = resolved.resolution;
    if (!main.elf.dynamic || elfArchitecture(main.elf.header) !== 'x86_64') continue;
    compared++;
    expect(listedByUs(resolved.resolution), path).toEqual(listedByLoader(path));
  }
  expect(compared).toBeGreaterThan(10);
});

let machine: Rooted;
afterEach(() => (machine as Rooted | undefined)?.remove());

const MUSL = '/lib/ld-musl-aarch64.so.1';
const AARCH64: ElfWish = { machine: 183 };

/** name -> [path, reason] */
function loaded(path: string, circumstances?: Circumstances): Record<string, [string | null, string]> {
  const resolved = resolveElf(askOf(machine.probe), path, circumstances);
  if (!resolved.ok) throw new Error(resolved.fault);
  return Object.fromEntries(
    resolved.resolution.libraries.map(({ name, path: file, reason }) => [name, [file, reason]]),
  );
}

describe('musl', () => {
  const start = () => {
    machine = rooted();
    machine.write(MUSL, makeElf({ ...AARCH64, soname: 'libc.musl-aarch64.so.1' }));
    machine.write(
      '/usr/bin/app',
      makeElf({ ...AARCH64, interpreter: MUSL, needed: ['libzmq.so.5', 'libc.so'] }),
    );
  };

  it('searches /lib, /usr/local/lib and /usr/lib, and is its own C library', () => {
    start();
    machine.write('/usr/lib/libzmq.so.5', makeElf(AARCH64));
    machine.write('/usr/local/lib/libzmq.so.5', makeElf(AARCH64));
    expect(loaded('/usr/bin/app')).toEqual({
      'libzmq.so.5': ['/usr/local/lib/libzmq.so.5', 'default'],
      'libc.so': [MUSL, 'absolute'],
    });
  });

  it('searches what its path file names instead, by colon or line', () => {
    start();
    machine.write('/usr/lib/libzmq.so.5', makeElf(AARCH64));
    machine.write('/etc/ld-musl-aarch64.path', '/lib\n/opt/lib\n');
    expect(loaded('/usr/bin/app')['libzmq.so.5']).toEqual([null, 'default']);
    machine.write('/opt/lib/libzmq.so.5', makeElf(AARCH64));
    expect(loaded('/usr/bin/app')['libzmq.so.5']).toEqual(['/opt/lib/libzmq.so.5', 'default']);
  });

  it('gives up at a file for another machine', () => {
    start();
    machine.write('/usr/local/lib/libzmq.so.5', makeElf());
    machine.write('/usr/lib/libzmq.so.5', makeElf(AARCH64));
    const resolved = resolveElf(askOf(machine.probe), '/usr/bin/app');
    expect(resolved.ok && resolved.resolution.libraries[0]).toMatchObject({
      path: null,
      tried: [{ why: 'missing' }, { path: '/usr/local/lib/libzmq.so.5', why: 'wrong-machine' }],
    });
  });
});

describe('glibc', () => {
  it('takes the folders of a multiarch system where the loader cannot be asked', () => {
    machine = rooted();
    machine.write(
      '/bin/app',
      makeElf({ ...AARCH64, interpreter: '/lib/ld-linux-aarch64.so.1', needed: ['liba.so'] }),
    );
    machine.write('/usr/lib/aarch64-linux-gnu/liba.so', makeElf(AARCH64));
    expect(loaded('/bin/app')).toEqual({ 'liba.so': ['/usr/lib/aarch64-linux-gnu/liba.so', 'default'] });
    const report = reportBinary(askOf(machine.probe), '/bin/app');
    expect(report).toMatchObject({ interpreterWorks: false, architecture: 'aarch64' });
    expect(toBinary(report)).toEqual({
      path: '/bin/app',
      kind: 'program',
      interpreter: '/lib/ld-linux-aarch64.so.1',
      libraries: [
        {
          name: 'liba.so',
          path: '/usr/lib/aarch64-linux-gnu/liba.so',
          reason: 'default',
          neededBy: '/bin/app',
        },
      ],
    });
  });

  it('takes lib64 where the system has it', () => {
    machine = rooted();
    machine.write('/bin/app', makeElf({ interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['liba.so'] }));
    machine.write('/usr/lib64/liba.so', makeElf());
    machine.write('/lib64/x', '');
    expect(loaded('/bin/app')).toEqual({ 'liba.so': ['/usr/lib64/liba.so', 'default'] });
  });

  it('answers what would be without a variable', () => {
    machine = rooted({ LD_LIBRARY_PATH: '/old' });
    machine.write('/bin/app', makeElf({ interpreter: '/lib64/ld-linux-x86-64.so.2', needed: ['liba.so'] }));
    for (const folder of ['/old', '/usr/lib']) machine.write(`${folder}/liba.so`, makeElf());
    expect(loaded('/bin/app')).toEqual({ 'liba.so': ['/old/liba.so', 'LD_LIBRARY_PATH'] });
    expect(loaded('/bin/app', { env: {} })).toEqual({ 'liba.so': ['/usr/lib/liba.so', 'default'] });
    expect(loaded('/bin/app', { secure: true })).toEqual({ 'liba.so': ['/usr/lib/liba.so', 'default'] });
  });

  it('comes to an end where libraries need each other and themselves', () => {
    machine = rooted({ LD_LIBRARY_PATH: '/l' });
    machine.write('/l/liba.so', makeElf({ needed: ['libb.so', 'liba.so'], soname: 'liba.so' }));
    machine.write('/l/libb.so', makeElf({ needed: ['liba.so', 'libb.so'] }));
    expect(Object.keys(loaded('/l/liba.so'))).toEqual(['libb.so']);
  });
});
