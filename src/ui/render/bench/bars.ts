/** Eighths of a column, from none to all. */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * A bar that takes `share` (0 to 1) of so many columns. `fine`: in eighths of a column, for terminals; else in whole signs
 * that any log can hold. What is more than nothing is never drawn as nothing.
 */
export function bar(share: number, columns: number, fine: boolean): string {
  if (!(share > 0) || columns < 1) return '';
  const filled = Math.min(1, share) * columns;
  if (!fine) return '#'.repeat(Math.max(1, Math.round(filled)));
  const eighths = Math.max(1, Math.round(filled * 8));
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] ?? '');
}
