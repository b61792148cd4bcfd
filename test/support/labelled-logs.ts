import { readFileSync } from 'node:fs';

/** A log and the answers that are right for it, best first. */
export interface LabelledLog {
  readonly name: string;
  /** Subject `null`: the log cannot tell. `unknown` alone: nothing of this kind failed. */
  readonly accept: readonly (readonly [code: string, subject: string])[];
  readonly lines: readonly string[];
}

/** Reads a file of logs, each headed by `=== name | code | subject [| code | subject ...]`. */
export const labelledLogs = (file: URL): readonly LabelledLog[] =>
  readFileSync(file, 'utf8')
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
