import type { Lang } from '../core/text.ts';

/** Milliseconds for people: `0.3 s`, `41 s`, `2 min 05 s`. */
export function duration(ms: number, lang: Lang): string {
  const [s, min] = lang === 'zh-CN' ? ['秒', '分'] : ['s', 'min'];
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} ${s}`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} ${s}`;
  return `${Math.floor(seconds / 60)} ${min} ${String(seconds % 60).padStart(2, '0')} ${s}`;
}

/** Bytes for people, in units of 1000 as package managers show downloads. */
export function bytes(count: number): string {
  for (const [unit, size] of [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ] as const) {
    if (count >= size) return `${(count / size).toFixed(count >= 10 * size ? 0 : 1)} ${unit}`;
  }
  return `${count} B`;
}

/** `12/120`, or `1.2 MB of 3.4 MB` without the words. */
export function progress(done: number, total: number | null, unit: 'bytes' | 'files'): string {
  const show = unit === 'bytes' ? bytes : String;
  return total === null ? show(done) : `${show(done)}/${show(total)}`;
}
