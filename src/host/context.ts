import type { Emit } from '../core/event.ts';
import type { Lang, Text } from '../core/text.ts';
import type { Host } from './host.ts';

/** A question to the person at the terminal. Absent (null in Context) where nothing may be asked. */
export interface Asker {
  confirm(question: Text, defaultYes: boolean): Promise<boolean>;
  select<T extends string>(question: Text, choices: readonly { value: T; label: Text }[]): Promise<T>;
  input(question: Text, initial: string): Promise<string>;
}

/** What a command gets beside its options. */
export interface Context {
  readonly host: Host;
  readonly emit: Emit;
  readonly ask: Asker | null;
  readonly lang: Lang;
  /** Aborted by SIGINT or SIGTERM; its reason is the signal's name. */
  readonly signal: AbortSignal;
  /** Standard input as it comes; null where it is a terminal. */
  readonly stdin: AsyncIterable<Uint8Array> | null;
  /** The package's root: recipes/, schemas/. */
  readonly packageRoot: string;
  readonly version: string;
}
