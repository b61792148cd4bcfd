import type { SetupError } from '../core/error.ts';
import type { StageInfo } from '../core/event.ts';
import { cleanLine } from './clean.ts';
import type { Listener, Write } from './listener.ts';
import { ending, stageName } from './outcome.ts';
import { plainLine } from './plain.ts';
import { type Style, say } from './style.ts';

/** A stage's last lines are kept for its group; the whole stands in its log. */
const KEPT = 200;

/** Workflow command data, as the runner's toolkit escapes it (actions/toolkit, packages/core/src/command.ts). */
const escapeData = (words: string): string =>
  words.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (words: string): string =>
  escapeData(words).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** Foreign words must not speak to the runner: it obeys `::command::` at a line's start and `##[command]` anywhere. */
export const harmless = (words: string): string =>
  words.replace(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');

/** The failure as an annotation of the run. */
export function annotation(
  { what, hint, findings }: Pick<SetupError, 'what' | 'hint' | 'findings'>,
  style: Style,
): string {
  const [first] = findings;
  const title = first === undefined ? 'czmq-setup' : `czmq-setup: ${first.code}`;
  const words = [what, first?.title, first?.cause, hint].flatMap((one) =>
    one === undefined ? [] : [say(style, one)],
  );
  return `::error title=${escapeProperty(title)}::${escapeData([...new Set(words)].join('\n'))}\n`;
}

/**
 * GitHub Actions: plain lines; the output of each stage folded into a group of its own once it has ended, since stages
 * overlap and groups cannot.
 */
export function actions(write: Write, style: Style): Listener {
  const stages = new Map<string, StageInfo>();
  const output = new Map<string, string[]>();
  const quiet = { ...style, verbose: false };
  return {
    emit: (event) => {
      if (event.type === 'stages') for (const stage of event.stages) stages.set(stage.id, stage);
      if (event.type === 'stage-output') {
        const lines = output.get(event.stage) ?? [];
        lines.push(cleanLine(event.line));
        if (lines.length > KEPT) lines.shift();
        output.set(event.stage, lines);
        return;
      }
      const lines = event.type === 'stage-end' ? (output.get(event.stage) ?? []) : [];
      const info = event.type === 'stage-end' ? stages.get(event.stage) : undefined;
      if (event.type === 'stage-end' && info !== undefined && lines.length > 0) {
        output.delete(event.stage);
        const head = `${stageName(info, style)}: ${ending(event, style)}`;
        write(`::group::${escapeData(head)}\n${harmless(lines.join('\n'))}\n::endgroup::\n`);
        return;
      }
      const line = plainLine(event, stages, quiet);
      if (line !== null) write(`${harmless(line)}\n`);
    },
    pause: (question) => question(),
    close: async () => {},
  };
}
