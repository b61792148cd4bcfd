import { expect, test } from 'vitest';
import { parseLinkLine, responseWords } from '../../../src/doctor/link/line.ts';

const inputs = (line: string) =>
  parseLinkLine(line.split(' '))?.inputs.map(({ kind, name, onlyStatic, asNeeded, whole, group }) =>
    [
      kind,
      name,
      onlyStatic && 'static',
      asNeeded && 'as-needed',
      whole && 'whole',
      group !== null && `group${group}`,
    ]
      .filter(Boolean)
      .join(' '),
  );

test('inputs keep their order and what is in force at their place', () => {
  expect(
    inputs(
      'gcc main.o -lczmq -Wl,-Bstatic -lzmq -Wl,-Bdynamic,--as-needed -lm -Wl,--start-group a.a -lb -Wl,--end-group -Wl,--whole-archive c.a -Wl,--no-whole-archive -l d',
    ),
  ).toEqual([
    'file main.o',
    'library czmq',
    'library zmq static',
    'library m as-needed',
    'file a.a as-needed group0',
    'library b as-needed group0',
    'file c.a as-needed whole',
    'library d as-needed',
  ]);
});

test('options with a value of their own are no inputs', () => {
  expect(
    inputs('/usr/bin/x86_64-linux-gnu-g++-12 -o app -I inc -L lib -x c++ x.cpp -Xlinker -lzmq -D A'),
  ).toEqual(['source x.cpp', 'library zmq']);
  expect(parseLinkLine(['g++', 'x.o', '-L', 'lib', '-Lmore'])).toMatchObject({
    cxx: true,
    folders: ['lib', 'more'],
  });
});

test('-static looks for archives alone, wherever it stands', () => {
  expect(inputs('gcc main.o -lzmq -static')).toEqual(['file main.o static', 'library zmq static']);
});

test('what compiles only links nothing, and what is no compiler is no link line', () => {
  expect(parseLinkLine(['cc', '-c', 'x.c'])?.compilesOnly).toBe(true);
  expect(parseLinkLine(['make', 'all'])).toBeNull();
  expect(parseLinkLine([])).toBeNull();
});

test('response files are split as gcc splits them', () => {
  expect(responseWords('main.o "-L a b"\n\'-l c\' -DX=\\"y\\" back\\ slash')).toEqual([
    'main.o',
    '-L a b',
    '-l c',
    '-DX="y"',
    'back slash',
  ]);
});
