import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Archive, readArchive, readArchiveSymbols } from '../../src/formats/ar.ts';
import { slice, sourceOfBytes } from '../../src/formats/bytes.ts';
import { readElf } from '../../src/formats/elf/elf.ts';
import { readObjectSymbols } from '../../src/formats/elf/object-symbols.ts';
import { fuzz } from './fuzz.ts';
import { ask, hasOracle, open, sample } from './machine-files.ts';

const archives = sample(25, '!<arch>\n', '/usr/lib');
const encoder = new TextEncoder();

function archiveOf(path: string): Archive {
  const read = readArchive(open(path));
  if (!read.ok) throw new Error(`${path}: ${read.why}: ${read.detail}`);
  return read.value;
}

const lines = (text: string) => text.split('\n').filter(Boolean);

/** nm's letters in our words; lower case v and w are weak ones that nobody defines. */
const LINKAGES: Record<string, string> = {
  U: 'undefined',
  w: 'weak-undefined',
  v: 'weak-undefined',
  W: 'weak',
  V: 'weak',
  C: 'common',
};

describe.skipIf(!hasOracle('nm'))('an archive, as ar and nm see it', () => {
  it('is there to compare with', () => expect(archives.length).toBeGreaterThan(0));

  it('has these members', () => {
    for (const path of archives) {
      expect(
        archiveOf(path).members.map(({ name }) => name),
        path,
      ).toEqual(lines(ask('ar', 't', path)));
    }
  });

  it('has this symbol table', () => {
    for (const path of archives) {
      const archive = archiveOf(path);
      const names = new Map(archive.members.map(({ header, name }) => [header, name]));
      const read = readArchiveSymbols(archive);
      const ours = read.ok
        ? read.value.map(({ name, header }) => `${name} in ${names.get(header)}`)
        : [read.detail];
      const [head] = ask('nm', '-s', path).split('\n\n') as [string];
      expect(ours, path).toEqual(lines(head).filter((line) => / in \S+$/.test(line)));
    }
  });

  it('has members that define and need these symbols', () => {
    for (const path of archives.slice(0, 12)) {
      const { members, source } = archiveOf(path);
      const ours = members.flatMap(({ name, offset, size }) => {
        const elf = readElf(slice(source, offset, size));
        const read = elf.ok ? readObjectSymbols(elf.value) : elf;
        return read.ok ? read.value.symbols.map((symbol) => `${name} ${symbol.linkage} ${symbol.name}`) : [];
      });
      let member = '';
      const theirs = lines(ask('nm', '-gP', '-A', path)).map((line) => {
        const [, file, symbol, letter] = /\[(.*)\]: (\S+) (\S)/.exec(line) as RegExpExecArray;
        member = file as string;
        return `${member} ${LINKAGES[letter as string] ?? 'defined'} ${symbol}`;
      });
      expect(ours.sort(), path).toEqual(theirs.sort());
    }
  });

  it('may be thin: members are files of their own', () => {
    const folder = mkdtempSync(join(tmpdir(), 'thin-'));
    try {
      const [object] = sample(1, '\x7fELF', '/usr/lib/x86_64-linux-gnu').filter((path) =>
        path.endsWith('.o'),
      );
      const member = object ?? (archives[0] as string);
      ask('ar', 'crT', join(folder, 'thin.a'), member);
      const { thin, members } = archiveOf(join(folder, 'thin.a'));
      expect(thin).toBe(true);
      expect(members.map(({ name }) => name)).toEqual(lines(ask('ar', 't', join(folder, 'thin.a'))));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const header = (name: string, size: number) =>
  `${name.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${String(size).padEnd(10)}\`\n`;

/** As ranlib(5) of 4.4BSD and macOS write it: long names before the data, a little-endian symbol table. */
function bsdArchive(): Uint8Array {
  const index = new Uint8Array(20 + 4 + 8 + 4 + 8);
  const view = new DataView(index.buffer);
  index.set(encoder.encode('__.SYMDEF SORTED'));
  view.setUint32(20, 8, true);
  view.setUint32(24, 1, true);
  view.setUint32(28, 8 + 60 + index.length, true);
  view.setUint32(32, 8, true);
  index.set(encoder.encode('_\0_zmq\0'.slice(1)), 36);
  const name = 'a long object name.o';
  return Buffer.concat([
    encoder.encode(`!<arch>\n${header('#1/20', index.length)}`),
    index,
    encoder.encode(`${header(`#1/${name.length}`, name.length + 4)}${name}code`),
  ]);
}

it('reads a BSD archive', () => {
  const read = readArchive(sourceOfBytes(bsdArchive()));
  if (!read.ok) throw new Error(read.detail);
  expect(read.value.members).toMatchObject([{ name: 'a long object name.o', size: 4 }]);
  expect(readArchiveSymbols(read.value)).toEqual({
    ok: true,
    value: [{ name: '_zmq', header: read.value.members[0]?.header }],
  });
});

it('reads a 64-bit symbol table', () => {
  const table = new Uint8Array(8 + 8 + 4);
  new DataView(table.buffer).setUint32(4, 1);
  new DataView(table.buffer).setUint32(12, 8 + 60 + 20);
  table.set(encoder.encode('zmq\0'), 16);
  const bytes = Buffer.concat([
    encoder.encode(`!<arch>\n${header('/SYM64/', 20)}`),
    table,
    encoder.encode(`${header('z.o/', 2)}zz`),
  ]);
  const read = readArchive(sourceOfBytes(bytes));
  if (!read.ok) throw new Error(read.detail);
  expect(read.value.members).toMatchObject([{ name: 'z.o', header: 88 }]);
  expect(readArchiveSymbols(read.value)).toEqual({ ok: true, value: [{ name: 'zmq', header: 88 }] });
});

it('says how an archive is damaged', () => {
  const whole = bsdArchive();
  expect(readArchive(sourceOfBytes(whole.subarray(0, whole.length - 3)))).toMatchObject({ why: 'truncated' });
  expect(readArchive(sourceOfBytes(encoder.encode('!<arch>\nnonsense'.padEnd(100))))).toMatchObject({
    why: 'malformed',
  });
  expect(readArchive(sourceOfBytes(encoder.encode('INPUT(x)')))).toMatchObject({ why: 'foreign' });
});

it('survives damaged and hostile archives', () => {
  const small = archives
    .map((path) => new Uint8Array(readFileSync(path)))
    .filter(({ length }) => length < 100_000);
  const slowest = fuzz([bsdArchive(), ...small.slice(0, 4)], 200, (bytes) => {
    const read = readArchive(sourceOfBytes(bytes));
    if (!read.ok) return;
    readArchiveSymbols(read.value);
    for (const { offset, size } of read.value.members) {
      const elf = readElf(slice(read.value.source, offset, size));
      if (elf.ok) readObjectSymbols(elf.value);
    }
  });
  expect(slowest).toBeLessThan(500);
});
