import type { Probe } from '../host/host.ts';

/** What the streams are and what the user asked for: all that decides how we look. */
export interface Terminal {
  readonly env: Probe['env'];
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** Columns of stdout or stderr; null where neither is a terminal that knows its size. */
  readonly columns: number | null;
}

const said = (value: string | undefined): value is string => value !== undefined && value !== '';

/** A service that runs builds: nobody is there to answer, and no cursor to move. */
export const inCi = ({ env }: Pick<Terminal, 'env'>): boolean =>
  (said(env.CI) && !/^(0|false|no|off)$/i.test(env.CI)) || env.GITHUB_ACTIONS === 'true';

const isDumb = (env: Probe['env']): boolean => env.TERM === 'dumb';

/** Colour for a stream: our option, then NO_COLOR (no-color.org), FORCE_COLOR, then whether it is a terminal. */
export function usesColor(option: boolean, isTty: boolean, env: Probe['env']): boolean {
  if (!option || said(env.NO_COLOR)) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTty && !isDumb(env);
}

/** Whether stderr may be painted over (spinners, cursor movement). */
export const canPaint = (terminal: Terminal): boolean =>
  terminal.stderrIsTty && terminal.columns !== null && !isDumb(terminal.env) && !inCi(terminal);

/** Whether a person sits there who can answer. */
export const canAsk = (terminal: Terminal): boolean => terminal.stdinIsTty && canPaint(terminal);

const WIDEST = 100;

/** Columns to write for: the terminal's, within reason; 80 elsewhere. */
export const columnsOf = (terminal: Terminal): number =>
  Math.max(40, Math.min(terminal.columns ?? 80, WIDEST));
