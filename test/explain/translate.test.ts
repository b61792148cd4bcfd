import { expect, test } from 'vitest';
import { CATALOGUE } from '../../src/explain/catalogue.ts';
import { plainQuotes } from '../../src/explain/clean.ts';
import { translator } from '../../src/explain/translate.ts';

const translate = translator(CATALOGUE);
const english = (line: string): string => translate(plainQuotes(line));

// The left side is what the tool prints in that language; the right side what it prints in English.
test.each([
  ['bash: cmake: Kommando nicht gefunden.', 'bash: cmake: command not found'],
  [
    'Команда «cmake» не найдена, но может быть установлена с помощью:',
    "Command 'cmake' not found, but can be installed with:",
  ],
  [
    'La orden «ldconfig» está disponible en «/sbin/ldconfig»',
    "Command 'ldconfig' is available in '/sbin/ldconfig'",
  ],
  ['E: 无法定位软件包 libzmq5', 'E: Unable to locate package libzmq5'],
  ['E: No se ha podido localizar el paquete libzmq5', 'E: Unable to locate package libzmq5'],
  [
    'foo.c:3:5: 错误：‘x’未声明(在此函数内第一次使用)',
    "foo.c:3:5: error: 'x' undeclared (first use in this function)",
  ],
  ['make: *** [Makefile:322 : aclocal.m4] Erreur 127', 'make: *** [Makefile:322: aclocal.m4] Error 127'],
  [
    'random.cpp:2:10: фатальная ошибка: sodium.h: Нет такого файла или каталога',
    'random.cpp:2:10: fatal error: sodium.h: No such file or directory',
  ],
])('%s', (foreign, expected) => {
  expect(english(foreign)).toBe(expected);
});

test.each([
  'meson.build:20:0: ERROR: Dependency "libzmq" not found, tried pkgconfig and cmake',
  'checking whether the C compiler works... yes',
  'Dependencies Installation',
  '/usr/bin/ld: cannot find -lzmq: No such file or directory',
])('English stays as it is: %s', (line) => {
  expect(english(line)).toBe(line);
});
