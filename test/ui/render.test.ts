import { expect, test } from 'vitest';
import { text, verbatim } from '../../src/core/text.ts';
import { renderFailure } from '../../src/ui/render/failure.ts';
import { findingLines, findingsLines } from '../../src/ui/render/finding.ts';
import { paintedStyle, plainStyle } from '../../src/ui/style.ts';
import { width } from '../../src/ui/width.ts';
import { staleCache } from '../support/finding.ts';

const en = plainStyle('en');

test('a finding says what, why, what was seen, what to type and what follows', () => {
  expect(findingLines(staleCache, en)).toEqual([
    'error: The loader cannot find libczmq.so.4',
    '  why       /usr/local/lib/libczmq.so.4 was installed after ldconfig last ran.',
    '  seen      /etc/ld.so.cache: lists no libczmq.so.4',
    '  type      sudo ldconfig',
    '            # Refresh the loader’s cache',
    '  leads to  go.binding-mismatch libczmq',
    '  [library.cache-stale libczmq]',
  ]);
});

test('in Chinese the columns stay in line', () => {
  expect(findingLines(staleCache, plainStyle('zh-CN', { isRoot: true }))).toEqual([
    '错误：加载器找不到 libczmq.so.4',
    '  原因  /usr/local/lib/libczmq.so.4 是在上次运行 ldconfig 之后安装的。',
    '  依据  /etc/ld.so.cache: lists no libczmq.so.4',
    '  输入  ldconfig',
    '        # 刷新加载器缓存',
    '  导致  go.binding-mismatch libczmq',
    '  [library.cache-stale libczmq]',
  ]);
});

test('what is the same to type is said once, and all of it with -v', () => {
  const other = { ...staleCache, subject: 'libzmq' };
  const lines = findingsLines([staleCache, other], en);
  expect(lines.filter((line) => line.includes('ldconfig') && line.includes('type'))).toHaveLength(1);
  expect(lines).toContain('  type      # as above');
  const all = findingsLines([staleCache, other], plainStyle('en', { verbose: true }));
  expect(all.filter((line) => line.startsWith('  type') && line.includes('ldconfig'))).toHaveLength(2);
});

test('a remark that is wrapped can be pasted with its command', () => {
  const title = verbatim('a long remark about this '.repeat(8));
  const lines = findingLines({ ...staleCache, fixes: [{ ...staleCache.fixes[0]!, title }] }, en);
  const remark = lines.filter((line) => line.includes('remark'));
  expect(remark.length).toBeGreaterThan(1);
  for (const line of remark) expect(line).toMatch(/^ +# /);
});

test('no line of prose is wider than the screen; a command to paste is never broken', () => {
  const long = Array.from({ length: 40 }, (_, index) => `--option-${index}=value`);
  const finding = {
    ...staleCache,
    cause: text('because of this '.repeat(30), '因为如此这般，'.repeat(30)),
    fixes: [{ ...staleCache.fixes[0]!, commands: [['cc', ...long]] }],
  };
  for (const lang of ['en', 'zh-CN'] as const) {
    const lines = findingLines(finding, plainStyle(lang, { columns: 60 }));
    const wide = lines.filter((line) => width(line) > 60);
    expect(wide).toHaveLength(1);
    expect(wide[0]).toContain('--option-0=value');
    expect(wide[0]).toContain('--option-39=value');
  }
});

test('evidence of others cannot move the cursor or colour the screen', () => {
  const evidence = [
    { kind: 'log' as const, where: 'b\x1b[31m.log', text: 'gcc\x1b[2J: \x1b]0;evil\x07error' },
  ];
  const words = findingLines({ ...staleCache, evidence, subject: 'lib\x1bczmq' }, en).join('\n');
  expect(words).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
  expect(words).toContain('b.log: gcc: error');
});

test('colour adds nothing but colour', async () => {
  const painted = findingLines(staleCache, await paintedStyle(en)).join('\n');
  expect(painted).toContain('\x1b[31m');
  expect(painted.replace(/\x1b\[\d+m/g, '')).toBe(findingLines(staleCache, en).join('\n'));
});

test('a failure says what happened, its finding, and what to type', () => {
  const words = renderFailure(
    {
      what: text('libzmq: compile failed', 'libzmq：编译失败'),
      hint: verbatim('The whole log: /x'),
      findings: [staleCache],
    },
    en,
  );
  expect(words.split('\n')).toEqual([
    'czmq-setup: libzmq: compile failed',
    '',
    ...findingLines(staleCache, en),
    '',
    'The whole log: /x',
    '',
  ]);
});

test('a failure that is its finding is told once', () => {
  const words = renderFailure(
    { what: staleCache.title, hint: verbatim('Type x'), findings: [staleCache] },
    en,
  );
  expect(words.split('\n')).toEqual([...findingLines(staleCache, en), '', 'Type x', '']);
});
