import type { Evidence, Finding, FindingKey } from '../core/finding.ts';
import { withoutSecrets } from '../core/redact.ts';
import { type Text, text } from '../core/text.ts';
import type { ExplainOptions } from './explain-options.ts';
import { fixOf } from './fixes.ts';
import type { Line } from './log.ts';
import type { Hit, PossibleCause } from './rule.ts';

/** Lines of proof shown. */
const SHOWN = 6;
/** Characters of a line shown. */
const WIDTH = 400;

/** A line as proof: where it stands, and its words without escapes and secrets. */
export const evidenceOf = (where: string, line: Line): Evidence => ({
  kind: 'log',
  where,
  line: line.number,
  text: withoutSecrets(line.shown.length > WIDTH ? `${line.shown.slice(0, WIDTH)}...` : line.shown),
});

/** The causes that a symptom can have, appended to its explanation. */
function withPossible(cause: Text, possible: readonly PossibleCause[]): Text {
  if (possible.length === 0) return cause;
  const lines = (pick: (words: Text) => string): string =>
    possible.map(({ code, why, ask }) => `\n- ${pick(why)} (${code}): ${ask.join(' ')}`).join('');
  return text(
    `${cause.en}\nThe log alone does not say why. Possible, and what tells them apart:${lines((words) => words.en)}`,
    `${cause['zh-CN']}\n仅凭日志还看不出原因。可能的原因，以及区分它们的命令：${lines((words) => words['zh-CN'])}`,
  );
}

/** What merely follows from the answer: failures of lower depth that came after it. */
function consequencesOf(answer: Hit, hits: readonly Hit[]): FindingKey[] {
  const keys = new Map<string, FindingKey>();
  for (const { rule, subject, at } of hits) {
    if (at <= answer.at || rule.tier !== 'trace' || rule.code === answer.rule.code) continue;
    keys.set(`${rule.code}:${subject}`, { code: rule.code, subject });
  }
  return [...keys.values()].slice(0, 5);
}

/** The chosen match as a finding. */
export function findingOf(answer: Hit, hits: readonly Hit[], { where, manager }: ExplainOptions): Finding {
  const { rule, subject } = answer;
  const same = hits.filter((hit) => hit !== answer && hit.rule.code === rule.code && hit.subject === subject);
  const proof = new Map([answer, ...same].map((hit) => [hit.line.number, hit.line]));
  return {
    code: rule.code,
    subject,
    severity: rule.severity,
    title: rule.title(subject, answer),
    cause: withPossible(rule.cause(subject, answer), rule.possible(subject, answer)),
    evidence: [...proof.values()].slice(0, SHOWN).map((line) => evidenceOf(where, line)),
    consequences: consequencesOf(answer, hits),
    fixes: rule
      .remedies(subject, answer)
      .map((remedy) => fixOf(remedy, manager))
      // What was just not found is no remedy.
      .filter(
        ({ commands }) =>
          rule.code !== 'package.not-found' ||
          !commands.some((argv) => argv[0] !== 'czmq-setup' && argv.includes(subject ?? '')),
      ),
    source: `rule:${rule.id}`,
  };
}
