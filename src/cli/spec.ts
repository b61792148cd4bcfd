import type { CommonOptions } from '../commands/options.ts';
import type { Text } from '../core/text.ts';
import type { Value } from './values.ts';

/**
 * The shape of the command line as data. From the table in src/cli/commands.ts are made: the parser, the help, the
 * environment variables, the configuration files and their schema, and the completion scripts.
 */

/** A value named by `--long`: its long name is the key, written with dashes. */
export interface OptionSpec<T> {
  readonly at: 'option';
  readonly short?: string;
  /** Null for a flag. */
  readonly value: Value<unknown> | null;
  /** `each`: may be given again. `list`: takes several words at once as well. */
  readonly repeat?: 'each' | 'list';
  /** A configuration file may write it as an object: `NAME=VALUE` each. */
  readonly keyed?: true;
  /** Makes one value of all that were given, in order. */
  readonly fold: (given: readonly unknown[]) => T;
  readonly default: T;
  /** Shown as `--no-NAME`: it is on by itself. */
  readonly negated?: true;
  readonly help: Text;
}

/** A value named by its place. */
export interface ArgumentSpec<T> {
  readonly at: 'argument';
  readonly name: string;
  readonly value: Value<unknown>;
  readonly arity: 'one' | 'optional' | 'many';
  readonly fold: (given: readonly unknown[]) => T;
  readonly help: Text;
}

/** The words after `--`, handed on untouched. */
export interface RestSpec<T> {
  readonly at: 'rest';
  /** The flag that asks for them: `doctor --link -- gcc main.o`. Null where all words are taken as they stand. */
  readonly flag: string | null;
  readonly placeholder: string;
  readonly fold: (given: readonly string[] | null) => T;
  readonly help: Text;
}

export type Field<T> = OptionSpec<T> | ArgumentSpec<T> | RestSpec<T>;

/** One entry for each option of `O`, so that the table and the commands' types cannot part. */
export type Fields<O> = { readonly [K in keyof O]-?: Field<O[K]> };

export interface CommandSpec<O extends CommonOptions = CommonOptions> {
  readonly summary: Text;
  readonly hidden?: true;
  /** Works where nothing can be installed (native Windows): it reads no machine. */
  readonly anywhere?: true;
  /** Holds work that must be undone or ended in order: an interrupt waits for that. */
  readonly acts?: true;
  readonly fields: Fields<Omit<O, keyof CommonOptions>>;
  /** Settles what two options say together. `named`: the options that somebody set. */
  readonly settle?: (options: O, named: ReadonlySet<string>) => O;
}

/** `buildSystem` as `build-system`. */
export const longName = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `buildSystem` as `CZMQ_SETUP_BUILD_SYSTEM`. */
export const envName = (key: string): string =>
  `CZMQ_SETUP_${longName(key).toUpperCase().replaceAll('-', '_')}`;
