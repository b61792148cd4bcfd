import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../src/commands/explain.ts';
import type { ExplainOptions } from '../../src/commands/options.ts';
import { SetupError } from '../../src/core/error.ts';
import type { Context } from '../../src/host/context.ts';
import { liveHost } from '../../src/host/live.ts';

const LINKER = '/usr/bin/ld: cannot find -lzmq: No such file or directory\n';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explain-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* pieces(...words: string[]): AsyncGenerator<Uint8Array> {
  for (const word of words) yield new TextEncoder().encode(word);
}

const context = (stdin: AsyncIterable<Uint8Array> | null = null): Context => ({
  host: liveHost('bin/czmq-setup.js'),
  emit: () => {},
  ask: null,
  lang: 'en',
  signal: new AbortController().signal,
  stdin,
  packageRoot: '.',
  version: '0',
});
const options = (input: string | null): ExplainOptions => ({
  yes: false,
  quiet: false,
  verbose: false,
  json: true,
  input,
  for: 'debian',
});
const written = (name: string, words: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, words);
  return path;
};

test('a file: the finding, a fix for the platform named, and exit code 0: reading the log did not fail', async () => {
  const result = await run(context(), options(written('build.log', LINKER)));
  expect(result).toMatchObject({ exitCode: 0, ok: false });
  expect(result.findings[0]).toMatchObject({ code: 'link.library-not-found', subject: 'libzmq' });
  expect(result.findings[0]!.fixes[0]!.commands.flat()).toContain('libzmq3-dev');
});

test('a log without a failure: no finding, and success', async () => {
  expect(await run(context(), options(written('good.log', 'checking for gcc... gcc\n')))).toMatchObject({
    exitCode: 0,
    ok: true,
    findings: [],
  });
});

test('a failure that no rule knows: the one finding unknown, with its lines, and not ok', async () => {
  const result = await run(context(), options(written('odd.log', 'frob: fatal: out of range\n')));
  expect(result).toMatchObject({
    exitCode: 0,
    ok: false,
    findings: [{ code: 'unknown', subject: null, severity: 'warning', evidence: [{ line: 1 }] }],
  });
  expect(result.findings).toHaveLength(1);
});

test('a build folder: its logs are read in the order of the stages', async () => {
  written(
    'tree/config.log',
    'configure:10: checking for gcc\nconfigure:20: checking for sodium_init in -lsodium\nconfigure:22: result: no\nconfigure:30: exit 0\n',
  );
  written('tree/make.log', LINKER);
  const result = await run(context(), options(join(folder, 'tree')));
  expect(result.findings[0]!.evidence[0]).toMatchObject({ where: join(folder, 'tree/make.log'), line: 1 });
});

test('standard input, cut anywhere', async () => {
  const result = await run(context(pieces('make\n/usr/bin/ld: cannot f', 'ind -lzmq\n')), options('-'));
  expect(result.findings[0]).toMatchObject({
    code: 'link.library-not-found',
    evidence: [{ where: 'stdin', line: 2 }],
  });
});

test.each([
  ['packed', [0x1f, 0x8b, 8, 0], 'gzip -dc'],
  ['a program', [0x7f, 0x45, 0x4c, 0x46], 'doctor --binary'],
])('%s is no log, and what to type instead is told', async (name, bytes, hint) => {
  const path = join(folder, name);
  writeFileSync(path, Uint8Array.from(bytes));
  await expect(run(context(), options(path))).rejects.toMatchObject({
    exitCode: 2,
    hint: { en: expect.stringContaining(hint) },
  });
});

test('a pipe by its path cannot be read as a file is, and that is said; standard input may be named so', async () => {
  await expect(run(context(), options('/dev/null'))).rejects.toMatchObject({ exitCode: 2 });
  const result = await run(context(pieces(LINKER)), options('/dev/stdin'));
  expect(result.findings[0]).toMatchObject({ code: 'link.library-not-found' });
});

test('nothing to read is a mistake of usage', async () => {
  await expect(run(context(), options(null))).rejects.toBeInstanceOf(SetupError);
  await expect(run(context(), options(join(folder, 'nowhere')))).rejects.toMatchObject({ exitCode: 2 });
  mkdirSync(join(folder, 'empty'));
  await expect(run(context(), options(join(folder, 'empty')))).rejects.toMatchObject({ exitCode: 2 });
});
