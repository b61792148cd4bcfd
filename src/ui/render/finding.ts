import type { Evidence, Finding, FindingKey, Fix, Severity } from '../../core/finding.ts';
import { type Text, text } from '../../core/text.ts';
import { clean } from '../clean.ts';
import { ownLine, rootLine, typed } from '../shell.ts';
import { type Style, say } from '../style.ts';
import { pad, width, wrap } from '../width.ts';

const WORDS: Record<Severity, Text> = {
  error: text('error', '错误'),
  warning: text('warning', '警告'),
  info: text('note', '提示'),
};

const LABELS = {
  why: text('why', '原因'),
  seen: text('seen', '依据'),
  type: text('type', '输入'),
  or: text('or', '或者'),
  undo: text('undo', '撤销'),
  leads: text('leads to', '导致'),
} as const;

const RISKS = {
  safe: null,
  moderate: text('may change what is there', '可能改动已有内容'),
  high: text('read it well before you run it', '执行前请仔细确认'),
} as const;

const COLON = text(': ', '：');

const AS_ABOVE = text('as above', '同上');

/** Evidence beyond this is for `--verbose` and `--json`. */
const FEW = 4;

const brush = (severity: Severity, style: Style): ((words: string) => string) =>
  severity === 'error' ? style.red : severity === 'warning' ? style.yellow : style.cyan;

/** `code subject`, as `--ignore` and the table of codes name it. */
export const keyWords = ({ code, subject }: FindingKey): string =>
  clean(subject === null ? code : `${code} ${subject}`);

/** Lines behind a label; the first carries it. `copy`: lines that are never wrapped. */
function labelled(label: Text, lines: readonly string[], style: Style): string[] {
  const indent = Math.max(...Object.values(LABELS).map((one) => width(one[style.lang]))) + 4;
  return lines.map((line, index) =>
    index === 0
      ? `${style.dim(pad(`  ${label[style.lang]}`, indent))}${line}`
      : `${' '.repeat(indent)}${line}`,
  );
}

const roomFor = (style: Style): number => style.columns - 14;

function evidenceLines({ kind, where, text: seen, line }: Evidence, style: Style): string[] {
  const place = kind === 'env' ? `$${where}` : line === undefined ? where : `${where}:${line}`;
  const words = clean(seen).split('\n');
  const [first = '', ...more] = words;
  return [`${clean(place)}: ${first}`, ...more.map((one) => `  ${one}`)].flatMap((one) =>
    wrap(one, roomFor(style)),
  );
}

const commandLine = ({ needsRoot }: Fix, argv: readonly string[], style: Style): string =>
  needsRoot ? rootLine(typed(argv), style.isRoot) : ownLine(typed(argv), style);

function fixLines(fix: Fix, style: Style): string[] {
  const risk = RISKS[fix.risk];
  const warned = risk && text(` (${risk.en})`, `（${risk['zh-CN']}）`)[style.lang];
  const about = `${say(style, fix.title)}${warned ?? ''}`;
  const commands = fix.commands.map((argv) => style.bold(commandLine(fix, argv, style)));
  // Every line is a comment by itself: what is pasted is run.
  return [...commands, ...wrap(about, roomFor(style) - 2).map((line) => style.dim(`# ${line}`))];
}

/** What a reader is to type; once where an earlier finding has the same. */
function typeLines(fixes: readonly Fix[], isKnown: boolean, style: Style): string[] {
  if (isKnown) return labelled(LABELS.type, [style.dim(`# ${AS_ABOVE[style.lang]}`)], style);
  return fixes.flatMap((fix, index) =>
    labelled(index === 0 ? LABELS.type : LABELS.or, fixLines(fix, style), style),
  );
}

/** What follows from it; the first few, and how many there are besides. */
function consequenceWords({ consequences }: Finding, style: Style): string {
  const shown = style.verbose ? consequences : consequences.slice(0, FEW);
  const left = consequences.length - shown.length;
  const words = shown.map(keyWords).join(', ');
  return left === 0
    ? words
    : `${words}${text(` and ${left} more`, ` 等 ${consequences.length} 项`)[style.lang]}`;
}

/** One finding: what, why, what was seen, what to type. `hasKnownFixes`: they were shown with an earlier one. */
export function findingLines(finding: Finding, style: Style, hasKnownFixes = false): string[] {
  const title = `${WORDS[finding.severity][style.lang]}${COLON[style.lang]}${say(style, finding.title)}`;
  const [first = '', ...more] = wrap(title, style.columns);
  const shown = style.verbose ? finding.evidence : finding.evidence.slice(0, FEW);
  const paint = brush(finding.severity, style);
  return [
    `${[first, ...more].map((line) => style.bold(paint(line))).join('\n')}`,
    ...labelled(LABELS.why, wrap(say(style, finding.cause), roomFor(style)), style),
    ...labelled(
      LABELS.seen,
      shown.flatMap((one) => evidenceLines(one, style)),
      style,
    ),
    ...typeLines(finding.fixes, hasKnownFixes, style),
    ...(style.verbose
      ? finding.fixes.flatMap((fix) =>
          labelled(
            LABELS.undo,
            (fix.undo ?? []).map((argv) => commandLine(fix, argv, style)),
            style,
          ),
        )
      : []),
    ...labelled(LABELS.leads, wrap(consequenceWords(finding, style), roomFor(style)).filter(Boolean), style),
    style.dim(`  [${keyWords(finding)}]`),
  ];
}

/** All findings, a blank line between them. */
export function findingsLines(findings: readonly Finding[], style: Style): string[] {
  const fixesOf = ({ fixes }: Finding): string => JSON.stringify(fixes.map(({ commands }) => commands));
  return findings.flatMap((finding, index) => {
    const before = findings.slice(0, index);
    const isKnown = finding.fixes.length > 0 && before.some((one) => fixesOf(one) === fixesOf(finding));
    return [...(index === 0 ? [] : ['']), ...findingLines(finding, style, isKnown && !style.verbose)];
  });
}
