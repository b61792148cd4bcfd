import type { Text } from './text.ts';

export type StageOutcome = 'done' | 'reused' | 'skipped' | 'failed' | 'undone';

/** All that running work says. The ui listens; nothing here is painted. Times are milliseconds. */
export type Event =
  | {
      readonly type: 'stages';
      /** Every stage that will run, in display order, before the first starts. */
      readonly stages: readonly StageInfo[];
    }
  | { readonly type: 'stage-start'; readonly stage: string; readonly log?: string }
  | {
      readonly type: 'stage-progress';
      readonly stage: string;
      readonly done: number;
      /** Null where it is not known. */
      readonly total: number | null;
      readonly unit: 'bytes' | 'files';
    }
  /** One line of a running command, as it came; the ui cleans and shortens it. */
  | { readonly type: 'stage-output'; readonly stage: string; readonly line: string }
  /** A command of a stage has ended; `argv` as it was run. */
  | {
      readonly type: 'command';
      readonly stage: string;
      readonly argv: readonly string[];
      readonly code: number | null;
      readonly durationMs: number;
    }
  | {
      readonly type: 'stage-end';
      readonly stage: string;
      readonly outcome: StageOutcome;
      readonly durationMs: number;
      readonly note?: Text;
    }
  /** Something worth a line that belongs to no stage or explains one (an origin given up, an unpinned source). */
  | {
      readonly type: 'note';
      readonly level: 'info' | 'warning';
      readonly text: Text;
      readonly stage?: string;
    };

export interface StageInfo {
  readonly id: string;
  readonly title: Text;
  /** Group heading: the library, or null for what belongs to the whole machine. */
  readonly group: string | null;
}

export type Emit = (event: Event) => void;
