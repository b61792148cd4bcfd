import type { StageInfo, StageOutcome } from '../core/event.ts';
import { type Text, text } from '../core/text.ts';
import { cleanLine } from './clean.ts';
import { duration } from './figures.ts';
import { type Style, say } from './style.ts';

/** How an ended stage is told where the time alone does not say it. */
const WORDS: Record<Exclude<StageOutcome, 'done'>, Text> = {
  reused: text('from the cache', '取自缓存'),
  skipped: text('skipped', '已跳过'),
  failed: text('failed', '失败'),
  undone: text('stopped', '已中止'),
};

/** `libzmq: Configure`, or the title alone where the stage belongs to no library. */
export const stageName = ({ title, group }: StageInfo, style: Style): string =>
  cleanLine(group === null ? say(style, title) : `${group}: ${say(style, title)}`);

/** What stands behind an ended stage's title: outcome, reason, time. */
export function ending(
  event: { readonly outcome: StageOutcome; readonly durationMs: number; readonly note?: Text },
  style: Style,
): string {
  const parts = [
    event.outcome === 'done' ? '' : WORDS[event.outcome][style.lang],
    event.outcome === 'skipped' ? '' : duration(event.durationMs, style.lang),
    event.note === undefined ? '' : cleanLine(say(style, event.note)),
  ];
  return parts.filter(Boolean).join(', ');
}
