import { Command, Option } from 'commander';
import { text } from '../core/text.ts';
import { COMMON, commands } from './commands.ts';
import { type Field, longName, type OptionSpec } from './spec.ts';
import { unknownName, usageError } from './usage.ts';

/** What the command line says, as words: nothing is looked at yet but the names. */
export interface Words {
  /** Null where no command is named. */
  readonly command: string | null;
  /** By key, in the order given; a flag's words are `true` and `false`. */
  readonly options: ReadonlyMap<string, readonly (string | boolean)[]>;
  /** Before `--`, then after it (null without one). */
  readonly operands: readonly string[];
  readonly rest: readonly string[] | null;
  /** Help is asked for, about the command or the whole tool. */
  readonly help: boolean;
  readonly version: boolean;
}

/** A command's fields with those that every command has. */
export const fieldsOf = (name: string | null): Readonly<Record<string, Field<unknown>>> => ({
  ...COMMON,
  ...(name === null ? {} : commands[name]?.fields),
});

/** commander's tokeniser with our words for its errors. */
class Line extends Command {
  override createCommand(name?: string): Line {
    return new Line(name);
  }

  get #command(): string | null {
    return this.parent === null ? null : this.name();
  }

  unknownOption(given: string): never {
    const name = given.replace(/=.*$/s, '');
    const long = this.options.filter((option) => !option.hidden).map((option) => option.long ?? '');
    throw unknownName(
      text(`unknown option ${name}`, `未知选项 ${name}`),
      name,
      [...long, '--help'],
      this.#command,
    );
  }

  optionMissingArgument(option: Option): never {
    throw usageError(
      text(`${option.long} needs a value: ${option.flags}`, `${option.long} 需要一个值：${option.flags}`),
      this.#command,
    );
  }

  unknownCommand(): never {
    const [name = ''] = this.args;
    throw unknownCommand(name);
  }
}

const visible = (): string[] => Object.keys(commands).filter((name) => commands[name]?.hidden !== true);

const unknownCommand = (name: string) =>
  unknownName(text(`unknown command ${name}`, `未知命令 ${name}`), name, visible(), null);

type Collected = Map<string, (string | boolean)[]>;

const collect = (into: Collected, key: string, words: readonly (string | boolean)[]): void => {
  into.set(key, [...(into.get(key) ?? []), ...words]);
};

function addOption(line: Line, key: string, spec: OptionSpec<unknown>, into: Collected): void {
  const long = `--${longName(key)}`;
  const short = spec.short === undefined ? '' : `-${spec.short}, `;
  if (spec.value === null) {
    // Both spellings exist, so that the command line can take back what a file says.
    const plus = new Option(`${short}${long}`).hideHelp(spec.negated === true);
    const minus = new Option(`--no-${longName(key)}`).hideHelp(spec.negated !== true);
    line.addOption(plus).addOption(minus);
    line.on(`option:${longName(key)}`, () => collect(into, key, [true]));
    line.on(`option:no-${longName(key)}`, () => collect(into, key, [false]));
    return;
  }
  const dots = spec.repeat === 'list' ? '...' : '';
  line.addOption(new Option(`${short}${long} <${spec.value.placeholder}${dots}>`));
  line.on(`option:${longName(key)}`, (word: string) => collect(into, key, [word]));
}

function addFields(line: Line, fields: Readonly<Record<string, Field<unknown>>>, into: Collected): void {
  for (const [key, field] of Object.entries(fields)) {
    if (field.at === 'option') addOption(line, key, field, into);
    if (field.at === 'rest' && field.flag !== null) {
      line.addOption(new Option(`--${field.flag}`));
      line.on(`option:${field.flag}`, () => collect(into, key, [true]));
    }
  }
}

function addHelp(line: Line, into: Collected): void {
  line.helpOption(false).helpCommand(false);
  line.addOption(new Option('-h, --help')).on('option:help', () => collect(into, 'help', [true]));
  line.addOption(new Option('-V, --version')).on('option:version', () => collect(into, 'version', [true]));
}

/** `-- gcc main.o` cut off: commander would mix it with the operands. */
function cut(argv: readonly string[]): { before: readonly string[]; rest: readonly string[] | null } {
  const at = argv.indexOf('--');
  return at === -1 ? { before: argv, rest: null } : { before: argv.slice(0, at), rest: argv.slice(at + 1) };
}

/** Reads the names on the command line. Throws a usage error; asks and prints nothing. */
export function parse(argv: readonly string[]): Words {
  const options: Collected = new Map();
  const [first = ''] = argv;
  if (commands[first]?.hidden === true) {
    // What the elevated half of a commit is told is not for people and goes through untouched.
    return { command: first, options, operands: [], rest: argv.slice(1), help: false, version: false };
  }
  const { before, rest } = cut(argv);
  let command: string | null = null;
  let operands: readonly string[] = [];
  const program = new Line('czmq-setup').enablePositionalOptions().allowExcessArguments();
  addHelp(program, options);
  addFields(program, COMMON, options);
  program.action(() => {
    operands = program.args;
  });
  for (const name of visible()) {
    const line = program.command(name) as Line;
    addHelp(line, options);
    // A start builds some hundred options or the few of the command that is named.
    if (before.includes(name)) addFields(line, fieldsOf(name), options);
    line.allowExcessArguments().argument('[words...]');
    line.action(() => {
      command = name;
      operands = line.args;
    });
  }
  program.exitOverride().parse(before, { from: 'user' });
  const asksHelp = options.has('help');
  if (command === null && operands[0] === 'help') {
    const [, about = null] = operands;
    if (about !== null && !visible().includes(about)) throw unknownCommand(about);
    return { command: about, options, operands: [], rest: null, help: true, version: false };
  }
  if (command === null && operands[0] !== undefined) throw unknownCommand(operands[0]);
  return { command, options, operands, rest, help: asksHelp, version: options.has('version') };
}
