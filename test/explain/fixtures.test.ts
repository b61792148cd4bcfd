import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainLines } from '../../src/explain/explain.ts';

/**
 * fixtures/logs/*.txt: logs of real tools, many a file. `=== name | code | subject` heads each; `-` = nothing.
 */
const folder = new URL('../../fixtures/logs/', import.meta.url);
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .flatMap((file) =>
    readFileSync(new URL(file, folder), 'utf8')
      .split(/^=== /m)
      .slice(1)
      .map((sample) => {
        const [head = '', ...lines] = sample.split('\n');
        const [name = '', code = '-', subject = '-'] = head.split(' | ');
        return { name: `${file}: ${name}`, code, subject, lines };
      }),
  );

test.each(samples)('$name', ({ code, subject, lines }) => {
  const [finding] = explainLines(lines, { where: 'log', manager: null });
  expect(`${finding?.code ?? '-'} ${finding?.subject ?? '-'}`).toBe(`${code} ${subject}`);
});

// What a log of ordinary size shows must not be lost where only some of a huge log's lines are kept (condense.ts).
test('the same answer in the midst of a huge log', () => {
  const noise = Array.from({ length: 3000 }, (_, index) => `  CC       src/noise_${index}.lo`);
  for (const { name, code, subject, lines } of samples.filter((_, index) => index % 20 === 0)) {
    const [finding] = explainLines([...noise, ...lines, ...noise], { where: 'log', manager: null });
    expect(`${finding?.code ?? '-'} ${finding?.subject ?? '-'}`, name).toBe(`${code} ${subject}`);
  }
}, 20_000);
