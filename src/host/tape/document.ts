import type { Answer, FileFault, RunResult, Self } from '../host.ts';

/** A question about a path that is answered by a small value. `access` is asked three ways. */
export const PATH_QUESTIONS = [
  'stat',
  'lstat',
  'readlink',
  'realpath',
  'readdir',
  'space',
  'read',
  'write',
  'execute',
] as const;
export type PathQuestion = (typeof PATH_QUESTIONS)[number];

/** An answer in a box, or the bare name of the fault. */
export type Recorded = readonly [value: unknown] | FileFault;

/** A file's bytes as far as they were asked for: text where it is valid UTF-8, else base64. */
export interface RecordedFile {
  /** Why the whole file could not be read. */
  readonly fault?: FileFault;
  readonly text?: string;
  readonly base64?: string;
  /** Parts of a file that was not read whole: offset and base64, in order, not touching each other. */
  readonly ranges?: readonly (readonly [offset: number, base64: string])[];
  /** Size in bytes, where a range met the end. */
  readonly end?: number;
}

export interface RecordedCommand {
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly input?: string;
  /** What the child's environment had beside or instead of the machine's; null for what it lacked. */
  readonly env?: Readonly<Record<string, string | null>>;
  /** Without what has its usual value: code 0, no output, no signal. */
  readonly result: Partial<RunResult>;
}

export interface RecordedSite {
  readonly ok: boolean;
  readonly status: number | null;
  readonly error: string | null;
  readonly message: string;
}

/** What `report --snapshot` writes: every question that was asked of a machine, and its answer. */
export interface TapeDocument {
  readonly format: 'czmq-setup-tape';
  readonly version: 1;
  readonly self: Self;
  readonly env: Readonly<Record<string, string>>;
  readonly now: number;
  readonly paths: Readonly<Record<PathQuestion, Readonly<Record<string, Recorded>>>>;
  readonly files: Readonly<Record<string, RecordedFile>>;
  readonly commands: readonly RecordedCommand[];
  readonly sites: Readonly<Record<string, RecordedSite>>;
}

/** A question that the tape has no answer to: the check that asked it is `skipped`. */
export class NotRecorded extends Error {
  readonly question: string;

  constructor(question: string) {
    super(`not recorded: ${question}`);
    this.name = 'NotRecorded';
    this.question = question;
  }
}

/** What makes two runs the same question. */
export const commandKey = ({ argv, cwd, input, env }: Omit<RecordedCommand, 'result'>): string =>
  JSON.stringify([argv, cwd ?? null, input ?? null, Object.entries(env ?? {}).sort()]);

/** What an environment adds to, changes of or takes from the machine's own; of the latter only `names` are looked at. */
export function environmentChange(
  own: Readonly<Record<string, string | undefined>>,
  given: Readonly<Record<string, string>> | undefined,
  names: readonly string[],
): Readonly<Record<string, string | null>> {
  if (given === undefined) return {};
  const removed = names.filter((name) => given[name] === undefined).map((name) => [name, null] as const);
  return Object.fromEntries([
    ...Object.entries(given).filter(([name, value]) => own[name] !== value),
    ...removed,
  ]);
}

export const unbox = <T>(recorded: Recorded): Answer<T> =>
  typeof recorded === 'string' ? { ok: false, fault: recorded } : { ok: true, value: recorded[0] as T };

export const box = <T>(answer: Answer<T>): Recorded => (answer.ok ? [answer.value] : answer.fault);
