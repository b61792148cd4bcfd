import type { Lang } from '../../core/text.ts';
import { commands } from '../commands.ts';
import { fieldsOf } from '../parse.ts';
import { type Field, longName } from '../spec.ts';
import type { Value } from '../values.ts';

/** What may stand where a value is expected: words of a closed list, a kind of path, or nothing that a shell knows. */
export type Expected =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'file' | 'folder' | 'unknown' };

export interface OptionGrammar {
  /** `--prefix`, and `-j` where there is one. */
  readonly long: string;
  readonly short: string | null;
  /** Null for a flag. */
  readonly value: Expected | null;
  readonly repeats: boolean;
  readonly help: string;
}

export interface CommandGrammar {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionGrammar[];
  /** Null where it takes no argument. */
  readonly argument: Expected | null;
  readonly manyArguments: boolean;
}

function expected(value: Value<unknown>, targets: readonly string[]): Expected {
  if (value.choices !== undefined) return { kind: 'words', words: value.choices };
  if (value.completes === 'target') return { kind: 'words', words: targets };
  return { kind: value.completes ?? 'unknown' };
}

function optionOf(
  key: string,
  field: Field<unknown>,
  targets: readonly string[],
  lang: Lang,
): readonly OptionGrammar[] {
  if (field.at === 'argument') return [];
  const base = { short: null, value: null, repeats: false, help: field.help[lang] };
  if (field.at === 'rest') return field.flag === null ? [] : [{ ...base, long: `--${field.flag}` }];
  return [
    {
      ...base,
      long: `--${field.negated ? 'no-' : ''}${longName(key)}`,
      short: field.short === undefined ? null : `-${field.short}`,
      value: field.value === null ? null : expected(field.value, targets),
      repeats: field.repeat !== undefined,
    },
  ];
}

/** The command line as completion scripts need it; `targets`: the recipes' names. */
export const grammar = (targets: readonly string[], lang: Lang): readonly CommandGrammar[] =>
  Object.entries(commands)
    .filter(([, { hidden }]) => hidden !== true)
    .map(([name, { summary, fields }]) => {
      const argument = Object.values<Field<unknown>>(fields).find((field) => field.at === 'argument');
      return {
        name,
        summary: summary[lang],
        options: Object.entries(fieldsOf(name)).flatMap(([key, field]) =>
          optionOf(key, field, targets, lang),
        ),
        argument: argument === undefined ? null : expected(argument.value, targets),
        manyArguments: argument?.arity === 'many',
      };
    });
