import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { CODES } from '../../src/core/codes.ts';
import { CHECKS } from '../../src/generated/checks.ts';
import { RULES } from '../../src/generated/rules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Files that only speak of codes. */
const NOT_EMITTERS = ['core/codes.ts', 'core/correlate.ts', 'generated/'];

const sources = readdirSync(join(ROOT, 'src'), { recursive: true })
  .map((path) => String(path).replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !NOT_EMITTERS.some((start) => path.startsWith(start)))
  .map((path) => read(`src/${path}`));

/** `| `code` | meaning | subject |` */
const table = new Map(
  [...read('docs/diagnosis-codes.md').matchAll(/^\| `([^`]+)`\s*\| (.+?)\s*\| (.+?)\s*\|$/gm)].map(
    ([, code = '', meaning = '']) => [code, meaning] as const,
  ),
);

/** Tests, recorded machines and really broken ones, which name what they expect: `code`, `code:subject` or `severity code subject`. */
const fixtures = ['test', 'fixtures'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map((path) => `${folder}/${String(path).replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && !path.startsWith('test/tidy/'))
    .map(read),
);
const isExpected = (code: string): boolean =>
  fixtures.some((words) =>
    new RegExp(`['"\`](?:(?:error|warning|info) )?${code.replace('.', '\\.')}[:'"\` ]`).test(words),
  );
/** Every rule has samples, which test/rules reads (in both languages). */
const ofRules = new Set(RULES.flat().map(({ id }) => id.split('/')[0]));
const ofChecks = new Set<string>(CHECKS.flatMap(({ codes }) => codes));

describe.each(CODES)('%s', (code) => {
  test('has a log, a recorded machine, a broken one or a test of its own that shows it', () => {
    expect(isExpected(code) || (ofRules.has(code) && !ofChecks.has(code))).toBe(true);
  });

  test('is said by a rule, a check or another part of the tool', () => {
    expect(sources.some((source) => source.includes(`'${code}'`))).toBe(true);
  });

  test('stands in the table with its meaning', () => {
    expect(table.get(code) ?? '').toMatch(/\w{3}/);
  });
});

test('the table has no code that is none', () => {
  expect([...table.keys()].filter((code) => !(CODES as readonly string[]).includes(code))).toEqual([]);
});

describe.each(CHECKS.map((check) => [check.id, check] as const))('check %s', (id, check) => {
  test('lies in the file of its name', () => {
    expect(read(`src/checks/${id}.ts`)).toContain(`id: '${id}'`);
  });

  test('has a title in both languages', () => {
    expect(check.title.en).toMatch(/[a-z]{3}/);
    expect(check.title['zh-CN']).toMatch(/\p{Script=Han}/u);
  });

  test('lists the codes that its file writes into findings', () => {
    // A finding's code stands on a line of its own; a consequence's does not.
    const written = [...read(`src/checks/${id}.ts`).matchAll(/^\s+code: '([a-z]+\.[a-z-]+)',$/gm)];
    const listed: readonly string[] = check.codes;
    expect(written.map(([, code = '']) => code).filter((code) => !listed.includes(code))).toEqual([]);
    expect(check.codes.length).toBeGreaterThan(0);
  });
});

test('ids are all different', () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});
