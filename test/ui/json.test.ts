import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { text, verbatim } from '../../src/core/text.ts';
import { failureDocument, isOk, resultDocument, toJson } from '../../src/ui/json.ts';
import { staleCache } from '../support/finding.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/document.schema.json', import.meta.url), 'utf8'),
);
const valid = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const run = { version: '0.1.0', command: 'doctor', durationMs: 311.6, lang: 'en' as const };
const result = {
  command: 'doctor',
  exitCode: 1 as const,
  findings: [staleCache],
  data: { platform: { os: 'linux' } },
};

/** The contract's document, word for word but for the checks. */
const CONTRACT = {
  schemaVersion: 1,
  tool: { name: 'czmq-setup', version: '0.1.0' },
  command: 'doctor',
  ok: false,
  durationMs: 312,
  platform: { os: 'linux' },
  findings: [
    {
      code: 'library.cache-stale',
      subject: 'libczmq',
      severity: 'error',
      title: 'The loader cannot find libczmq.so.4',
      cause: '/usr/local/lib/libczmq.so.4 was installed after ldconfig last ran.',
      evidence: [{ kind: 'file', where: '/etc/ld.so.cache', text: 'lists no libczmq.so.4' }],
      consequences: [{ code: 'go.binding-mismatch', subject: 'libczmq' }],
      fixes: [
        {
          title: 'Refresh the loader’s cache',
          commands: [['ldconfig']],
          needsRoot: true,
          automatic: true,
          risk: 'safe',
        },
      ],
    },
  ],
};

test('a result becomes the contract’s document, and the shipped schema accepts it', () => {
  const document = JSON.parse(toJson(resultDocument(result, run)));
  expect(document).toEqual(CONTRACT);
  expect(valid(document)).toBe(true);
});

test('texts are in the language of the run, wherever they stand', () => {
  const data = { checks: [{ id: 'x', title: text('Loader', '加载器') }], note: verbatim('v') };
  const document = resultDocument({ ...result, data }, { ...run, lang: 'zh-CN' });
  expect(document).toMatchObject({
    checks: [{ id: 'x', title: '加载器' }],
    note: 'v',
    findings: [{ title: '加载器找不到 libczmq.so.4', fixes: [{ title: '刷新加载器缓存' }] }],
  });
});

test('a command’s own fields cannot change those of every document', () => {
  const data = { ok: true, findings: [], command: 'x', more: 1 };
  expect(resultDocument({ ...result, data }, run)).toMatchObject({
    ok: false,
    command: 'doctor',
    more: 1,
    findings: [{}],
  });
});

test('ok: the command came to its end and no finding is an error', () => {
  const warning = { ...staleCache, severity: 'warning' as const };
  expect(isOk({ exitCode: 0, findings: [] })).toBe(true);
  expect(isOk({ exitCode: 0, findings: [warning] })).toBe(true);
  expect(isOk({ exitCode: 0, findings: [staleCache] })).toBe(false);
  expect(isOk({ exitCode: 1, findings: [warning] })).toBe(false);
  expect(isOk({ exitCode: 0, findings: [warning], ok: false })).toBe(false);
});

describe('failures', () => {
  test('an expected one', () => {
    const document = failureDocument(
      { what: text('no space', '没有空间'), hint: text('free some', '请清理'), findings: [staleCache] },
      { ...run, command: 'install' },
    );
    expect(document).toMatchObject({
      ok: false,
      error: { message: 'no space', hint: 'free some' },
      findings: [{}],
    });
    expect(valid(document)).toBe(true);
  });

  test('a bug of ours carries the line to paste', () => {
    const document = failureDocument(
      { what: text('a bug', '错误'), hint: undefined, findings: [], report: 'line' },
      run,
    );
    expect(document).toMatchObject({ error: { message: 'a bug', report: 'line' } });
    expect(valid(document)).toBe(true);
  });
});

test('the document is safe to look at on a terminal and still the same value', () => {
  const evidence = [{ kind: 'log' as const, where: 'x', text: '\x1b[2J \x9b2J \u202e \u2028' }];
  const printed = toJson(resultDocument({ ...result, findings: [{ ...staleCache, evidence }] }, run));
  expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]/);
  expect(JSON.parse(printed).findings[0].evidence).toEqual(evidence);
});

test('the schema refuses a document that lacks or misspells what the contract promises', () => {
  for (const wrong of [
    { ...CONTRACT, schemaVersion: 2 },
    { ...CONTRACT, ok: undefined },
    { ...CONTRACT, findings: [{ ...CONTRACT.findings[0], severity: 'fatal' }] },
    { ...CONTRACT, findings: [{ ...CONTRACT.findings[0], fixes: [{ title: 'x' }] }] },
    { ...CONTRACT, findings: [{ ...CONTRACT.findings[0], title: { en: 'a', 'zh-CN': 'b' } }] },
  ]) {
    expect(valid(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  }
});
