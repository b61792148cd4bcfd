import type { Finding, Severity } from '../../core/finding.ts';
import type { Result } from '../../core/result.ts';
import { type Text, text } from '../../core/text.ts';
import type { Repair } from '../../doctor/fix.ts';
import type { CheckReport } from '../../doctor/run-checks.ts';
import { clean } from '../clean.ts';
import { duration } from '../figures.ts';
import { rootLine, shellLine } from '../shell.ts';
import { type Style, say } from '../style.ts';
import { width, wrap } from '../width.ts';
import { type Binary, binaryLines } from './binary.ts';
import { findingsLines, keyWords } from './finding.ts';

/** What the screen needs of the doctor's data. */
export interface DoctorView {
  readonly checks: readonly Pick<CheckReport, 'id' | 'title' | 'status' | 'skipped' | 'durationMs'>[];
  readonly ignored?: readonly Finding[];
  readonly binaries?: readonly Binary[];
  /** `--list`: checks that were only named. */
  readonly listed?: boolean;
  /** Another machine was looked at, which cannot be repaired from here. */
  readonly snapshot?: boolean;
  /** Nothing but the named programs was looked at. */
  readonly binariesOnly?: boolean;
  readonly repairs?: readonly Repair[];
  readonly link?: { readonly corrected: readonly string[] | null };
}

const MARKS: Record<CheckReport['status'], Text> = {
  pass: text('pass', '通过'),
  fail: text('FAIL', '失败'),
  warn: text('warn', '警告'),
  skipped: text('skip', '跳过'),
};

const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((finding) => finding.severity === severity).length;

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** The whole answer in one line. */
function verdict(findings: readonly Finding[], checks: DoctorView['checks'], style: Style): string {
  const errors = countOf(findings, 'error');
  const warnings = countOf(findings, 'warning');
  const passed = checks.filter(({ status }) => status === 'pass').length;
  if (errors === 0 && warnings === 0) {
    return style.green(
      text(`Healthy: ${plural(passed, 'check')} passed.`, `健康：${passed} 项检查通过。`)[style.lang],
    );
  }
  const words = text(
    `${plural(errors, 'error')}, ${plural(warnings, 'warning')}; ${plural(passed, 'check')} passed.`,
    `${errors} 个错误，${warnings} 个警告；${passed} 项检查通过。`,
  );
  return (errors > 0 ? style.red : style.yellow)(words[style.lang]);
}

/** As many names as one line holds; how many there are besides, and where they stand. */
function passedLine(names: readonly string[], style: Style): string {
  const head = text('passed: ', '通过：')[style.lang];
  for (let shown = names.length; shown > 0; shown -= 1) {
    const left = names.length - shown;
    const rest = left === 0 ? '' : say(style, text(` and ${left} more (-v)`, ` 等 ${names.length} 项（-v）`));
    const line = `${head}${names.slice(0, shown).join(', ')}${rest}`;
    if (width(line) <= style.columns) return line;
  }
  return `${head}${names.length}`;
}

function checkLines(checks: DoctorView['checks'], style: Style): string[] {
  if (style.verbose) {
    return checks.map(({ id, title, status, skipped, durationMs }) => {
      const why = skipped === null ? '' : `: ${say(style, skipped)}`;
      return clean(
        `${MARKS[status][style.lang]}  ${id}: ${title[style.lang]}${why} (${duration(durationMs, style.lang)})`,
      );
    });
  }
  const passed = checks.filter(({ status }) => status === 'pass').map(({ id }) => id);
  const couldNot = checks.filter(({ status }) => status === 'skipped');
  return [
    ...couldNot.flatMap(({ title, skipped }) => {
      const why = skipped === null ? '' : `: ${say(style, skipped)}`;
      const head = text('could not look', '未能检查')[style.lang];
      return wrap(`${head}: ${say(style, title)}${why}`, style.columns).map(style.yellow);
    }),
    ...(passed.length === 0 ? [] : [style.dim(passedLine(passed, style))]),
  ];
}

const OUTCOMES: Record<Repair['outcome'], Text> = {
  done: text('done', '已完成'),
  failed: text('failed', '失败'),
  declined: text('not wanted', '未执行'),
  'no-root': text('needs root', '需要 root'),
};

/** What `--fix` did, and how it is taken back. */
const repairLines = (repairs: readonly Repair[], style: Style): string[] =>
  repairs.flatMap(({ outcome, title, words, needsRoot, undo }) => [
    ...wrap(
      `${OUTCOMES[outcome][style.lang]}: ${say(style, title)}${words === null ? '' : ` (${clean(words.split('\n').at(-1) ?? '')})`}`,
      style.columns,
    ),
    ...undo.map((argv) => {
      const line = needsRoot ? rootLine(argv, style.isRoot) : shellLine(argv);
      return style.dim(`  ${text('to undo it', '撤销')[style.lang]}: ${line}`);
    }),
  ]);

/** That the tool can do it itself, where it can: a newcomer need not type what stands above. */
function repairHint(findings: readonly Finding[], style: Style): string[] {
  const canRepair = findings.some(
    ({ severity, fixes }) => severity === 'error' && fixes.some(({ automatic }) => automatic),
  );
  if (!canRepair) return [];
  const command = `${style.program} doctor --fix`;
  return wrap(
    text(
      `To have it repaired, each step shown and asked before: ${command}`,
      `要让工具修复（每一步都会先显示并询问）：${command}`,
    )[style.lang],
    style.columns,
  );
}

/** `--binary` alone: all is well with the programs, and nothing is said of the machine. */
const binariesVerdict = (style: Style): string =>
  style.green(
    text(
      'Loads well: every library, symbol and version is found. For the whole machine: czmq-setup doctor',
      '加载正常：所有库、符号和版本都能找到。要检查整台机器：czmq-setup doctor',
    )[style.lang],
  );

/** `--link`: nothing was checked but the line. */
function linkVerdict(findings: readonly Finding[], style: Style): string {
  return findings.length === 0
    ? style.green(
        text('The line links: nothing stays undefined.', '该命令行可以链接：没有未定义的符号。')[style.lang],
      )
    : style.red(text('The line does not link.', '该命令行无法链接。')[style.lang]);
}

/** One line of verdict, the findings, the trees that were asked for, then the checks in short; all of them with -v. */
export function render({ data, findings }: Result<string, DoctorView>, style: Style): string {
  const ignored = (data.ignored ?? []).map((finding) =>
    style.dim(`${text('ignored', '已忽略')[style.lang]}: ${keyWords(finding)}`),
  );
  if (data.listed) return data.checks.map(({ id, title }) => `${id}: ${say(style, title)}\n`).join('');
  const answer = data.link
    ? linkVerdict(findings, style)
    : data.binariesOnly
      ? binariesVerdict(style)
      : verdict(findings, data.checks, style);
  const parts = [
    wrap(answer, style.columns).map(style.bold),
    findingsLines(findings, style),
    (data.repairs ?? data.link ?? data.snapshot) ? [] : repairHint(findings, style),
    (data.binaries ?? []).flatMap((binary) => binaryLines(binary, style)),
    repairLines(data.repairs ?? [], style),
    [...ignored, ...(data.binariesOnly && !style.verbose ? [] : checkLines(data.checks, style))],
  ];
  const shown = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${shown.join('\n\n')}\n`;
}
