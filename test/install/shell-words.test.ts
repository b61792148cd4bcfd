import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { logHead } from '../../src/install/log-head.ts';
import { shLine } from '../../src/install/sh-words.ts';
import { commandLine } from '../../src/install/shell-words.ts';

const sh = (script: string): string => execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' });

const WORDS = [
  'plain',
  '',
  'two words',
  "it's",
  '"$HOME"',
  '`id`$(id)',
  'back\\slash',
  'star*?[a]',
  'line\nbreak',
  '-Wl,-rpath,/opt/my lib',
  'A=b',
  '~root',
  '#no',
  '!x;y|z&',
];

/** sh itself says what it read. */
const asRead = (line: string): string[] =>
  sh(`for word in ${line}; do printf '%s\\000' "$word"; done`).split('\0').slice(0, -1);

describe('an argument vector as a line for a shell', () => {
  it('is read back by sh word by word', () => {
    expect(asRead(commandLine(['x', ...WORDS]))).toEqual(['x', ...WORDS]);
  });

  it('never becomes an assignment', () => {
    expect(sh(`${commandLine(['A=b'])} 2>/dev/null || echo command`)).toBe('command\n');
  });
});

describe('a word of a plan in a script', () => {
  it('has the work folder in it, and nothing else that sh would change', () => {
    const work = '/tmp/a folder';
    const words = [
      ...WORDS,
      '@work@',
      '@work@/x',
      '-I@work@/include',
      "@work@/it's $HOME `id`",
      'a@work@b@work@',
    ];
    const line = `set -- ${shLine(words)}; for word in "$@"; do printf '%s\\000' "$word"; done`;
    const read = execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8', env: { work } });
    expect(read.split('\0').slice(0, -1)).toEqual(words.map((word) => word.replaceAll('@work@', work)));
  });
});

describe("the head of a stage's log", () => {
  const user = {
    PATH: process.env.PATH ?? '',
    MAKEFLAGS: '-k',
    CFLAGS: '-O3',
    http_proxy: 'http://me:secret@proxy:1/',
  };

  it('runs again as it stands: folder, environment and words', () => {
    const argv = ['sh', '-c', 'printf "%s|%s|%s|%s" "$PWD" "$A" "${MAKEFLAGS-unset}" "$1"', 'sh', "it's"];
    const head = logHead(argv, '/', { A: 'b c' }, user);
    expect(execFileSync('/bin/sh', ['-c', head], { encoding: 'utf8', env: user })).toBe("/|b c|unset|it's");
  });

  it('shows what the result depends on, and no password', () => {
    const head = logHead(['true'], '/', {}, user);
    expect(head).toMatch(/CFLAGS=-O3/);
    expect(head).toMatch(/http_proxy=.*proxy:1/);
    expect(head).not.toMatch(/secret/);
  });
});
