import type { Hit, Tier } from './rule.ts';

const DEPTH: Record<Tier, number> = { cause: 2, symptom: 1, trace: 0 };

/**
 * The answer among all that matched: the deepest tier, in it the earliest line, on it the rule that says that it knows
 * more than the others (`over`), then one that found its subject. What came later is mostly what followed.
 */
export function choose(hits: readonly Hit[]): Hit | null {
  const over = (hit: Hit, { rule }: Hit): boolean =>
    rule !== hit.rule && (rule.over.includes(hit.rule.id) || rule.over.includes(hit.rule.code));
  const left = hits.filter((hit) => !hits.some((other) => over(hit, other)));
  const order = [...(left.length > 0 ? left : hits)].sort(
    (one, other) =>
      DEPTH[other.rule.tier] - DEPTH[one.rule.tier] ||
      one.at - other.at ||
      Number(one.rule.generic) - Number(other.rule.generic) ||
      Number(other.subject !== null) - Number(one.subject !== null),
  );
  return order[0] ?? null;
}
