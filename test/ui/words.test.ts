import { describe, expect, test } from 'vitest';
import { clean, cleanLine } from '../../src/ui/clean.ts';
import { bytes, duration, progress } from '../../src/ui/figures.ts';
import { rootLine, shellLine, typed } from '../../src/ui/shell.ts';
import { canAsk, canPaint, usesColor } from '../../src/ui/terminal.ts';
import { pad, shorten, width, wrap } from '../../src/ui/width.ts';
import { effort } from '../support/effort.ts';

describe('what others wrote is printed without what a terminal would act on', () => {
  test.each([
    ['colours', '\x1b[1;31mred\x1b[0m', 'red'],
    ['a title (OSC, closed by BEL or ST)', '\x1b]0;evil\x07a\x1b]2;evil\x1b\\b', 'ab'],
    ['a hyperlink', '\x1b]8;;http://x\x1b\\click\x1b]8;;\x1b\\', 'click'],
    ['eight-bit CSI', '\x9b31mred', 'red'],
    ['a device string', '\x1bP1$r0m\x1b\\x', 'x'],
    ['clearing the screen', 'a\x1b[2J\x1b[Hb', 'ab'],
    ['a reset', '\x1bcx', 'x'],
    ['a charset', '\x1b(0x', 'x'],
    ['bell, backspace, NUL', 'a\x07\x08\0b', 'ab'],
    ['carriage returns that overwrite', 'good\rbad', 'goodbad'],
    ['bidirectional overrides', 'a\u202egnp.sh\u202c', 'agnp.sh'],
    ['an escape at the end', 'x\x1b', 'x'],
    ['an unfinished sequence', 'x\x1b[12', 'x'],
    ['tabs and line feeds stay', 'a\tb\nc', 'a\tb\nc'],
    ['Chinese stays', '找不到 zmq.h', '找不到 zmq.h'],
  ])('%s', (_name, dirty, expected) => {
    expect(clean(dirty)).toBe(expected);
  });

  test('one line', () => {
    expect(cleanLine(' a\n b\t\x1b[1mc ')).toBe('a b c');
  });

  test('a long hostile line takes no time', () => {
    const line = '\x1b]'.repeat(200_000) + '\x1b['.repeat(200_000);
    expect(effort(() => clean(line))).toBeLessThan(500);
  });
});

describe('columns', () => {
  // UAX #11: ideographs, kana, Hangul and fullwidth forms are two columns wide; combining marks none.
  test.each([
    ['abc', 3],
    ['编译', 4],
    ['a：b', 4],
    ['한글', 4],
    ['e\u0301', 1],
    ['\x1b[31mred\x1b[39m', 3],
    ['🚀', 2],
    ['“quoted”', 8],
  ])('%j is %i wide', (line, columns) => {
    expect(width(line)).toBe(columns);
  });

  test('padding and shortening count columns', () => {
    expect(pad('编译', 6)).toBe('编译  ');
    expect(shorten('正在编译 libzmq', 8)).toBe('正在编…');
    expect(shorten('short', 8)).toBe('short');
  });

  test('text is broken at blanks and between ideographs; long words stay whole', () => {
    expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrap('see /a/very/long/path/that/is/longer now', 10)).toEqual([
      'see',
      '/a/very/long/path/that/is/longer',
      'now',
    ]);
    for (const line of wrap('加载器的缓存没有列出这个库，因为 ldconfig 没有运行。', 12))
      expect(width(line)).toBeLessThanOrEqual(12);
    expect(wrap('一二三，四', 6)).toEqual(['一二', '三，四']);
  });
});

describe('figures', () => {
  test.each([
    [40, '0.0 s'],
    [320, '0.3 s'],
    [6420, '6.4 s'],
    [9960, '10 s'],
    [59_400, '59 s'],
    [59_600, '1 min 00 s'],
    [125_000, '2 min 05 s'],
  ])('%i ms', (ms, words) => {
    expect(duration(ms, 'en')).toBe(words);
  });

  test('bytes and progress', () => {
    expect(bytes(999)).toBe('999 B');
    expect(bytes(1_462_000)).toBe('1.5 MB');
    expect(bytes(12_400_000)).toBe('12 MB');
    expect(progress(12, 120, 'files')).toBe('12/120');
    expect(progress(500_000, 1_500_000, 'bytes')).toBe('500 kB/1.5 MB');
    expect(progress(500_000, null, 'bytes')).toBe('500 kB');
  });
});

describe('commands to paste', () => {
  test('a word is quoted where sh would read it otherwise', () => {
    expect(shellLine(['echo', 'a b', "it's", '$HOME', '', '*.so', '--x=1,2'])).toBe(
      `echo 'a b' 'it'\\''s' '$HOME' '' '*.so' --x=1,2`,
    );
  });

  test('a person types less than a run that nobody watches needs', () => {
    expect(
      typed([
        'apt-get',
        'install',
        '-y',
        '-q',
        '--no-remove',
        '-o',
        'Acquire::Retries=3',
        '--reinstall',
        'libzmq5',
      ]),
    ).toEqual(['apt-get', 'install', '-y', '--no-remove', '--reinstall', 'libzmq5']);
    expect(typed(['gcc', '-o', 'a', '-q'])).toEqual(['gcc', '-o', 'a', '-q']);
  });

  test('root’s commands carry sudo only for those who are not root', () => {
    expect(rootLine(['ldconfig'], false)).toBe('sudo ldconfig');
    expect(rootLine(['ldconfig'], true)).toBe('ldconfig');
    expect(rootLine(['doas', 'ldconfig'], false)).toBe('doas ldconfig');
  });
});

describe('terminals', () => {
  test.each([
    ['a terminal', true, true, {}, true],
    ['a pipe', true, false, {}, false],
    ['--no-color', false, true, { FORCE_COLOR: '1' }, false],
    ['NO_COLOR wins over FORCE_COLOR', true, true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', true, true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR', true, false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', true, true, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal', true, true, { TERM: 'dumb' }, false],
  ])('colour: %s', (_name, option, isTty, env, expected) => {
    expect(usesColor(option, isTty, env)).toBe(expected);
  });

  const all = { stdinIsTty: true, stdoutIsTty: true, stderrIsTty: true, columns: 80 };
  test('painting is decided by stderr, not by stdout', () => {
    expect(canPaint({ ...all, env: {}, stdoutIsTty: false })).toBe(true);
    expect(canPaint({ ...all, env: {}, stderrIsTty: false })).toBe(false);
    expect(canPaint({ ...all, env: {}, columns: null })).toBe(false);
  });

  test('nothing is painted or asked in CI or on a dumb terminal', () => {
    for (const env of [{ CI: 'true' }, { CI: '1' }, { GITHUB_ACTIONS: 'true' }, { TERM: 'dumb' }]) {
      expect(canPaint({ ...all, env })).toBe(false);
      expect(canAsk({ ...all, env })).toBe(false);
    }
    expect(canAsk({ ...all, env: { CI: 'false' } })).toBe(true);
    expect(canAsk({ ...all, env: {}, stdinIsTty: false })).toBe(false);
  });
});
