import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { base, FEW, finding } from './finding.ts';
import type { Outcome } from './units.ts';

/** Symbols with two strong definitions that both come into the result ("multiple definition of"). */
export const duplicatesOf = ({ duplicates }: Outcome): readonly Finding[] =>
  duplicates.slice(0, FEW).map(({ symbol, first, second }) =>
    finding('link.duplicate-symbol', symbol, {
      title: text(`${symbol} is defined twice`, `${symbol} 被定义了两次`),
      cause: text(
        `${first} and ${second} both define it, and both are linked.`,
        `${first} 和 ${second} 都定义了它，且都被链接。`,
      ),
      evidence: [first, second].map((where) => ({
        kind: 'symbol' as const,
        where: base(where),
        text: symbol,
      })),
    }),
  );
