import { type Lang, type Text, text } from '../core/text.ts';
import { pad, width, wrap } from '../ui/width.ts';
import { COMMON, commands } from './commands.ts';
import { type Field, longName, type OptionSpec } from './spec.ts';

type Row = readonly [name: string, help: string];

const HEADINGS = {
  usage: text('Usage', '用法'),
  commands: text('Commands', '命令'),
  arguments: text('Arguments', '参数'),
  options: text('Options', '选项'),
  everywhere: text('Options of every command', '所有命令通用的选项'),
} as const;

const defaultsAt = (value: string): Text => text(`(default ${value})`, `（默认 ${value}）`);

const NAMES_END = 30;

function table(heading: string, rows: readonly Row[], columns: number): string[] {
  if (rows.length === 0) return [];
  const indent = Math.min(NAMES_END, Math.max(...rows.map(([name]) => width(name))) + 4);
  const lines = rows.flatMap(([name, help]) => {
    const wrapped = wrap(help, columns - indent);
    const fits = width(name) + 4 <= indent;
    const head = fits ? `${pad(`  ${name}`, indent)}${wrapped.shift() ?? ''}` : `  ${name}`;
    return [head, ...wrapped.map((line) => ' '.repeat(indent) + line)];
  });
  return ['', `${heading}:`, ...lines];
}

function optionRow(key: string, spec: OptionSpec<unknown>, lang: Lang): Row {
  const short = spec.short === undefined ? '    ' : `-${spec.short}, `;
  const long = `--${spec.negated ? 'no-' : ''}${longName(key)}`;
  const dots = spec.repeat === 'list' ? '…' : '';
  const value = spec.value === null ? '' : ` ${spec.value.placeholder}${dots}`;
  const fallback = typeof spec.default === 'string' ? ` ${defaultsAt(spec.default)[lang]}` : '';
  return [`${short}${long}${value}`, `${spec.help[lang]}${fallback}`];
}

function fieldRow(key: string, field: Field<unknown>, lang: Lang): Row {
  if (field.at === 'option') return optionRow(key, field, lang);
  if (field.at === 'argument') return [field.name, field.help[lang]];
  return [`    --${field.flag} -- ${field.placeholder}`, field.help[lang]];
}

const rowsOf = (fields: Readonly<Record<string, Field<unknown>>>, wanted: boolean, lang: Lang): Row[] =>
  Object.entries(fields)
    .filter(([, field]) => (field.at === 'argument') === wanted)
    .map(([key, field]) => fieldRow(key, field, lang));

const ALWAYS: readonly (readonly [string, Text])[] = [
  ['-h, --help', text('print this', '打印本帮助')],
  ['-V, --version', text('print the version', '打印版本')],
];

function usageLine(command: string): string {
  const words = Object.values<Field<unknown>>(commands[command]?.fields ?? {}).flatMap((field) => {
    if (field.at !== 'argument') return [];
    if (field.arity === 'one') return [field.value.choices?.join('|') ?? field.name];
    return [field.arity === 'many' ? `[${field.name}…]` : `[${field.name}]`];
  });
  return ['czmq-setup', command, ...words, '[options]'].join(' ');
}

function commandHelp(command: string, lang: Lang, columns: number): string[] {
  const own = commands[command]?.fields ?? {};
  const summary = commands[command]?.summary[lang] ?? '';
  return [
    `${HEADINGS.usage[lang]}: ${usageLine(command)}`,
    '',
    ...wrap(summary, columns),
    ...table(HEADINGS.arguments[lang], rowsOf(own, true, lang), columns),
    ...table(HEADINGS.options[lang], rowsOf(own, false, lang), columns),
  ];
}

const INTRO = text(
  'Installs libzmq and czmq from their sources, proves that they work, and finds what is wrong where they do not.',
  '从源代码安装 libzmq 与 czmq 并验证可用；不可用时找出原因。',
);

const OUTRO = text(
  'More about a command: czmq-setup COMMAND --help. Every option can also be set by CZMQ_SETUP_<OPTION>, a project’s ' +
    '.czmq-setup.json or ~/.config/czmq-setup/config.json.',
  '查看某个命令：czmq-setup 命令 --help。每个选项也可用环境变量 CZMQ_SETUP_<选项>、项目的 .czmq-setup.json 或 ' +
    '~/.config/czmq-setup/config.json 设置。',
);

function toolHelp(lang: Lang, columns: number): string[] {
  const rows = Object.entries(commands)
    .filter(([, command]) => command.hidden !== true)
    .map(([name, command]): Row => [name, command.summary[lang]]);
  return [
    `${HEADINGS.usage[lang]}: czmq-setup <command> [options]`,
    '',
    ...wrap(INTRO[lang], columns),
    ...table(HEADINGS.commands[lang], rows, columns),
  ];
}

/** The help of one command, or of the tool where none is named. Ends with a line break. */
export function helpText(command: string | null, lang: Lang, columns: number): string {
  const everywhere: Row[] = [
    ...rowsOf(COMMON, false, lang),
    ...ALWAYS.map(([name, help]): Row => [name, help[lang]]),
  ];
  const lines = [
    ...(command === null ? toolHelp(lang, columns) : commandHelp(command, lang, columns)),
    ...table(HEADINGS.everywhere[lang], everywhere, columns),
    ...(command === null ? ['', ...wrap(OUTRO[lang], columns)] : []),
  ];
  return `${lines.join('\n')}\n`;
}
