import { expect, test } from 'vitest';
import { explainLines } from '../../src/explain/explain.ts';
import { labelledLogs } from '../support/labelled-logs.ts';

/** What Debian 12's tools print when they are made to fail, in twelve languages: every one must say what the English says. */
test('a failure means the same in every language', () => {
  const wrong = labelledLogs(new URL('../../fixtures/logs/languages.txt', import.meta.url)).flatMap(
    ({ name, accept, lines }) => {
      const [finding] = explainLines(lines, { where: 'log', manager: null });
      const [[code, subject] = []] = accept;
      const same = finding?.code === code && (subject === 'null' || finding?.subject === subject);
      return same ? [] : [`${name}: ${finding?.code} ${finding?.subject}`];
    },
  );
  expect(wrong).toEqual([]);
});
