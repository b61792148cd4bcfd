import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { resultDocument } from '../../src/ui/json.ts';
import { planFor } from '../support/plan.ts';

const schema = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false });
ajv.addSchema(schema('document.schema.json'), '../document.schema.json');
const validate = ajv.compile(schema('commands/plan.schema.json'));

/** The document that `plan --json` prints around a plan. */
const documentOf = async (one: Parameters<typeof planFor>[0]): Promise<unknown> => {
  const data = { ...(await planFor(one)), format: 'json', work: '/tmp/x', script: null };
  const run = { version: '0.1.0', command: 'plan', durationMs: 1, lang: 'en' } as const;
  return JSON.parse(
    JSON.stringify(resultDocument({ command: 'plan', exitCode: 0, findings: [], data }, run)),
  );
};

describe('a plan as JSON', () => {
  it.each([
    ['autotools', {}],
    ['CMake', { wish: { buildSystem: 'cmake' } }],
    ['our own libsodium', { ownSodium: true }],
    ['a static build by CMake', { wish: { buildSystem: 'cmake', linkage: { static: true, shared: false } } }],
    ['a prefix with a blank', { wish: { prefix: '/opt/my zmq' }, machine: { libdirSearched: false } }],
    ['nothing pinned', { targets: ['libzmq@master'] }],
    ['missing packages', { machine: { present: new Set() } }],
  ] as const)('keeps to its schema: %s', async (_, one) => {
    validate(await documentOf(one as Parameters<typeof planFor>[0]));
    expect(validate.errors).toBeNull();
  });
});
