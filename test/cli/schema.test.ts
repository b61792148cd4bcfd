import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import { configSchema } from '../../src/cli/schema.ts';
import { longName } from '../../src/cli/spec.ts';

const ajv = new Ajv({ strict: true, allowUnionTypes: true });

test('the shipped schema of the configuration files is the one of the table (vitest -u writes it anew)', async () => {
  await expect(`${JSON.stringify(configSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../schemas/config.schema.json',
  );
});

describe('the schema says of a file what the reader says', () => {
  const valid = ajv.compile(configSchema());
  test.each([
    [{ prefix: '/x', jobs: 2, offline: true, mirror: ['https://a'], features: 'curve,-drafts' }, true],
    [{ source: { czmq: '/src' }, ignore: ['tool.missing'], lang: 'zh-CN', color: false }, true],
    [{ $schema: './config.schema.json' }, true],
    [{ prefx: '/x' }, false],
    [{ jobs: 0 }, false],
    [{ jobs: '2' }, false],
    [{ 'build-system': 'meson' }, false],
    [{ source: { czmq: 3 } }, false],
    [{ offline: 'yes' }, false],
  ])('%j', (file, expected) => {
    expect(valid(file)).toBe(expected);
  });
});

test('every option of every command stands in it, by its long name', () => {
  const { properties } = configSchema() as { properties: Record<string, unknown> };
  for (const { fields } of Object.values(commands)) {
    for (const [key, field] of Object.entries<{ at: string }>(fields)) {
      if (field.at === 'option') expect(properties).toHaveProperty([longName(key)]);
    }
  }
});
