import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { CAPABILITIES } from '../../src/core/capability.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const schema = JSON.parse(readFileSync(join(root, 'schemas/recipe.schema.json'), 'utf8'));
const path = join(root, 'src/core/recipe.ts');
const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022);

interface Fields {
  readonly all: readonly string[];
  readonly required: readonly string[];
}

/** The fields of an interface of src/core/recipe.ts, those that it inherits too. */
function fieldsOf(name: string): Fields {
  const found = source.statements.filter(ts.isInterfaceDeclaration).find((one) => one.name.text === name);
  if (found === undefined) throw new Error(`no interface ${name}`);
  const base = (found.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => fieldsOf((expression as ts.Identifier).text)),
  );
  const members = found.members.filter(ts.isPropertySignature).map((member) => ({
    name: (member.name as ts.Identifier | ts.StringLiteral).text,
    optional: member.questionToken !== undefined,
  }));
  return {
    all: [...base.flatMap(({ all }) => all), ...members.map((member) => member.name)].sort(),
    required: [
      ...base.flatMap(({ required }) => required),
      ...members.filter(({ optional }) => !optional).map((member) => member.name),
    ].sort(),
  };
}

interface Shape {
  readonly properties: object;
  readonly required?: readonly string[];
  readonly additionalProperties: boolean;
  readonly description?: string;
}

const { definitions } = schema;
const pairs: readonly (readonly [string, Shape])[] = [
  ['Recipe', schema],
  ['RecipeVersion', definitions.version],
  ['Archive', definitions.archive],
  ['Dependency', definitions.dependency],
  ['Switch', definitions.switch],
  ['Feature', definitions.feature],
  ['BuildOptions', definitions.build],
  ['Linked', definitions.linked],
  ['Provides', schema.properties.provides],
  ['Breakage', definitions.breakage],
  ['Condition', definitions.when],
  ['Unity', definitions.unity],
];

describe('the schema says what the type says', () => {
  it.each(pairs)('%s', (name, shape) => {
    const { all, required } = fieldsOf(name);
    expect(Object.keys(shape.properties).sort()).toEqual(all);
    expect([...(shape.required ?? [])].sort()).toEqual(required);
    expect(shape.additionalProperties).toBe(false);
  });
  it('and knows exactly the capabilities that there are', () => {
    expect(definitions.capability.enum).toEqual([...CAPABILITIES]);
  });
});

it('every field is described, for editors', () => {
  const silent: string[] = [];
  for (const [name, shape] of pairs) {
    for (const [field, value] of Object.entries(shape.properties)) {
      if (value.description === undefined && value.$ref === undefined) silent.push(`${name}.${field}`);
    }
  }
  expect(silent).toEqual([]);
});
