import type { Text } from '../core/text.ts';
import type { ArgumentSpec, OptionSpec, RestSpec } from './spec.ts';
import type { Value } from './values.ts';

// How the table's entries are written.

const last = (given: readonly unknown[]): unknown => given.at(-1);

/** `--offline`: false until somebody says it. */
export const flag = (help: Text, short?: string): OptionSpec<boolean> => ({
  at: 'option',
  value: null,
  fold: (given) => last(given) as boolean,
  default: false,
  help,
  ...(short !== undefined && { short }),
});

/** `--no-cache`: true until somebody takes it away. */
export const unless = (help: Text): OptionSpec<boolean> => ({
  ...flag(help),
  default: true,
  negated: true,
});

/** `--prefix DIR`: the last one given holds. */
export const option = <T, D extends T | null>(
  value: Value<T>,
  fallback: D,
  help: Text,
  short?: string,
): OptionSpec<T | D> => ({
  at: 'option',
  value,
  fold: (given) => last(given) as T,
  default: fallback,
  help,
  ...(short !== undefined && { short }),
});

/** `--mirror BASE --mirror BASE`; with `list` also `--only A B`. */
export const repeated = <T>(
  value: Value<T>,
  help: Text,
  repeat: 'each' | 'list' = 'each',
): OptionSpec<readonly T[]> => ({
  at: 'option',
  value,
  repeat,
  fold: (given) => given as readonly T[],
  default: [],
  help,
});

/** `--sizes 1,1K --sizes 1M` as one list, in place of the default's. */
export const listed = <T>(
  value: Value<readonly T[]>,
  fallback: readonly T[],
  help: Text,
): OptionSpec<readonly T[]> => ({
  at: 'option',
  value,
  repeat: 'each',
  fold: (given) => [...new Set((given as (readonly T[])[]).flat())],
  default: fallback,
  help,
});

/** `--source czmq=DIR --source libzmq=DIR` as one map; a later entry for the same name holds. */
export const mapped = (
  value: Value<readonly [string, string]>,
  help: Text,
): OptionSpec<Readonly<Record<string, string>>> => ({
  at: 'option',
  value,
  repeat: 'each',
  keyed: true,
  fold: (given) => Object.fromEntries(given as (readonly [string, string])[]),
  default: {},
  help,
});

/** `--features a,-b --features c` as one map. */
export const merged = (
  value: Value<Readonly<Record<string, boolean>>>,
  help: Text,
): OptionSpec<Readonly<Record<string, boolean>>> => ({
  at: 'option',
  value,
  repeat: 'each',
  fold: (given) => Object.assign({}, ...given) as Record<string, boolean>,
  default: {},
  help,
});

export const argument = <T>(name: string, value: Value<T>, help: Text): ArgumentSpec<T> => ({
  at: 'argument',
  name,
  value,
  arity: 'one',
  fold: (given) => given[0] as T,
  help,
});

export const optional = <T>(name: string, value: Value<T>, help: Text): ArgumentSpec<T | null> => ({
  at: 'argument',
  name,
  value,
  arity: 'optional',
  fold: (given) => (given[0] as T | undefined) ?? null,
  help,
});

export const many = <T>(name: string, value: Value<T>, help: Text): ArgumentSpec<readonly T[]> => ({
  at: 'argument',
  name,
  value,
  arity: 'many',
  fold: (given) => given as readonly T[],
  help,
});

export const rest = <T>(
  flagName: string | null,
  placeholder: string,
  fold: (given: readonly string[] | null) => T,
  help: Text,
): RestSpec<T> => ({ at: 'rest', flag: flagName, placeholder, fold, help });
