import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import type { Probe } from '../host.ts';
import { parseTape } from './parse.ts';
import { replay } from './replay.ts';

/** A snapshot holds the program headers and symbols of some hundred libraries; more is no snapshot of ours. */
const LARGEST = 256 * 1024 * 1024;

/**
 * The machine that `report --snapshot` recorded in a file. `here` reads the file. A question that was not recorded
 * throws `NotRecorded`; a file that is none of ours is a SetupError (exit 2).
 */
export function loadTape(here: Pick<Probe, 'readText'>, path: string): Probe {
  const words = here.readText(path, LARGEST);
  if (words.ok) return replay(parseTape(words.value));
  throw new SetupError(
    EXIT.usage,
    text(`${path} cannot be read (${words.fault})`, `无法读取 ${path}（${words.fault}）`),
  );
}
