import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { ExplainOptions } from './explain-options.ts';
import { evidenceOf } from './finding.ts';
import type { Line, Log } from './log.ts';

/** Words by which tools of any kind say that they failed; the stronger first. */
const DECISIVE: readonly RegExp[] = [
  /^(?:\S{1,300}: )?(?:[Ff]atal(?: error)?|panic|error|Error|ERROR|FATAL|FAILED|internal compiler error)\b.{0,3}[:!]|: (?:fatal )?error: |\bCMake Error\b|\bAssertion .{1,200} failed|^E: |^Traceback|Exception in thread|^ERROR\b/,
  /\*\*\* \[|\*\*\* .{0,200}(?:Error|Stop|failed)|\b(?:Segmentation fault|core dumped|Abort(?:ed| trap)|Bus error|Killed)\b|(?:exit(?:ed)?|returned) (?:with )?(?:a )?(?:non-zero )?(?:status|code):? ?(?!0\b)\d|ld returned [1-9]|\bBUILD FAILED\b|not ok \d|^FAIL:/,
  // The loader's other reasons, an exception's last line, and libzmq's own last words (src/err.hpp).
  /error while loading shared libraries: |^(?:[\w$]{1,80}(?:\.|::)){0,8}[\w$]{0,80}(?:Error|Exception|error_t)\b.{0,40}: \S|\((?:\S{0,100}\/)?src\/\w{1,60}\.[ch]pp:\d{1,6}\)$/,
];
/** Errors that the tool itself says do not matter. */
const HARMLESS =
  /\(ignored\)|-Werror|Werror=|error\.\w|errors?\.(?:c|h|cpp|o|lo)\b|\b0 errors?\b|no errors?\b|error_|_error|\|\| true|\bstrerror|^checking |^[-] (?:Looking|Performing|Check)/i;

const MOST = 6;

/** The log's decisive lines where no rule knows them, but for those that it has survived; null where nothing failed. */
export function unknownFinding(
  log: Log,
  survived: ReadonlySet<Line>,
  { where }: ExplainOptions,
): Finding | null {
  const decisive = decisiveLines(log, survived);
  if (decisive.length === 0) return null;
  return {
    code: 'unknown',
    subject: null,
    severity: 'warning',
    title: text('Something failed, and no rule knows it', '有步骤失败，但没有规则认识它'),
    cause: text(
      'These lines decided it. No cause is claimed. Please send the whole log, with what `czmq-setup report` prints, to the project whose tool printed them, or to czmq-setup so that it learns it.',
      '决定结果的是下面几行。这里不作猜测。请把完整日志连同 `czmq-setup report` 的输出发给打印这些行的工具的项目，或发给 czmq-setup，好让它学会识别。',
    ),
    evidence: decisive.map((line) => evidenceOf(where, line)),
    consequences: [],
    fixes: [
      {
        title: text('Collect what a maintainer asks for', '收集维护者会问到的信息'),
        commands: [['czmq-setup', 'report']],
        needsRoot: false,
        automatic: false,
        risk: 'safe',
      },
    ],
  };
}

function decisiveLines(log: Log, survived: ReadonlySet<Line>): Line[] {
  for (const pattern of DECISIVE) {
    const found = log.lines.filter(
      (line) =>
        line.kind === 'output' &&
        !survived.has(line) &&
        (pattern.test(line.text) || pattern.test(line.shown)) &&
        !HARMLESS.test(line.text),
    );
    if (found.length > 0)
      return found.length > MOST ? [...found.slice(0, MOST - 2), ...found.slice(-2)] : found;
  }
  return [];
}
