import type { Result } from '../core/result.ts';
import { harmless } from './actions.ts';
import { findingsLines } from './render/finding.ts';
import type { Style } from './style.ts';

/** How a command's result is put into words. The command's name says which data it gets. */
interface Renderer {
  readonly render: (result: Result<string, never>, style: Style) => string;
  /** For a program and not for people: printed as it stands. */
  readonly raw?: (data: never) => boolean;
}

/** Each is read only when its command was used. */
const RENDERERS: Readonly<Record<string, () => Promise<Renderer>>> = {
  install: () => import('./render/install.ts'),
  plan: () => import('./render/plan/plan.ts'),
  doctor: () => import('./render/doctor.ts'),
  explain: () => import('./render/explain.ts'),
  status: () => import('./render/status.ts'),
  uninstall: () => import('./render/uninstall.ts'),
  verify: () => import('./render/verify.ts'),
  bench: () => import('./render/bench.ts'),
  env: () => import('./render/script.ts'),
  report: () => import('./render/report.ts'),
  cache: () => import('./render/cache.ts'),
  completion: () => import('./render/script.ts'),
};

/** The words for stdout. `inActions`: words of others must not be read as the runner's commands. */
export async function render(result: Result, style: Style, inActions: boolean): Promise<string> {
  const renderer = await RENDERERS[result.command]?.();
  if (renderer === undefined)
    return findingsLines(result.findings, style)
      .map((line) => `${line}\n`)
      .join('');
  const words = renderer.render(result as Result<string, never>, style);
  return inActions && renderer.raw?.(result.data as never) !== true ? harmless(words) : words;
}
