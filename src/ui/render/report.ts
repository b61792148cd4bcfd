import type { ReportData } from '../../commands/report.ts';
import type { Result } from '../../core/result.ts';
import { text } from '../../core/text.ts';
import { clean } from '../clean.ts';
import type { Style } from '../style.ts';
import { findingsLines } from './finding.ts';

const HEADS = {
  title: text('Report of czmq-setup', 'czmq-setup 报告'),
  machine: text('Machine', '机器'),
  findings: text('Findings', '诊断'),
  libraries: text('Libraries', '库'),
  modules: text('pkg-config', 'pkg-config 模块'),
  tools: text('Tools', '工具'),
  environment: text('Environment', '环境变量'),
  failure: text('Last failed log', '最近失败的日志'),
  checks: text('Checks', '检查'),
} as const;

const NONE = text('none', '无');

/** Words in a Markdown code span or block cannot end it. */
const code = (words: string): string => `\`${clean(words).replaceAll('`', "'")}\``;
const block = (lines: readonly string[]): string[] => [
  '```',
  ...lines.map((line) => line.replaceAll('```', "'''")),
  '```',
];

const machineLines = ({ platform, machine, packageManager, compilers }: ReportData): string[] => [
  `- ${clean(platform.name)}; ${platform.arch}; ${platform.libc ?? platform.os}; kernel ${clean(platform.kernel)}`,
  ...(platform.wsl === undefined ? [] : [`- WSL ${platform.wsl}`]),
  ...(platform.container === undefined ? [] : [`- ${platform.container}`]),
  `- ${machine.cpus} CPU, ${machine.memoryMb} MB; node ${machine.node}; ${machine.root ? 'root' : 'not root'}; ${packageManager ?? 'no package manager'}`,
  ...compilers.map(
    ({ command, version, target }) => `- ${code(command)}: ${clean(version)}, ${clean(target)}`,
  ),
];

const libraryLines = ({ libraries }: ReportData): string[] =>
  libraries.flatMap(({ name, copies }) => [
    `- ${clean(name)}${copies.length === 0 ? ': -' : ''}`,
    ...copies.flatMap(({ root, versions, wins, files }) => [
      `  - ${code(root)} ${versions.join(' / ') || '?'}${wins.length === 0 ? '' : ` (${wins.join(', ')})`}`,
      ...files.map(
        ({ path, owner }) =>
          `    - ${code(path)}: ${owner.by === 'package' ? clean(`${owner.manager} ${owner.name}`) : owner.by}`,
      ),
    ]),
  ]);

const moduleLines = ({ modules }: ReportData): string[] =>
  modules.flatMap(({ module, version, file, cflags, libs, unmet }) => [
    `- ${clean(module)} ${version === null ? '-' : clean(version)}${file === null ? '' : ` ${code(file)}`}`,
    ...(version === null ? [] : [`  - ${code(`${cflags} ${libs}`.trim())}`]),
    ...(unmet.length === 0 ? [] : [`  - ! ${unmet.map(clean).join(', ')}`]),
  ]);

/** Markdown, to be pasted into an issue as it stands. */
export function render({ data, findings }: Result<string, ReportData>, style: Style): string {
  const { lang } = style;
  const section = (head: keyof typeof HEADS, lines: readonly string[]): string[] => [
    `### ${HEADS[head][lang]}`,
    '',
    ...(lines.length === 0 ? [NONE[lang]] : lines),
    '',
  ];
  const notPassed = data.checks.filter(({ status }) => status !== 'pass');
  const failure = data.lastFailure;
  const lines = [
    `## ${HEADS.title[lang]}`,
    '',
    ...section('machine', machineLines(data)),
    ...section('findings', findings.length === 0 ? [] : block(findingsLines(findings, style))),
    ...section('libraries', libraryLines(data)),
    ...section('modules', moduleLines(data)),
    ...section(
      'tools',
      data.tools.map(({ name, path, version, problem }) =>
        clean(`- ${name} ${version ?? '?'} ${path ?? ''}${problem === null ? '' : ` (${problem})`}`),
      ),
    ),
    ...section(
      'environment',
      block(Object.entries(data.environment).map(([name, value]) => clean(`${name}=${value}`))),
    ),
    ...section(
      'failure',
      failure === null
        ? []
        : [`${code(failure.log)}: ${failure.code}`, '', ...block(failure.lines.map(clean))],
    ),
    ...section('checks', [
      `- ${data.checks.length - notPassed.length} pass`,
      ...notPassed.map(({ id, status, skipped }) =>
        clean(`- ${id}: ${status}${skipped === null ? '' : ` (${skipped[lang]})`}`),
      ),
    ]),
    ...(data.snapshot === null
      ? []
      : [text(`Snapshot: ${data.snapshot}`, `快照：${data.snapshot}`)[lang], '']),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
