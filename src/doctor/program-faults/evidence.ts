import type { Evidence } from '../../core/finding.ts';
import type { StackTrial } from '../stack-trial.ts';

/** The compiler's line and what it said, cut to what a reader takes in. */
export const evidenceOf = ({ trial }: StackTrial, words: string): readonly Evidence[] => [
  { kind: 'command', where: trial.line.slice(0, 300), text: words.slice(0, 300) },
];
