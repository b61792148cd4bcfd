// biome-ignore-all lint/suspicious/noTemplateCurlyInString: bash reads them
import type { CommandGrammar, Expected, OptionGrammar } from './grammar.ts';

const offer = (expected: Expected): string => {
  if (expected.kind === 'words') return `_czmq_setup_words '${expected.words.join(' ')}'`;
  if (expected.kind === 'unknown') return ':';
  return `_czmq_setup_paths ${expected.kind === 'folder' ? '-d' : '-f'}`;
};

const spellings = ({ long, short }: OptionGrammar): string[] => (short === null ? [long] : [long, short]);

function commandCase({ name, options, argument }: CommandGrammar): string[] {
  const valued = options.flatMap((option) =>
    option.value === null
      ? []
      : [`        ${spellings(option).join('|')}) ${offer(option.value)}; return ;;`],
  );
  return [
    `    ${name})`,
    '      case $prev in',
    ...valued,
    '      esac',
    '      case $cur in',
    `        -*) _czmq_setup_words '${options.flatMap(spellings).join(' ')} --help' ;;`,
    `        *) ${argument === null ? ':' : offer(argument)} ;;`,
    '      esac ;;',
  ];
}

/** For `source <(czmq-setup completion bash)`; bash 3.2 (macOS) and up, without the bash-completion package. */
export const bash = (commands: readonly CommandGrammar[]): string => {
  const names = commands.map(({ name }) => name);
  return `${[
    '# bash completion for czmq-setup',
    '# shellcheck disable=SC2207 # mapfile came with bash 4; macOS has 3.2',
    '_czmq_setup_words() {',
    '  COMPREPLY=($(compgen -W "$1" -- "$cur"))',
    '}',
    '_czmq_setup_paths() {',
    "  local IFS=$'\\n'",
    '  compopt -o filenames 2>/dev/null',
    '  COMPREPLY=($(compgen "$1" -- "$cur"))',
    '}',
    '_czmq_setup() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command="" i',
    '  # --option=value comes as three words.',
    '  if [ "$cur" = = ]; then cur=; elif [ "$prev" = = ]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    '    case ${COMP_WORDS[i]} in',
    `      ${names.join('|')}) command=\${COMP_WORDS[i]}; break ;;`,
    '    esac',
    '  done',
    '  COMPREPLY=()',
    '  case $command in',
    `    '') _czmq_setup_words '${names.join(' ')} help --help --version' ;;`,
    ...commands.flatMap(commandCase),
    '  esac',
    '}',
    'complete -F _czmq_setup czmq-setup',
  ].join('\n')}\n`;
};
