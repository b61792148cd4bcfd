import type { Ask } from '../../facts/ask.ts';
import { absolute } from '../../facts/loader/expand.ts';
import { responseWords } from './line.ts';

const MOST_RESPONSE = 1024 * 1024;

/** The line with every `@file` replaced by its words (gcc(1), "@file"). */
export function expanded(ask: Ask, argv: readonly string[], depth = 0): readonly string[] {
  return argv.flatMap((word) => {
    if (!word.startsWith('@') || depth > 4) return [word];
    const file = ask.probe.readText(absolute(word.slice(1), ask.probe.self.cwd), MOST_RESPONSE);
    return file.ok ? expanded(ask, responseWords(file.value), depth + 1) : [word];
  });
}
