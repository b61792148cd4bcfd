import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { base, finding, flag, symbolEvidence } from './finding.ts';
import type { Unresolved } from './units.ts';

/** A library that the line does not name. `list`: its symbols that stay undefined, one at least. */
export function notLinked(library: string, list: readonly Unresolved[]): Finding {
  const { symbol, by } = list[0] as Unresolved;
  return finding('link.library-not-linked', library, {
    title: text(`${library} is not on the line`, `命令行中没有 ${library}`),
    cause: text(
      `${base(by)} uses ${symbol}, which ${library} defines: add ${flag(library)} behind it.`,
      `${base(by)} 使用了 ${library} 定义的 ${symbol}：请在其后加上 ${flag(library)}。`,
    ),
    evidence: symbolEvidence(list),
  });
}

/** A library that is linked and lacks what its kind has. `list`: what it lacks, one symbol at least. */
export function otherVersion(library: string, list: readonly Unresolved[]): Finding {
  const { symbol } = list[0] as Unresolved;
  return finding('link.version-mismatch', library, {
    title: text(`The ${library} that is linked has no ${symbol}`, `所链接的 ${library} 没有 ${symbol}`),
    cause: text(
      'It is older than what uses it, or was built without that part (drafts, CURVE).',
      '它比使用者旧，或构建时没有包含该部分（草案 API、CURVE）。',
    ),
    evidence: symbolEvidence(list),
  });
}

/** Symbols of nobody that is known, one at least. */
export function unknownSymbols(list: readonly Unresolved[]): Finding {
  const { symbol, by } = list[0] as Unresolved;
  return finding('unknown', null, {
    title: text(`Nothing that is known defines ${symbol}`, `没有已知的库定义 ${symbol}`),
    cause: text(
      `${base(by)} uses it; it is none of this stack's names.`,
      `${base(by)} 使用了它；它不属于本套库。`,
    ),
    evidence: symbolEvidence(list),
  });
}
