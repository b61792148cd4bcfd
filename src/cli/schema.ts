import { COMMON, commands } from './commands.ts';
import { type Field, longName, type OptionSpec } from './spec.ts';

/** Every option that a configuration file may set, by key. An option of several commands means the same in all. */
export function configurable(): ReadonlyMap<string, OptionSpec<unknown>> {
  const found = new Map<string, OptionSpec<unknown>>();
  const add = (fields: Readonly<Record<string, Field<unknown>>>): void => {
    for (const [key, field] of Object.entries(fields)) {
      if (field.at === 'option' && !found.has(key)) found.set(key, field);
    }
  };
  add({ ...COMMON });
  for (const command of Object.values(commands)) add({ ...command.fields });
  return found;
}

function typeOf(spec: OptionSpec<unknown>): object {
  if (spec.value === null) return { type: 'boolean' };
  if (spec.value.json === 'integer') return { type: 'integer', minimum: 1 };
  const one =
    spec.value.choices === undefined ? { type: 'string', minLength: 1 } : { enum: spec.value.choices };
  if (spec.repeat === undefined) return one;
  const several = [one, { type: 'array', items: one }];
  return { anyOf: spec.keyed ? [...several, { type: 'object', additionalProperties: one }] : several };
}

/** JSON Schema of `.czmq-setup.json` and the user's config.json: shipped as schemas/config.schema.json. */
export const configSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'czmq-setup configuration',
  description:
    'Defaults for the options of czmq-setup, by long name. Relative paths start at the folder of the file.',
  type: 'object',
  properties: {
    $schema: { type: 'string' },
    ...Object.fromEntries(
      [...configurable()].map(([key, spec]) => [
        longName(key),
        { description: spec.help.en, ...typeOf(spec), ...(spec.value === null && { default: spec.default }) },
      ]),
    ),
  },
  additionalProperties: false,
});
