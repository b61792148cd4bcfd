import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { type Text, text } from '../../core/text.ts';
import type { FileFault, Probe } from '../host.ts';
import { parseTape } from './parse.ts';
import { replay } from './replay.ts';

/** A snapshot holds the program headers and symbols of some hundred libraries; more is no snapshot of ours. */
const LARGEST = 256 * 1024 * 1024;

const WHY: Partial<Record<FileFault, Text>> = {
  missing: text('does not exist', '不存在'),
  'not-directory': text('does not exist', '不存在'),
  denied: text('may not be read', '无权读取'),
  io: text('is no file that can be read', '不是可读取的文件'),
  'too-large': text('is too large for a snapshot', '对快照来说过大'),
};

/**
 * The machine that `report --snapshot` recorded in a file. `here` reads the file. A question that was not recorded
 * throws `NotRecorded`; a file that is none of ours is a SetupError (exit 2).
 */
export function loadTape(here: Pick<Probe, 'readText'>, path: string): Probe {
  const words = here.readText(path, LARGEST);
  if (words.ok) return replay(parseTape(words.value));
  const why = WHY[words.fault] ?? text(`cannot be read (${words.fault})`, `无法读取（${words.fault}）`);
  throw new SetupError(EXIT.usage, text(`${path} ${why.en}`, `${path} ${why['zh-CN']}`));
}
