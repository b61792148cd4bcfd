import { withoutSecrets } from '../core/redact.ts';
import { type Text, text } from '../core/text.ts';
import { commands } from './commands.ts';
import { fieldsOf, type Words } from './parse.ts';
import type { Source } from './sources.ts';
import { type ArgumentSpec, longName, type OptionSpec } from './spec.ts';
import { usageError } from './usage.ts';
import { BadValue, type Place } from './values.ts';

function wrong(name: string, word: string, why: Text, command: string | null) {
  const shown = withoutSecrets(word);
  return usageError(text(`${name} ${shown}: ${why.en}`, `${name} ${shown}：${why['zh-CN']}`), command);
}

/** Runs one word through its value's parser; what it refuses becomes a usage error that names where it was written. */
function toValue(
  word: string,
  name: string,
  spec: { parse: (word: string, place: Place) => unknown },
  place: Place,
  command: string | null,
): unknown {
  try {
    return spec.parse(word, place);
  } catch (error) {
    if (error instanceof BadValue) throw wrong(name, word, error.why, command);
    throw error;
  }
}

function optionOf(
  key: string,
  spec: OptionSpec<unknown>,
  sources: readonly Source[],
  command: string | null,
): { value: unknown; named: boolean } {
  for (const source of sources) {
    const said = source(key, spec);
    if (said === null) continue;
    const values = said.words.map((word) =>
      spec.value === null || typeof word === 'boolean'
        ? word
        : toValue(word, said.name, spec.value, said.place, command),
    );
    return { value: spec.fold(values), named: true };
  }
  return { value: spec.default, named: false };
}

function argumentOf(spec: ArgumentSpec<unknown>, operands: string[], place: Place, command: string): unknown {
  const taken = spec.arity === 'many' ? operands.splice(0) : operands.splice(0, 1);
  if (taken.length === 0 && spec.arity === 'one') {
    const choices = spec.value.choices?.join(', ') ?? spec.name;
    throw usageError(
      text(`${command} needs ${spec.name}: ${choices}`, `${command} 需要 ${spec.name}：${choices}`),
      command,
    );
  }
  return spec.fold(taken.map((word) => toValue(word, spec.name, spec.value, place, command)));
}

/** Options by key, checked and complete, and which of them somebody set. `sources` in order of precedence. */
export function merge(words: Words, sources: readonly Source[], place: Place): Record<string, unknown> {
  const { command } = words;
  const fields = Object.entries(fieldsOf(command));
  const takesRest = fields.find(([, field]) => field.at === 'rest');
  const operands = [...words.operands, ...(takesRest === undefined ? (words.rest ?? []) : [])];
  const options: Record<string, unknown> = {};
  const named = new Set<string>();
  for (const [key, field] of fields) {
    if (field.at === 'option') {
      const found = optionOf(key, field, sources, command);
      options[key] = found.value;
      if (found.named) named.add(key);
    } else if (field.at === 'argument') {
      options[key] = argumentOf(field, operands, place, command ?? '');
    } else {
      options[key] = restOf(key, field.flag, words, operands, field.fold);
    }
  }
  if (operands[0] !== undefined) {
    throw usageError(
      text(`${command} takes no argument ${operands[0]}`, `${command} 不接受参数 ${operands[0]}`),
      command,
    );
  }
  const settle = command === null ? undefined : commands[command]?.settle;
  return (settle?.(options as never, named) as Record<string, unknown> | undefined) ?? options;
}

/** `--link -- WORDS`; the `--` may be left out where no word looks like an option of ours. */
function restOf(
  key: string,
  flag: string | null,
  words: Words,
  operands: string[],
  fold: (given: readonly string[] | null) => unknown,
): unknown {
  if (flag === null) return fold(words.rest ?? []);
  if (!words.options.has(key)) {
    if (words.rest !== null && words.rest.length > 0) {
      throw usageError(text(`words after -- need --${flag}`, `-- 之后的内容需要 --${flag}`), words.command);
    }
    return fold(null);
  }
  const given = [...operands.splice(0), ...(words.rest ?? [])];
  if (given.length === 0) {
    const line = `--${longName(key)} -- gcc main.o -lczmq`;
    throw usageError(
      text(`--${flag} needs a command: ${line}`, `--${flag} 需要一条命令：${line}`),
      words.command,
    );
  }
  return fold(given);
}
