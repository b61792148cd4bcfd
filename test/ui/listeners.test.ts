import { describe, expect, test } from 'vitest';
import type { Event } from '../../src/core/event.ts';
import { text, verbatim } from '../../src/core/text.ts';
import { actions, annotation, harmless } from '../../src/ui/actions.ts';
import { Board } from '../../src/ui/board.ts';
import { listen } from '../../src/ui/listen.ts';
import { plain } from '../../src/ui/plain.ts';
import { plainStyle } from '../../src/ui/style.ts';
import { width } from '../../src/ui/width.ts';
import { staleCache } from '../support/finding.ts';

const stages = [
  { id: 'fetch', title: text('Fetch', '获取源码'), group: 'libzmq' },
  { id: 'build', title: text('Compile', '编译'), group: 'libzmq' },
  { id: 'commit', title: text('Move into the prefix', '移入安装前缀'), group: null },
];
const EVENTS: readonly Event[] = [
  { type: 'stages', stages },
  { type: 'stage-start', stage: 'fetch' },
  { type: 'stage-progress', stage: 'fetch', done: 10, total: 100, unit: 'bytes' },
  {
    type: 'note',
    level: 'warning',
    text: text('the git server does not answer', 'git 服务器没有应答'),
    stage: 'fetch',
  },
  { type: 'stage-end', stage: 'fetch', outcome: 'reused', durationMs: 310 },
  { type: 'stage-start', stage: 'build' },
  { type: 'stage-output', stage: 'build', line: '\x1b[31mg++ -c zmq.cpp\x1b[0m' },
  { type: 'stage-output', stage: 'build', line: '::error::pwned ##[set-env]' },
  { type: 'stage-end', stage: 'build', outcome: 'failed', durationMs: 41_200, note: verbatim('status 2') },
  { type: 'stage-end', stage: 'commit', outcome: 'skipped', durationMs: 0 },
];

const told = (make: typeof plain, style = plainStyle('en'), events: readonly Event[] = EVENTS): string => {
  let words = '';
  const listener = make((more) => {
    words += more;
  }, style);
  for (const event of events) listener.emit(event);
  return words;
};

test('without a terminal: one plain line an event, no progress, no output', () => {
  expect(told(plain)).toBe(
    [
      'libzmq: Fetch …',
      'warning: the git server does not answer',
      'libzmq: Fetch: from the cache, 0.3 s',
      'libzmq: Compile …',
      'libzmq: Compile: failed, 41 s, status 2',
      'Move into the prefix: skipped',
      '',
    ].join('\n'),
  );
});

test('a note of several lines keeps them, indented, and none speaks to the runner', () => {
  const note: Event = {
    type: 'note',
    level: 'info',
    text: verbatim('a library is lost\nPut it back:\n  cp a b\n::error::pwned'),
  };
  expect(told(plain, plainStyle('en'), [note])).toBe(
    'note: a library is lost\n  Put it back:\n  cp a b\n  ::error::pwned\n',
  );
  expect(told(actions, plainStyle('en'), [note])).not.toMatch(/^\s*::/m);
});

test('--verbose shows the output too, cleaned', () => {
  const words = told(plain, plainStyle('en', { verbose: true }));
  expect(words).toContain('\n  g++ -c zmq.cpp\n');
  expect(words).not.toContain('\x1b');
});

test('in Chinese', () => {
  expect(told(plain, plainStyle('zh-CN'))).toContain('libzmq: 获取源码: 取自缓存, 0.3 秒\n');
});

describe('GitHub Actions', () => {
  test('a stage’s output is folded when it has ended, and cannot speak to the runner', () => {
    const words = told(actions);
    expect(words).toContain(
      '::group::libzmq: Compile: failed, 41 s, status 2\ng++ -c zmq.cpp\n: :error::pwned ## [set-env]\n::endgroup::\n',
    );
    expect(words.split('\n').filter((line) => /^\s*::(?!group::|endgroup::)/.test(line))).toEqual([]);
  });

  test('the failure is an annotation on one line', () => {
    const line = annotation(
      { what: text('failed: 50%\nbad', '失败'), hint: undefined, findings: [staleCache] },
      plainStyle('en'),
    );
    expect(line).toBe(
      '::error title=czmq-setup%3A library.cache-stale::failed: 50%25%0Abad%0AThe loader cannot find libczmq.so.4%0A' +
        '/usr/local/lib/libczmq.so.4 was installed after ldconfig last ran.\n',
    );
  });

  test('indented commands are commands to the runner, and made harmless too', () => {
    expect(harmless('  ::add-mask::x\nstd::string')).toBe('  : :add-mask::x\nstd::string');
  });
});

describe('the board of stages', () => {
  test('groups by library; titles carry the figure, then the outcome', () => {
    let now = 1000;
    const board = new Board(stages, plainStyle('en'), () => now);
    expect(board.groups.map(({ title, rows }) => [title, rows.length])).toEqual([
      ['libzmq', 2],
      [null, 1],
    ]);
    const [fetch, build] = board.groups[0]!.rows;
    expect(board.title(build!)).toBe('Compile');
    board.emit({ type: 'stage-start', stage: 'build' });
    board.emit({ type: 'stage-progress', stage: 'build', done: 12, total: 120, unit: 'files' });
    now = 4700;
    expect(board.title(build!)).toBe('Compile: 12/120, 3.0 s');
    board.emit({ type: 'stage-end', stage: 'build', outcome: 'done', durationMs: 41_200 });
    expect(board.title(build!)).toBe('Compile: 41 s');
    expect(board.groupTitle(board.groups[0]!)).toBe('libzmq');
    board.emit({ type: 'stage-end', stage: 'fetch', outcome: 'done', durationMs: 10 });
    expect(fetch?.state).toBe('ended');
    expect(board.groupTitle(board.groups[0]!)).toBe('libzmq: 3.7 s');
  });

  test('a title fits the screen, whatever a stage says', () => {
    const board = new Board(stages, plainStyle('zh-CN', { columns: 40 }));
    const row = board.groups[0]!.rows[0]!;
    board.emit({
      type: 'stage-end',
      stage: 'fetch',
      outcome: 'done',
      durationMs: 1,
      note: verbatim('很长'.repeat(60)),
    });
    expect(width(board.title(row))).toBeLessThanOrEqual(32);
  });

  test('a row whose stage never comes is ended with the board', async () => {
    const board = new Board(stages, plainStyle('en'));
    board.finish();
    expect(await board.groups[1]!.rows[0]!.ended).toBe('never');
  });
});

test('JSON mode and --quiet say nothing at all', async () => {
  let words = '';
  const terminal = { env: {}, stdinIsTty: false, stdoutIsTty: false, stderrIsTty: false, columns: null };
  const screen = {
    terminal,
    stream: null,
    stderr: (more: string) => {
      words += more;
    },
  };
  for (const options of [
    { json: true, quiet: false },
    { json: false, quiet: true },
  ]) {
    const listener = await listen(options, screen, plainStyle('en'));
    for (const event of EVENTS) listener.emit(event);
    await listener.close();
  }
  expect(words).toBe('');
});
