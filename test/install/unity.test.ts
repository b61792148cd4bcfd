import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Unity } from '../../src/core/recipe.ts';
import { MAKEFILE, makefileFor, READ_BEFORE } from '../../src/install/once.ts';
import { APART, batchSize } from '../../src/install/unity.ts';

/** GNU make, or null where there is none. */
const MAKE = ['gmake', 'make'].find((name) => {
  try {
    return execFileSync(name, ['--version'], { encoding: 'utf8', stdio: 'pipe' }).startsWith('GNU Make');
  } catch {
    return false;
  }
});
if (MAKE === undefined) console.warn('no GNU make here: the makefile for batches is not tried');

/**
 * What Automake writes for a libtool library of five sources, one of them switched off and one in C, as far as batches
 * touch it. The place of libtool is taken by a program that writes its arguments into the object, and that fails where a
 * batch names `broken.cpp`.
 */
const AUTOMAKE = `
#am__objects_1 = src/libx_la-off.lo
am_src_libx_la_OBJECTS = src/libx_la-a.lo src/libx_la-b.lo src/libx_la-c.lo src/libx_la-d.lo $(am__objects_1)
src_libx_la_OBJECTS = $(am_src_libx_la_OBJECTS)
LIBTOOL = ./libtool
CXX = c++
CXXFLAGS = -O2
AM_CPPFLAGS = -Igeneral
src_libx_la_CPPFLAGS = -Iown
lib_LTLIBRARIES = src/libx.la
src_libx_la_SOURCES = src/a.cpp src/b.cpp src/b.hpp src/c.cpp src/d.c
all: src/libx.la
src/libx.la: $(src_libx_la_OBJECTS)
	cat $(src_libx_la_OBJECTS) > $@
src/libx_la-a.lo: src/a.cpp
	$(LIBTOOL) $(LIBTOOLFLAGS) -o $@ src/a.cpp
src/libx_la-b.lo: src/b.cpp
	$(LIBTOOL) $(LIBTOOLFLAGS) -o $@ src/b.cpp
src/libx_la-c.lo: src/c.cpp
	$(LIBTOOL) $(LIBTOOLFLAGS) -o $@ src/c.cpp
src/libx_la-d.lo: src/d.c
	$(LIBTOOL) $(LIBTOOLFLAGS) -o $@ src/d.c
`;

const LIBTOOL = `#!/bin/sh
words=$*
while [ "$1" != -o ]; do shift; done
case $3 in *batch*) grep -q BROKEN src/*.cpp && { echo 'error: redefinition' >&2; exit 1; } ;; esac
echo "$words" > "$2"
`;

let folder: string;
let unity: Unity;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'czmq-setup-unity-'));
  mkdirSync(join(folder, 'src'));
  for (const name of ['a', 'b', 'c', 'off']) writeFileSync(join(folder, `src/${name}.cpp`), `int ${name};\n`);
  writeFileSync(join(folder, 'src/d.c'), 'int d;\n');
  writeFileSync(join(folder, 'src/program.cpp'), 'int main() {}\n');
  writeFileSync(join(folder, 'Makefile'), AUTOMAKE);
  writeFileSync(join(folder, 'libtool'), LIBTOOL, { mode: 0o755 });
  const sum = execFileSync('sh', ['-c', 'cat src/a.cpp src/b.cpp src/c.cpp src/off.cpp | cksum'], {
    cwd: folder,
  });
  unity = {
    folder: 'src',
    extension: 'cpp',
    size: 8,
    alone: ['c.cpp'],
    others: ['program.cpp'],
    proved: { '1.0.0': sum.toString().trim().replace(' ', '-') },
  };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function make(how: Unity | null, ...goals: string[]): string {
  const options = { both: true, unity: how === null ? null : { how, size: 8 } };
  writeFileSync(join(folder, MAKEFILE), makefileFor('src/libx.la', options));
  return execFileSync(MAKE!, goals, {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
    env: { PATH: process.env.PATH, ...READ_BEFORE },
  });
}

const objects = (): string[] => readdirSync(join(folder, 'src')).filter((name) => name.endsWith('.lo'));

describe.skipIf(MAKE === undefined)('batches in a makefile of Automake', () => {
  test('the sources of the list that may be together are one compilation, the others are what they were', () => {
    make(unity, 'czmq-setup-products');
    expect(objects()).toEqual(['batch-1.lo', 'libx_la-c.lo', 'libx_la-d.lo']);
    expect(readFileSync(join(folder, 'src/batch-1.cpp'), 'utf8')).toBe(
      '#include "a.cpp"\n#include "b.cpp"\n',
    );
  });

  test("a batch gets the library's own flags, not the general ones that they replace", () => {
    make(unity, 'czmq-setup-objects');
    const compiled = readFileSync(join(folder, 'src/batch-1.lo'), 'utf8');
    expect(compiled).toContain('-Iown');
    expect(compiled).not.toContain('-Igeneral');
    expect(compiled).toContain('-O2');
  });

  test('every compilation, in a batch or not, makes one object', () => {
    make(unity, 'czmq-setup-objects');
    for (const name of objects()) {
      expect(readFileSync(join(folder, 'src', name), 'utf8'), name).toContain('--tag=disable-static');
    }
  });

  test("another goal of Automake's builds the same objects and no more", () => {
    make(unity, 'czmq-setup-products');
    expect(make(unity, 'all')).toContain('Nothing to be done');
  });

  test('other sources than the proved ones are compiled one by one', () => {
    writeFileSync(join(folder, 'src/b.cpp'), 'int b; int more;\n');
    make(unity, 'czmq-setup-products');
    expect(objects()).toEqual(['libx_la-a.lo', 'libx_la-b.lo', 'libx_la-c.lo', 'libx_la-d.lo']);
  });

  test('a source that is switched off counts among the proved ones', () => {
    writeFileSync(join(folder, 'src/off.cpp'), 'int other;\n');
    expect(make(unity, '-s', 'czmq-setup-count').trim()).toBe('4');
  });

  test('where a batch does not compile, all are compiled one by one, and stay so', () => {
    const broken = 'int b; // BROKEN\n';
    writeFileSync(join(folder, 'src/b.cpp'), broken);
    const sum = execFileSync('sh', ['-c', 'cat src/a.cpp src/b.cpp src/c.cpp src/off.cpp | cksum'], {
      cwd: folder,
    });
    const proved = { '1.0.0': sum.toString().trim().replace(' ', '-') };
    make({ ...unity, proved }, 'czmq-setup-products');
    expect(objects()).toEqual(['libx_la-a.lo', 'libx_la-b.lo', 'libx_la-c.lo', 'libx_la-d.lo']);
    expect(readdirSync(folder)).toContain(APART);
    expect(make({ ...unity, proved }, 'all')).toContain('Nothing to be done');
  });

  test('a library without proved batches keeps its list', () => {
    expect(make(null, '-s', 'czmq-setup-count').trim()).toBe('4');
  });
});

describe('the size of batches', () => {
  const of = (jobs: number): number => batchSize({ ...({} as Unity), size: 24 }, jobs);

  test('is as listed for one and two jobs', () => expect([of(1), of(2)]).toEqual([24, 24]));
  test('leaves every job of many something to do', () => expect([of(4), of(16), of(64)]).toEqual([12, 3, 2]));
});
