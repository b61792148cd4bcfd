import type { CommandGrammar, Expected, OptionGrammar } from './grammar.ts';

const quoted = (words: string): string => `'${words.replace(/[\\']/g, (sign) => `\\${sign}`)}'`;

const offer = (expected: Expected | null): string => {
  if (expected === null) return '';
  if (expected.kind === 'words') return ` -x -a ${quoted(expected.words.join(' '))}`;
  if (expected.kind === 'unknown') return ' -x';
  return expected.kind === 'folder' ? ' -x -a "(__fish_complete_directories)"' : ' -r -F';
};

const within = (name: string): string => `complete -c czmq-setup -n '__fish_seen_subcommand_from ${name}'`;

const optionLine = (name: string, { long, short, value, help }: OptionGrammar): string =>
  `${within(name)} -l ${long.slice(2)}${short === null ? '' : ` -s ${short.slice(1)}`}${offer(value)} -d ${quoted(help)}`;

function argumentLines({ name, argument }: CommandGrammar): string[] {
  if (argument === null || argument.kind === 'unknown') return [];
  return [argument.kind === 'words' ? `${within(name)}${offer(argument)}` : `${within(name)} -F`];
}

/** For `czmq-setup completion fish | source`, or a file in ~/.config/fish/completions. */
export const fish = (commands: readonly CommandGrammar[]): string =>
  `${[
    '# fish completion for czmq-setup',
    'complete -c czmq-setup -f',
    ...commands.flatMap((command) => [
      `complete -c czmq-setup -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.summary)}`,
      ...argumentLines(command),
      ...command.options.map((option) => optionLine(command.name, option)),
    ]),
  ].join('\n')}\n`;
