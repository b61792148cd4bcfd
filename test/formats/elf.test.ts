import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pagedSource, sourceOfBytes } from '../../src/formats/bytes.ts';
import { type Elf, readElf } from '../../src/formats/elf/elf.ts';
import { gnuHash } from '../../src/formats/elf/gnu-hash.ts';
import { elfArchitecture } from '../../src/formats/elf/machines.ts';
import { readNotes } from '../../src/formats/elf/notes.ts';
import { readObjectSymbols } from '../../src/formats/elf/object-symbols.ts';
import { readFixedPlaces } from '../../src/formats/elf/relocations.ts';
import { readSections } from '../../src/formats/elf/sections.ts';
import { nameOf, readSymbolIndex } from '../../src/formats/elf/symbol-index.ts';
import { readDynamicSymbols } from '../../src/formats/elf/symbols.ts';
import { readVersionDefinitions, readVersionNeeds } from '../../src/formats/elf/versions.ts';
import { fuzz } from './fuzz.ts';
import { ask, hasOracle, open, sampleElf } from './machine-files.ts';
import { makeElf } from './make-elf.ts';

const files = sampleElf(60);

function elfOf(path: string): Elf {
  const read = readElf(open(path));
  if (!read.ok) throw new Error(`${path}: ${read.why}: ${read.detail}`);
  return read.value;
}

/** readelf's answer for each file, cut out of one run over all of them. */
function readelf(...options: string[]): Map<string, string> {
  const parts = ask('readelf', ...options, ...files)
    .split(/^File: /m)
    .slice(1);
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('\n')), part]));
}

const tagged = (part: string, tag: string): string[] =>
  [...part.matchAll(new RegExp(`\\(${tag}\\)[^[\\n]*\\[([^\\n]*)\\]`, 'g'))].map(
    ([, value]) => value as string,
  );

describe.skipIf(!hasOracle('readelf'))('an ELF file, as readelf sees it', () => {
  it('has these headers, dynamic entries and interpreter', () => {
    const told = readelf('-hldW');
    expect(told.size).toBe(files.length);
    for (const [path, part] of told) {
      const { header, dynamic, interpreter, missingBytes } = elfOf(path);
      expect(`ELF${header.bits}`, path).toBe(/Class: +(\S+)/.exec(part)?.[1]);
      expect(header.sections.count, path).toBe(Number(/Number of section headers: +(\d+)/.exec(part)?.[1]));
      expect(header.segments.count, path).toBe(Number(/Number of program headers: +(\d+)/.exec(part)?.[1]));
      expect(header.flags, path).toBe(Number(/Flags: +(0x[0-9a-f]+)/.exec(part)?.[1]));
      expect(interpreter, path).toBe(/program interpreter: ([^\]]+)\]/.exec(part)?.[1] ?? null);
      expect(dynamic?.needed ?? [], path).toEqual(tagged(part, 'NEEDED'));
      expect(dynamic?.soname ?? null, path).toBe(tagged(part, 'SONAME')[0] ?? null);
      expect(dynamic?.rpath ?? null, path).toBe(tagged(part, 'RPATH')[0] ?? null);
      expect(dynamic?.runpath ?? null, path).toBe(tagged(part, 'RUNPATH')[0] ?? null);
      expect(missingBytes, path).toBe(0);
    }
  });

  it('has these dynamic symbols with these versions', () => {
    for (const [path, part] of readelf('--dyn-syms', '-W')) {
      const elf = elfOf(path);
      const read = readDynamicSymbols(elf);
      const definitions = readVersionDefinitions(elf);
      if (!read.ok || !definitions.ok) throw new Error(path);
      // A variable that was copied from a library into the program is defined here with the version needed there.
      const defined = new Set(definitions.value.map(({ version }) => version));
      const ours = read.value.map(({ name, version, hidden, section, binding }) => {
        const at =
          version === null
            ? ''
            : `${section === 0 || hidden || !defined.has(version) ? '@' : '@@'}${version}`;
        return `${binding.toUpperCase()} ${name}${at}`;
      });
      const theirs = [
        ...part.matchAll(
          /^ *[1-9]\d*: [0-9a-f]+ +\S+ +\S+ +(\S+) +\S+ +\S+(?: \[[^\]]*\])? +([^\s]*)(?: \(\d+\))?$/gm,
        ),
      ].map(([, bind, name]) => `${bind} ${name}`);
      expect(ours, path).toEqual(theirs);
    }
  });

  it('needs and defines these versions', () => {
    for (const [path, part] of readelf('-VW')) {
      const elf = elfOf(path);
      const needs = readVersionNeeds(elf);
      const definitions = readVersionDefinitions(elf);
      if (!needs.ok || !definitions.ok) throw new Error(path);
      const ours = [...needs.value, ...definitions.value].map(({ version }) => version).sort();
      const theirs = [...part.matchAll(/ Name: (\S+) +Flags: |Index: \d+ +Cnt: \d+ +Name: (\S+)/g)]
        .map(([, needed, defined]) => (needed ?? defined) as string)
        .sort();
      expect(ours, path).toEqual(theirs);
    }
  });

  it('has this build id and these sections', () => {
    for (const [path, part] of readelf('-nSW')) {
      const elf = elfOf(path);
      // Go's linker leaves it in a section that no segment names; loaders and the kernel see segments only.
      if (!/\.note\.go\.buildid/.test(part))
        expect(readNotes(elf).buildId, path).toBe(/Build ID: ([0-9a-f]+)/.exec(part)?.[1] ?? null);
      const sections = readSections(elf.source, elf.header);
      const theirs = [...part.matchAll(/^ +\[ *(\d+)\] (\S+) +[A-Z0-9_]+ +[0-9a-f]{8,} /gm)].map(
        ([, , name]) => name,
      );
      expect(sections.ok && sections.value.slice(1).map(({ name }) => name), path).toEqual(theirs);
    }
  });
});

it('finds through the hash table exactly the symbols that the symbol table defines', () => {
  let compared = 0;
  for (const path of files) {
    const elf = elfOf(path);
    const index = readSymbolIndex(elf);
    const all = readDynamicSymbols(elf);
    if (!index.ok || !all.ok) continue;
    compared++;
    const named = all.value.filter(({ binding, name }) => binding !== 'local' && name !== '');
    const wanted = named.filter(({ section, binding }) => section === 0 && binding !== 'weak');
    const visited: string[] = [];
    index.value.eachWanted((each) => visited.push(`${nameOf(each)}@${each.version}`));
    expect(visited, path).toEqual(wanted.map(({ name, version }) => `${name}@${version}`));
    const defined = new Set(
      named.filter(({ section }) => section !== 0).map(({ name, version }) => `${name}@${version}`),
    );
    const definedNames = new Set(named.filter(({ section }) => section !== 0).map(({ name }) => name));
    const encoder = new TextEncoder();
    for (const { name, version } of named) {
      const table = encoder.encode(name);
      const wish = {
        table,
        start: 0,
        end: table.length,
        hash: gnuHash(table, 0, table.length),
        version,
        from: null,
      };
      const is = version === null ? definedNames.has(name) : defined.has(`${name}@${version}`);
      expect(index.value.defines(wish), `${path}: ${name}@${version}`).toBe(is);
    }
  }
  expect(compared).toBeGreaterThan(0);
});

it('reads a big file by a few pages', () => {
  const path = files
    .map((file) => [readFileSync(file).length, file] as const)
    .sort((a, b) => b[0] - a[0])[0]?.[1];
  const bytes = readFileSync(path as string);
  let fetched = 0;
  const source = pagedSource(bytes.length, (offset, length) => {
    fetched += length;
    return bytes.subarray(offset, offset + length);
  });
  expect(readElf(source).ok).toBe(true);
  expect(fetched).toBeLessThan(Math.min(bytes.length, 200_000));
});

/** PowerPC: what this machine has none of. */
const bigEndian32 = () =>
  makeElf({
    bits: 32,
    little: false,
    machine: 20,
    needed: ['libc.so.6'],
    soname: 'libx.so.1',
    runpath: '$ORIGIN/lib',
  });

it('reads a 32-bit big-endian library', () => {
  const read = readElf(sourceOfBytes(bigEndian32()));
  if (!read.ok) throw new Error(read.detail);
  expect(elfArchitecture(read.value.header)).toBe('ppc');
  expect(read.value.dynamic).toMatchObject({
    needed: ['libc.so.6'],
    soname: 'libx.so.1',
    runpath: '$ORIGIN/lib',
    rpath: null,
  });
});

it('says of a file that was cut off how it is damaged', () => {
  const whole = bigEndian32();
  expect(readElf(sourceOfBytes(whole.subarray(0, 20)))).toMatchObject({ ok: false, why: 'truncated' });
  expect(readElf(sourceOfBytes(whole.subarray(0, 0x210)))).toMatchObject({ ok: false, why: 'truncated' });
  expect(readElf(sourceOfBytes(whole.subarray(0, 0x7c0)))).toMatchObject({
    ok: true,
    value: { missingBytes: 0x40 },
  });
  expect(readElf(sourceOfBytes(new TextEncoder().encode('not a library')))).toMatchObject({ why: 'foreign' });
});

it('survives damaged and hostile files', () => {
  const inputs = [
    bigEndian32(),
    ...files
      .filter((file) => readFileSync(file).length < 60_000)
      .slice(0, 5)
      .map((file) => new Uint8Array(readFileSync(file))),
  ];
  const slowest = fuzz(inputs, 250, (bytes) => {
    const read = readElf(sourceOfBytes(bytes));
    if (!read.ok) return;
    readDynamicSymbols(read.value);
    readObjectSymbols(read.value);
    readFixedPlaces(read.value);
    readNotes(read.value);
    const index = readSymbolIndex(read.value);
    if (index.ok) index.value.eachWanted((wanted) => index.value.defines(wanted));
  });
  expect(slowest).toBeLessThan(500);
});
