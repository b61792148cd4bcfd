import type { Emit } from '../core/event.ts';

/** One way to show running work. */
export interface Listener {
  readonly emit: Emit;
  /** Leaves the screen to a question while it is asked. */
  pause<T>(question: () => Promise<T>): Promise<T>;
  /** Puts the screen in order: nothing is painted afterwards. */
  close(): Promise<void>;
}

export type Write = (words: string) => void;

/** JSON mode and `--quiet`: the result says it all. */
export const silent: Listener = {
  emit: () => {},
  pause: (question) => question(),
  close: async () => {},
};
