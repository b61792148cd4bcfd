import type { Answer, Probe, RunResult } from '../host.ts';
import { textOf } from '../text-of.ts';
import { Content } from './content.ts';
import {
  commandKey,
  environmentChange,
  NotRecorded,
  type PathQuestion,
  type TapeDocument,
  unbox,
} from './document.ts';
import { inputText } from './record.ts';

const USUAL: RunResult = {
  code: 0,
  signal: null,
  spawnError: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  durationMs: 0,
};

const DEFAULT_LIMIT = 16 * 1024 * 1024;

/** The machine of a tape. A question that was not asked when it was recorded throws `NotRecorded`. */
export function replay(tape: TapeDocument): Probe {
  const paths = new Map(
    Object.entries(tape.paths).map(([question, answers]) => [question, new Map(Object.entries(answers))]),
  );
  const files = new Map(Object.entries(tape.files).map(([path, file]) => [path, Content.fromJSON(file)]));
  const commands = new Map(tape.commands.map((command) => [commandKey(command), command.result]));
  const sites = new Map(Object.entries(tape.sites));

  const found = <T>(answer: T | undefined, question: string): T => {
    if (answer === undefined) throw new NotRecorded(question);
    return answer;
  };
  const path =
    <T>(question: PathQuestion) =>
    (at: string): Answer<T> =>
      unbox<T>(found(paths.get(question)?.get(at), `${question} ${at}`));
  const readFile: Probe['readFile'] = (at, maxBytes = DEFAULT_LIMIT) =>
    found(files.get(at)?.read(maxBytes), `read ${at}`);

  return {
    self: tape.self,
    env: tape.env,
    stat: path('stat'),
    lstat: path('lstat'),
    readlink: path('readlink'),
    realpath: path('realpath'),
    readdir: path('readdir'),
    space: path('space'),
    readFile,
    readText: (at, maxBytes) => {
      const answer = readFile(at, maxBytes);
      return answer.ok ? { ok: true, value: textOf(answer.value) } : answer;
    },
    readRange: (at, offset, length) =>
      found(files.get(at)?.range(offset, length), `read ${at} at ${offset}, ${length} bytes`),
    access: (at, mode) => {
      const answer = path<boolean>(mode)(at);
      return answer.ok && answer.value;
    },
    run: async (argv, options = {}) => {
      const env = environmentChange(tape.env, options.env, Object.keys(tape.env));
      const { cwd, input } = options;
      const key = commandKey({
        argv,
        ...(cwd !== undefined && { cwd }),
        ...(input !== undefined && { input: inputText(input) }),
        env,
      });
      const result = { ...USUAL, ...found(commands.get(key), `run ${argv.join(' ')}`) };
      for (const stream of ['stdout', 'stderr'] as const) {
        for (const line of result[stream].split('\n')) if (line !== '') options.onLine?.(line, stream);
      }
      return result;
    },
    reach: async (url) => found(sites.get(url), `reach ${url}`),
    now: () => tape.now,
  };
}
