import { expect, it } from 'vitest';
import { sourceOfBytes } from '../../src/formats/bytes.ts';
import { fatPart, readFat, readMachO } from '../../src/formats/macho.ts';
import { fuzz } from './fuzz.ts';

/** A load command as <mach-o/loader.h> lays it out: words, then a string padded to 8 bytes. */
function command(kind: number, words: readonly number[], text: string, little: boolean): Uint8Array {
  const strings = text === '' ? 0 : Math.ceil((text.length + 1) / 8) * 8;
  const bytes = new Uint8Array(8 + words.length * 4 + strings);
  const view = new DataView(bytes.buffer);
  [kind, bytes.length, ...words].forEach((word, index) => {
    view.setUint32(index * 4, word, little);
  });
  bytes.set(new TextEncoder().encode(text), 8 + words.length * 4);
  return bytes;
}

const dylib = (kind: number, name: string, little: boolean) =>
  command(kind, [24, 0, 0x10203, 0x10000], name, little);

function machO(little = true): Uint8Array {
  const commands = [
    dylib(0xd, '@rpath/libczmq.4.dylib', little),
    dylib(0xc, '@rpath/libzmq.5.dylib', little),
    dylib(0x80000018, '/usr/lib/libweak.dylib', little),
    dylib(0x8000001f, '/usr/lib/libre.dylib', little),
    command(0x8000001c, [12], '@loader_path/../lib', little),
    command(0x32, [1, 0xb0000, 0xe0200, 0], '', little),
  ];
  const length = commands.reduce((sum, { length }) => sum + length, 0);
  const head = new Uint8Array(32);
  const view = new DataView(head.buffer);
  [0xfeedfacf, 0x100000c, 0, 6, commands.length, length, 0x85, 0].forEach((word, index) => {
    view.setUint32(index * 4, word, little);
  });
  return Buffer.concat([head, ...commands]);
}

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
