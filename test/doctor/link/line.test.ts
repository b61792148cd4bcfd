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

test('a pushed state comes back, and both words are switches', () => {
  const line = 'gcc -Wl,--push-state,--as-needed -la -Wl,--pop-state -lb';
  expect(inputs(line)).toEqual(['library a as-needed', 'library b']);
  expect(parseLinkLine(line.split(' '))?.switches).toEqual(expect.arrayContaining([1, 3]));
});

test('what the linker is told of symbols, by itself or through the driver', () => {
  const symbols = (line: string) => parseLinkLine(line.split(' '))?.symbols;
  expect(
    symbols('gcc x.o -u a -Wl,-u,b,--undefined=c -Wl,--defsym=d=e -Xlinker --wrap -Xlinker f'),
  ).toMatchObject({ wanted: ['a', 'b', 'c'], given: ['d'], wrapped: ['f'] });
  expect(symbols('gcc -shared x.o -Wl,-z,defs')?.allDefined).toBe(true);
  expect(symbols('gcc -shared x.o -Wl,-z,now -Wl,--no-undefined -Wl,-z,relro')?.allDefined).toBe(true);
  expect(symbols('gcc -shared x.o -Wl,-z,now')?.allDefined).toBe(false);
  expect(symbols('ld --unresolved-symbols=ignore-all x.o')?.ignoresUndefined).toBe(true);
  expect(symbols('ld --unresolved-symbols=report-all x.o')?.ignoresUndefined).toBe(false);
});

test('lld and mold are told from those that read archives once', () => {
  const anyOrder = (line: string) => parseLinkLine(line.split(' '))?.anyOrder;
  expect(anyOrder('clang -fuse-ld=lld x.o')).toBe(true);
  expect(anyOrder('gcc -fuse-ld=mold x.o')).toBe(true);
  expect(anyOrder('ld.lld x.o')).toBe(true);
  expect(anyOrder('gcc -fuse-ld=lld -fuse-ld=gold x.o')).toBe(false);
  expect(anyOrder('gcc x.o')).toBe(false);
});

test('-static-pie is both', () => {
  expect(parseLinkLine(['gcc', '-static-pie', 'x.o'])).toMatchObject({ isStatic: true, pie: true });
  expect(parseLinkLine(['gcc', '-static', 'x.o'])).toMatchObject({ isStatic: true, pie: false });
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
