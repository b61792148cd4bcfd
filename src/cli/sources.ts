import { nearest } from '../core/nearest.ts';
import { type Text, text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import type { Words } from './parse.ts';
import { envName, type Field, longName } from './spec.ts';
import { usageError } from './usage.ts';
import type { Place } from './values.ts';

/** What one source says of one option. */
export interface Saying {
  /** `true` and `false` for a flag. */
  readonly words: readonly (string | boolean)[];
  /** How the error names it: `--jobs`, `CZMQ_SETUP_JOBS`, `.czmq-setup.json:3: jobs`. */
  readonly name: string;
  readonly place: Place;
}

/** One source of options: asked by key. */
export type Source = (key: string, field: Field<unknown>) => Saying | null;

export const fromCommandLine =
  (words: Words, place: Place): Source =>
  (key) => {
    const given = words.options.get(key);
    return given === undefined ? null : { words: given, name: `--${longName(key)}`, place };
  };

const YES = new Set(['1', 'true', 'yes', 'on']);
const NO = new Set(['0', 'false', 'no', 'off']);
const yesOrNo: Text = text('it is 1 or 0', '应为 1 或 0');

function toFlag(word: string, name: string): boolean {
  const lower = word.toLowerCase();
  if (YES.has(lower)) return true;
  if (NO.has(lower)) return false;
  throw usageError(text(`${name}=${word}: ${yesOrNo.en}`, `${name}=${word}：${yesOrNo['zh-CN']}`), null);
}

/**
 * `CZMQ_SETUP_<OPTION>`; an empty value is no value. An option that repeats takes several, with commas or line breaks
 * between. `CZMQ_SETUP_NO_CACHE=1` is `--no-cache`.
 */
export const fromEnvironment =
  (env: Probe['env'], place: Place): Source =>
  (key, field) => {
    if (field.at !== 'option') return null;
    const name = envName(key);
    const word = env[name] ?? '';
    if (field.value === null) {
      const opposite = name.replace('CZMQ_SETUP_', 'CZMQ_SETUP_NO_');
      if (word !== '') return { words: [toFlag(word, name)], name, place };
      const against = env[opposite] ?? '';
      return against === '' ? null : { words: [!toFlag(against, opposite)], name: opposite, place };
    }
    if (word === '') return null;
    const words =
      field.repeat === undefined ? [word] : word.split(/[,\n]/).filter((part) => part.trim() !== '');
    return { words, name, place };
  };

/** Variables that look like ours, are none, and are near one that is: a mistyped name must not be lost in silence. */
export function mistypedVariables(
  env: Probe['env'],
  keys: readonly string[],
): readonly { readonly given: string; readonly meant: string }[] {
  const names = keys.map(envName);
  const known = new Set(names.flatMap((name) => [name, name.replace('CZMQ_SETUP_', 'CZMQ_SETUP_NO_')]));
  return Object.keys(env)
    .filter((name) => name.startsWith('CZMQ_SETUP_') && !known.has(name))
    .flatMap((given) => {
      const own = nearest(
        given.slice('CZMQ_SETUP_'.length),
        names.map((name) => name.slice('CZMQ_SETUP_'.length)),
      );
      return own === null ? [] : [{ given, meant: `CZMQ_SETUP_${own}` }];
    });
}
