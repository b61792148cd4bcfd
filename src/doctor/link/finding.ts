import type { Finding } from '../../core/finding.ts';
import type { Unresolved } from './units.ts';

/** Most subjects, symbols or folders that are shown of one kind: the first ones tell what is wrong. */
export const FEW = 4;

/** A file as it is called in a sentence: without its folder. */
export const base = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The option that takes a library. */
export const flag = (library: string): string => `-l${library.replace(/^lib/, '')}`;

/** A finding of a link line: it does not link, and nothing follows from that. */
export const finding = (
  code: Finding['code'],
  subject: string | null,
  rest: Pick<Finding, 'title' | 'cause' | 'evidence'> & Partial<Finding>,
): Finding => ({
  code,
  subject,
  severity: 'error',
  consequences: [],
  fixes: [],
  ...rest,
});

/** Symbols in the words that the linker itself has for them. */
export const symbolEvidence = (list: readonly Unresolved[]) =>
  list.slice(0, FEW).map(({ symbol, by }) => ({
    kind: 'symbol' as const,
    where: base(by),
    text: `undefined reference to ${symbol}`,
  }));
