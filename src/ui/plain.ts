import type { Event, StageInfo } from '../core/event.ts';
import { text } from '../core/text.ts';
import { cleanLine } from './clean.ts';
import type { Listener, Write } from './listener.ts';
import { ending, stageName } from './outcome.ts';
import { type Style, say } from './style.ts';

const WARNING = text('warning', '警告');
const NOTE = text('note', '提示');

/** The line of one event; null where it says nothing that a log needs. */
export function plainLine(event: Event, stages: ReadonlyMap<string, StageInfo>, style: Style): string | null {
  const nameOf = (id: string): string => {
    const info = stages.get(id);
    return info === undefined ? cleanLine(id) : stageName(info, style);
  };
  switch (event.type) {
    case 'stage-start':
      return `${nameOf(event.stage)} …`;
    case 'stage-end':
      return `${nameOf(event.stage)}: ${ending(event, style)}`;
    case 'stage-output':
      return style.verbose ? `  ${cleanLine(event.line)}` : null;
    case 'note':
      return `${(event.level === 'warning' ? WARNING : NOTE)[style.lang]}: ${noteLines(say(style, event.text))}`;
    default:
      return null;
  }
}

/** A note's further lines are indented: none of them can be taken for an event of its own. */
const noteLines = (words: string): string =>
  words
    .split('\n')
    .map(cleanLine)
    .filter((line) => line !== '')
    .join('\n  ');

/** One plain line an event (a note may have more): for logs, pipes and terminals that cannot be painted. */
export function plain(write: Write, style: Style): Listener {
  const stages = new Map<string, StageInfo>();
  return {
    emit: (event) => {
      if (event.type === 'stages') for (const stage of event.stages) stages.set(stage.id, stage);
      const line = plainLine(event, stages, style);
      if (line !== null) write(`${line}\n`);
    },
    pause: (question) => question(),
    close: async () => {},
  };
}
