import type { Finding } from '../../core/finding.ts';
import { text } from '../../core/text.ts';
import { base, finding, symbolEvidence } from './finding.ts';
import type { Unresolved } from './units.ts';

/** A library that stands where nothing wants it yet. `list`: its symbols that stay undefined, one at least. */
export function outOfOrder(library: string, list: readonly Unresolved[]): Finding {
  const { symbol, by } = list[0] as Unresolved;
  return finding('link.order', library, {
    title: text(
      `${library} stands before ${base(by)}, which uses it`,
      `${library} 排在使用它的 ${base(by)} 之前`,
    ),
    cause: text(
      `The linker looks at each library once, in the order of the line, and keeps of it only what is wanted by then; ${symbol} is wanted later.`,
      `链接器按命令行顺序对每个库只查找一次，只保留此前已需要的内容；${symbol} 是后来才需要的。`,
    ),
    evidence: symbolEvidence(list),
  });
}
