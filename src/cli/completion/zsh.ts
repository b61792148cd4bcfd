import type { CommandGrammar, Expected, OptionGrammar } from './grammar.ts';

/** A word inside zsh's single quotes. */
const quoted = (words: string): string => `'${words.replaceAll("'", "'\\''")}'`;

/** Help text in an `_arguments` specification: brackets and colons end it. */
const inSpec = (words: string): string => words.replace(/[[\]:\\]/g, (sign) => `\\${sign}`);

const action = (expected: Expected): string => {
  if (expected.kind === 'words') return `(${expected.words.join(' ')})`;
  if (expected.kind === 'unknown') return ' ';
  return expected.kind === 'folder' ? '_files -/' : '_files';
};

function optionSpecs({ long, short, value, repeats, help }: OptionGrammar): string[] {
  const tail = `[${inSpec(help)}]${value === null ? '' : `:${inSpec(long.slice(2))}:${action(value)}`}`;
  const star = repeats ? '*' : '';
  return [
    quoted(`${star}${long}${value === null ? '' : '='}${tail}`),
    ...(short === null ? [] : [quoted(`${star}${short}${value === null ? '' : '+'}${tail}`)]),
  ];
}

function commandCase({ name, options, argument, manyArguments }: CommandGrammar): string[] {
  const operand =
    argument === null ? [] : [quoted(`${manyArguments ? '*' : '1'}:argument:${action(argument)}`)];
  const specs = [...options.flatMap(optionSpecs), quoted('--help[help]'), ...operand];
  return [`    ${name})`, `      _arguments -s \\`, `        ${specs.join(' \\\n        ')} ;;`];
}

/** For a folder of `fpath` (as `_czmq-setup`) or `source <(czmq-setup completion zsh)`. */
export const zsh = (commands: readonly CommandGrammar[]): string =>
  `${[
    '#compdef czmq-setup',
    '_czmq_setup() {',
    '  local -a names',
    '  if (( CURRENT == 2 )); then',
    '    names=(',
    ...commands.map(({ name, summary }) => `      ${quoted(`${name}:${summary.replaceAll(':', '\\:')}`)}`),
    '    )',
    "    _describe 'command' names",
    '    return',
    '  fi',
    '  local name=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $name in',
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'if [ "$funcstack[1]" = _czmq-setup ]; then _czmq_setup "$@"; else compdef _czmq_setup czmq-setup; fi',
  ].join('\n')}\n`;
