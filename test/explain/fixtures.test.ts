import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainLines } from '../../src/explain/explain.ts';

/**
 * fixtures/logs/*.txt: logs of real tools, many a file. `=== name | code | subject` heads each; `-` = nothing, `*` = the
 * log cannot tell. real.txt is what compilers, linkers, build systems and package managers printed when they were made to
 * fail: its answers were decided before they ran. languages.txt is the same in twelve languages, each beside the others.
 */
const folder = new URL('../../fixtures/logs/', import.meta.url);

interface Sample {
  readonly name: string;
  readonly code: string;
  readonly subject: string;
  readonly lines: readonly string[];
}

const samplesOf = (file: string): readonly Sample[] =>
  readFileSync(new URL(file, folder), 'utf8')
    .split(/^=== /m)
    .slice(1)
    .map((sample) => {
      const [head = '', ...lines] = sample.split('\n');
      const [name = '', code = '-', subject = '-'] = head.split(' | ');
      return { name: `${file}: ${name}`, code, subject, lines };
    });

/** What is wrong about an answer; null where it is right. */
function wrong(
  { name, code, subject, lines }: Sample,
  before: readonly string[] = [],
  after: readonly string[] = [],
): string | null {
  const [finding] = explainLines([...before, ...lines, ...after], { where: 'log', manager: null });
  const got = [finding?.code ?? '-', subject === '*' ? '*' : (finding?.subject ?? '-')].join(' ');
  return got === `${code} ${subject}` ? null : `${name}: ${got}, not ${code} ${subject}`;
}
const wrongs = (samples: readonly Sample[], ...around: readonly string[][]): string[] =>
  samples.map((sample) => wrong(sample, ...around)).filter((line) => line !== null);

const files = readdirSync(folder).filter((file) => file.endsWith('.txt'));

test.each(files)('%s: each log by its code and subject', (file) => {
  const samples = samplesOf(file);
  expect(samples.length).toBeGreaterThan(0);
  expect(wrongs(samples)).toEqual([]);
});

// What a log of ordinary size shows must not be lost where only some of a huge log's lines are kept (condense.ts).
test('the same answer in the midst of a huge log', () => {
  // Beyond what is kept of a beginning and of an end.
  const [before, after] = [2600, 1300].map((length) =>
    Array.from({ length }, (_, index) => `  CC       src/noise_${index}.lo`),
  );
  const samples = files.flatMap(samplesOf).filter((_, index) => index % 20 === 0);
  expect(wrongs(samples, before!, after!)).toEqual([]);
}, 20_000);
