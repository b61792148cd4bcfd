import type { StageKind } from '../../install/plan.ts';
import { titleOf } from '../../install/titles.ts';
import { cleanLine } from '../clean.ts';
import { duration } from '../figures.ts';
import type { Style } from '../style.ts';
import { pad, width } from '../width.ts';

/** When a stage of a finished run began, from the start of the first, and how long it took; milliseconds. */
export interface StageTime {
  readonly id: string;
  readonly outcome: string;
  readonly startMs: number;
  readonly durationMs: number;
}

/** `libzmq:build` as `libzmq: Compile`. */
function nameOf(id: string, style: Style): string {
  const [kind = id, library] = id.split(':').reverse();
  const title = titleOf(kind as StageKind)?.[style.lang] ?? kind;
  return cleanLine(library === undefined ? title : `${library}: ${title}`);
}

/** From the first start to the last end. */
export const totalMs = (stages: readonly StageTime[]): number =>
  Math.max(0, ...stages.map(({ startMs, durationMs }) => startMs + durationMs));

/** `libzmq: Build 31 s, czmq: Configure 9 s`. */
export const longestStages = (
  longest: readonly { readonly id: string; readonly durationMs: number }[],
  style: Style,
): string =>
  longest
    .map(({ id, durationMs }) => `${nameOf(id, style)} ${duration(durationMs, style.lang)}`)
    .join(style.lang === 'en' ? ', ' : '、');

/** One line a stage that did something, with its time. */
export function stageTimes(stages: readonly StageTime[], style: Style): string[] {
  const rows = stages
    .filter(({ outcome }) => outcome !== 'skipped')
    .sort((a, b) => a.startMs - b.startMs)
    .map(({ id, durationMs }) => [nameOf(id, style), duration(durationMs, style.lang)] as const);
  const indent = Math.max(0, ...rows.map(([name]) => width(name))) + 2;
  const figures = Math.max(0, ...rows.map(([, time]) => width(time)));
  return rows.map(([name, time]) => `  ${pad(name, indent)}${' '.repeat(figures - width(time))}${time}`);
}
