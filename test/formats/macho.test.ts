import { expect, it } from 'vitest';
import { sourceOfBytes } from '../../src/formats/bytes.ts';
import { fatPart, readFat, readMachO } from '../../src/formats/macho.ts';
import { fuzz } from './fuzz.ts';
import { makeMachO } from './make-macho.ts';

const machO = (little = true) =>
  makeMachO({
    little,
    installName: '@rpath/libczmq.4.dylib',
    needed: ['@rpath/libzmq.5.dylib'],
    weak: ['/usr/lib/libweak.dylib'],
    reexported: ['/usr/lib/libre.dylib'],
    rpaths: ['@loader_path/../lib'],
  });

it.each([true, false])('reads load commands (little-endian: %s)', (little) => {
  expect(readMachO(sourceOfBytes(machO(little)))).toEqual({
    ok: true,
    value: {
      cpu: 'arm64',
      bits: 64,
      fileType: 6,
      flags: 0x85,
      installName: '@rpath/libczmq.4.dylib',
      dependencies: [
        { name: '@rpath/libzmq.5.dylib', kind: 'load', currentVersion: '1.2.3', compatibilityVersion: '1.0' },
        {
          name: '/usr/lib/libweak.dylib',
          kind: 'weak',
          currentVersion: '1.2.3',
          compatibilityVersion: '1.0',
        },
        {
          name: '/usr/lib/libre.dylib',
          kind: 'reexport',
          currentVersion: '1.2.3',
          compatibilityVersion: '1.0',
        },
      ],
      rpaths: ['@loader_path/../lib'],
      platform: 'macos',
      minimumSystem: '11.0',
      loader: null,
    },
  });
});

function fat(): Uint8Array {
  const part = machO();
  const bytes = new Uint8Array(64 + part.length);
  const view = new DataView(bytes.buffer);
  [0xcafebabe, 2, 0x1000007, 3, 0, 32, 0, 0x100000c, 0, 64, part.length, 3].forEach((word, index) => {
    view.setUint32(index * 4, word);
  });
  bytes.set(part, 64);
  return bytes;
}

it('reads the parts of a fat file', () => {
  const source = sourceOfBytes(fat());
  const read = readFat(source);
  if (!read.ok) throw new Error(read.detail);
  expect(read.value.map(({ cpu }) => cpu)).toEqual(['x86_64', 'arm64']);
  expect(readMachO(fatPart(source, read.value[1]!))).toMatchObject({ ok: true, value: { cpu: 'arm64' } });
  expect(readFat(sourceOfBytes(fat().subarray(0, 300)))).toMatchObject({ ok: false, why: 'truncated' });
});

it('takes no Java class for a fat file', () => {
  const javaClass = Uint8Array.from([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52, 0, 0, 0, 0]);
  expect(readFat(sourceOfBytes(javaClass))).toMatchObject({ ok: false, why: 'foreign' });
});

it('survives damaged and hostile files', () => {
  const slowest = fuzz([machO(), machO(false), fat()], 500, (bytes) => {
    const source = sourceOfBytes(bytes);
    readMachO(source);
    const parts = readFat(source);
    if (parts.ok) for (const part of parts.value) readMachO(fatPart(source, part));
  });
  expect(slowest).toBeLessThan(200);
});
