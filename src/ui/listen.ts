import { type Listener, silent, type Write } from './listener.ts';
import type { Style } from './style.ts';
import { canPaint, type Terminal } from './terminal.ts';

/** Where progress is shown: stderr, as a stream for painters and as a function for lines. */
export interface Screen {
  readonly terminal: Terminal;
  readonly stderr: Write;
  /** Null where there is no live stream (tests). */
  readonly stream: NodeJS.WriteStream | null;
}

/** The one listener that fits this terminal; each way is read only when it is used. */
export async function listen(
  options: { readonly json: boolean; readonly quiet: boolean },
  { terminal, stderr, stream }: Screen,
  style: Style,
): Promise<Listener> {
  if (options.json || options.quiet) return silent;
  if (terminal.env.GITHUB_ACTIONS === 'true') return (await import('./actions.ts')).actions(stderr, style);
  if (stream !== null && canPaint(terminal)) return (await import('./paint.ts')).paint(stream, style);
  return (await import('./plain.ts')).plain(stderr, style);
}
