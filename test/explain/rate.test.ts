import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainLines } from '../../src/explain/explain.ts';

/**
 * fixtures/logs/blind/*.txt: logs whose answers were decided from the table of codes before a rule was looked at.
 * `=== name | code | subject [| code | subject ...]` heads each, best answer first; subject `null`: the log cannot tell;
 * `unknown` alone: nothing of this kind failed, and an error would be a false alarm. Once learnt, a set no longer says
 * how good the rules are on logs that nobody has seen; it still says when they get worse.
 */
const folder = new URL('../../fixtures/logs/blind/', import.meta.url);

interface Sample {
  readonly name: string;
  readonly accept: readonly (readonly [code: string, subject: string])[];
  readonly lines: readonly string[];
}

const samplesOf = (file: string): Sample[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((sample) => {
      const [head = '', ...lines] = sample.split('\n');
      const [name = '', ...words] = head.split(' | ');
      const accept = words.flatMap((code, index) =>
        index % 2 === 0 ? [[code, words[index + 1] ?? 'null'] as const] : [],
      );
      return { name, accept, lines };
    });

const isQuiet = ({ accept }: Sample): boolean => accept.length === 1 && accept[0]![0] === 'unknown';

test.each(readdirSync(folder).sort())('%s: code in 96 of 100, subject in 94, no false alarm', (file) => {
  const wrong: string[] = [];
  const alarms: string[] = [];
  let failures = 0;
  let codes = 0;
  let subjects = 0;
  for (const sample of samplesOf(file)) {
    const [finding] = explainLines(sample.lines, { where: 'log', manager: null });
    const code = finding?.code ?? 'unknown';
    const subject = finding?.subject ?? 'null';
    if (isQuiet(sample)) {
      if (finding?.severity === 'error') alarms.push(`${sample.name}: ${code} ${subject}`);
      continue;
    }
    failures += 1;
    const sameCode = sample.accept.filter(([accepted]) => accepted === code);
    if (sameCode.length > 0) codes += 1;
    if (sameCode.some(([, accepted]) => accepted === 'null' || accepted === subject)) subjects += 1;
    else wrong.push(`${sample.name}: ${code} ${subject}`);
  }
  expect(alarms).toEqual([]);
  expect(codes / failures, wrong.join('\n')).toBeGreaterThanOrEqual(0.96);
  expect(subjects / failures, wrong.join('\n')).toBeGreaterThanOrEqual(0.94);
});
