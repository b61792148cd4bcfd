import { anonymiser, redactor, USABLE, withoutSecrets } from '../../core/redact.ts';
import type { Answer, FileStat, NetAnswer, Probe, RunOptions, RunResult } from '../host.ts';
import { textOf } from '../text-of.ts';
import { Content } from './content.ts';
import {
  box,
  environmentChange,
  PATH_QUESTIONS,
  type PathQuestion,
  type RecordedCommand,
  type TapeDocument,
} from './document.ts';

/** Variables that a diagnosis of this stack may ask for. All others stay on the machine: a name tells little of a secret. */
const RELEVANT =
  /^(PATH|HOME|SHELL|USER|TERM|TMPDIR|CI|LANG|LANGUAGE|LC_\w+|CC|CXX|CPP|LD|AR|NM|M4|\w*FLAGS|\w*PATH|\w*_PROXY|\w*_proxy|LD_\w+|DYLD_\w+|PKG_CONFIG\w*|CGO_\w+|GO\w+|CMAKE_\w+|CONDA_\w+|VIRTUAL_ENV|SSL_\w+|GIT_\w+|HOMEBREW_\w+|XDG_\w+|WSL\w*|container|KUBERNETES_SERVICE_HOST|PYTHON\w*|PERL\w*|MAKE\w*|NODE_\w+|CZMQ_SETUP_\w+|ZSYS_\w+)$/;

/** Those of an environment that a diagnosis may ask for, without what must not leave the machine. */
export function relevantEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  clean: (words: string) => string,
): Readonly<Record<string, string>> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && RELEVANT.test(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, withVariable(name, value ?? '', clean)]));
}

export interface Recorder {
  /** Asks the real one and remembers. */
  readonly probe: Probe;
  /** All that was asked so far, without secrets, home paths and the user's name. */
  tape(): TapeDocument;
}

/** The same length in, the same length out: offsets in a binary file stay true. */
function bytesWith(change: (words: string) => string): (raw: Uint8Array) => Uint8Array {
  return (raw) => {
    const words = Buffer.from(raw).toString('latin1');
    const changed = change(words);
    return changed === words ? raw : new Uint8Array(Buffer.from(changed, 'latin1'));
  };
}

const inLatin1 = (words: string): string => Buffer.from(words, 'utf8').toString('latin1');

/** What of a result is not as usual. */
function unusual(result: RunResult, clean: (words: string) => string): Partial<RunResult> {
  const { code, signal, spawnError, missing, stdout, stderr, timedOut, truncated } = result;
  return {
    ...(code !== 0 && { code }),
    ...(signal !== null && { signal }),
    ...(spawnError !== null && { spawnError }),
    ...(missing && { missing }),
    ...(stdout !== '' && { stdout: clean(stdout) }),
    ...(stderr !== '' && { stderr: clean(stderr) }),
    ...(timedOut && { timedOut }),
    ...(truncated && { truncated }),
  };
}

type Command = { options: RunOptions; argv: readonly string[]; result: RunResult };

/** Records every question to a probe with its answer. */
export function record(source: Probe): Recorder {
  const paths = new Map<PathQuestion, Map<string, Answer<unknown>>>(
    PATH_QUESTIONS.map((name) => [name, new Map()]),
  );
  const files = new Map<string, Content>();
  const commands: Command[] = [];
  const sites = new Map<string, NetAnswer>();

  const asked =
    <T>(question: PathQuestion, answer: (path: string) => Answer<T>) =>
    (path: string): Answer<T> => {
      const said = answer(path);
      paths.get(question)?.set(path, said);
      return said;
    };
  const content = (path: string): Content => {
    const known = files.get(path) ?? new Content();
    files.set(path, known);
    return known;
  };
  const readFile: Probe['readFile'] = (path, maxBytes) => {
    const answer = source.readFile(path, maxBytes);
    content(path).whole(answer);
    return answer;
  };

  const probe: Probe = {
    self: source.self,
    env: source.env,
    stat: asked<FileStat>('stat', source.stat),
    lstat: asked<FileStat>('lstat', source.lstat),
    readlink: asked('readlink', source.readlink),
    realpath: asked('realpath', source.realpath),
    readdir: asked('readdir', source.readdir),
    space: asked('space', source.space),
    readFile,
    readText: (path, maxBytes) => {
      const answer = readFile(path, maxBytes);
      return answer.ok ? { ok: true, value: textOf(answer.value) } : answer;
    },
    readRange: (path, offset, length) => {
      const answer = source.readRange(path, offset, length);
      if (answer.ok) content(path).part(offset, length, answer.value);
      else content(path).whole(answer);
      return answer;
    },
    access: (path, mode) => {
      const allowed = source.access(path, mode);
      paths.get(mode)?.set(path, { ok: true, value: allowed });
      return allowed;
    },
    run: async (argv, options = {}) => {
      const result = await source.run(argv, options);
      commands.push({ argv, options, result });
      return result;
    },
    reach: async (url, timeoutMs) => {
      const answer = await source.reach(url, timeoutMs);
      sites.set(url, answer);
      return answer;
    },
    now: source.now,
  };

  const tape = (): TapeDocument => {
    const { self } = source;
    const real = source.realpath(self.home);
    const identity = { homes: [self.home, ...(real.ok ? [real.value] : [])], user: self.user };
    const clean = redactor(identity, USABLE);
    const anonymous = anonymiser({ homes: identity.homes.map(inLatin1), user: inLatin1(self.user) }, USABLE);
    const deep = <T>(value: T): T =>
      JSON.parse(JSON.stringify(value), (_, it) => (typeof it === 'string' ? clean(it) : it));
    const keyed = <T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): Record<string, U> =>
      Object.fromEntries([...map].map(([key, value]) => [clean(key), change(value)]));
    const own = relevantEnvironment(source.env, clean);
    const kept = Object.keys(own);
    const command = ({ argv, options, result }: Command): RecordedCommand => {
      const env = environmentChange(source.env, options.env, kept);
      return {
        argv: argv.map(clean),
        ...(options.cwd !== undefined && { cwd: clean(options.cwd) }),
        ...(options.input !== undefined && { input: clean(inputText(options.input)) }),
        ...(Object.keys(env).length > 0 && {
          env: Object.fromEntries(
            Object.entries(env).map(([name, value]) => [
              name,
              value === null ? null : withVariable(name, value, clean),
            ]),
          ),
        }),
        result: unusual(result, clean),
      };
    };
    return {
      format: 'czmq-setup-tape',
      version: 1,
      self: deep(self),
      env: own,
      now: source.now(),
      paths: Object.fromEntries(
        [...paths].map(([question, answers]) => [question, keyed(answers, (answer) => deep(box(answer)))]),
      ) as unknown as TapeDocument['paths'],
      files: keyed(files, (file) => file.toJSON(clean, bytesWith(anonymous))),
      commands: commands.map(command),
      sites: keyed(sites, deep),
    };
  };
  return { probe, tape };
}

export const inputText = (input: string | Uint8Array): string =>
  typeof input === 'string' ? input : Buffer.from(input).toString('latin1');

/** Whether a value is a secret may be told by its name alone. */
function withVariable(name: string, value: string, clean: (words: string) => string): string {
  return withoutSecrets(`${name}=x`) === `${name}=x` ? clean(value) : '***';
}
