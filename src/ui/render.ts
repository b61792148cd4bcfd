import type { Result } from '../core/result.ts';
import { harmless } from './actions.ts';
import { findingsLines } from './render/finding.ts';
import type { Style } from './style.ts';

/** A command's result as words: lines for people, or (`raw`) a text that a program reads. */
export type Renderer = (result: Result<string, never>, style: Style) => string;

/** Each is read only when its command was used. */
const RENDERERS: Readonly<Record<string, () => Promise<{ readonly render: Renderer; readonly raw?: true }>>> =
  {
    completion: () => import('./render/script.ts'),
    env: () => import('./render/script.ts'),
  };

/** The words for stdout. `inActions`: words of others must not be read as the runner's commands. */
export async function render(result: Result, style: Style, inActions: boolean): Promise<string> {
  const renderer = await RENDERERS[result.command]?.();
  if (renderer === undefined) return `${findingsLines(result.findings, style).join('\n')}\n`;
  const words = renderer.render(result as Result<string, never>, style);
  return inActions && renderer.raw !== true ? harmless(words) : words;
}
