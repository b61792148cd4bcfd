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
