/** Edits (insert, delete, replace, swap of neighbours) from one word to another: optimal string alignment distance. */
export function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      }
      row.push(best);
    }
    rows.push(row);
  }
  return rows[from.length]![to.length]!;
}

/** Longer words are no typing mistakes, and the distance costs their product. */
const LONGEST = 64;

/**
 * The candidate that a mistyped word most likely means, or null where none is near: at most one edit in three letters,
 * capitals not counted, or the only one that begins with it.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  if (word === '' || word.length > LONGEST) return null;
  const typed = word.toLowerCase();
  let best: { candidate: string; edits: number } | null = null;
  for (const candidate of candidates) {
    const edits = distance(typed, candidate.toLowerCase());
    if (best === null || edits < best.edits) best = { candidate, edits };
  }
  if (best !== null && best.edits <= Math.max(1, Math.floor(word.length / 3))) return best.candidate;
  const begun = typed.length < 2 ? [] : candidates.filter((name) => name.toLowerCase().startsWith(typed));
  return begun.length === 1 ? begun[0]! : null;
}
