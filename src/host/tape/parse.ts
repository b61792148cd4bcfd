import { SetupError } from '../../core/error.ts';
import { EXIT } from '../../core/exit.ts';
import { text } from '../../core/text.ts';
import { PATH_QUESTIONS, type TapeDocument } from './document.ts';

type Fields = Readonly<Record<string, unknown>>;
type Test = (value: unknown) => boolean;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText: Test = (value) => typeof value === 'string';
const isNumber: Test = (value) => typeof value === 'number' && Number.isFinite(value);
const isOffset: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNull: Test = (value) => value === null;
const isFlag: Test = (value) => typeof value === 'boolean';

const either =
  (...tests: Test[]): Test =>
  (value) =>
    tests.some((test) => test(value));
const list =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(test);
const pair =
  (first: Test, second: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);
const mapOf =
  (test: Test): Test =>
  (value) =>
    isFields(value) && Object.values(value).every(test);
/** All of `must`, and of `may` what is there; unknown fields are a newer tool's and pass. */
const shape =
  (must: Readonly<Record<string, Test>>, may: Readonly<Record<string, Test>> = {}): Test =>
  (value) =>
    isFields(value) &&
    Object.entries(must).every(([name, test]) => Object.hasOwn(value, name) && test(value[name])) &&
    Object.entries(may).every(([name, test]) => value[name] === undefined || test(value[name]));

const FAULTS = ['missing', 'denied', 'not-directory', 'loop', 'too-large', 'io'];
const isFault: Test = (value) => FAULTS.includes(value as string);
const boxed = (test: Test): Test =>
  either(isFault, (value) => list(test)(value) && (value as unknown[]).length === 1);

const STAT = shape({
  kind: (value) => ['file', 'directory', 'symlink', 'other'].includes(value as string),
  ...Object.fromEntries(
    ['size', 'mode', 'uid', 'gid', 'mtimeMs', 'dev', 'ino'].map((name) => [name, isNumber]),
  ),
});
const SPACE = shape({ freeBytes: isNumber, freeInodes: isNumber, totalInodes: isNumber });
const ANSWERS: Readonly<Record<(typeof PATH_QUESTIONS)[number], Test>> = {
  stat: STAT,
  lstat: STAT,
  readlink: isText,
  realpath: isText,
  readdir: list(isText),
  space: SPACE,
  read: isFlag,
  write: isFlag,
  execute: isFlag,
};

/** Each part of a tape and what it must be. */
const PARTS: Readonly<Record<string, Test>> = {
  self: shape({
    ...Object.fromEntries(
      ['os', 'arch', 'kernel', 'home', 'cwd', 'user', 'nodeVersion'].map((name) => [name, isText]),
    ),
    ...Object.fromEntries(['uid', 'gid', 'cpus', 'memory'].map((name) => [name, isNumber])),
    groups: list(isNumber),
    command: list(isText),
  }),
  env: mapOf(isText),
  now: isNumber,
  paths: shape(Object.fromEntries(PATH_QUESTIONS.map((name) => [name, mapOf(boxed(ANSWERS[name]))]))),
  files: mapOf(
    shape(
      {},
      { fault: isFault, text: isText, base64: isText, ranges: list(pair(isOffset, isText)), end: isOffset },
    ),
  ),
  commands: list(
    shape(
      {
        argv: list(isText),
        result: shape(
          {},
          {
            code: either(isNull, isNumber),
            signal: either(isNull, isText),
            spawnError: either(isNull, isText),
            missing: (value) => ['program', 'interpreter', 'folder'].includes(value as string),
            stdout: isText,
            stderr: isText,
            timedOut: isFlag,
            truncated: isFlag,
          },
        ),
      },
      { cwd: isText, input: isText, env: mapOf(either(isNull, isText)) },
    ),
  ),
  sites: mapOf(
    shape({ ok: isFlag, status: either(isNull, isNumber), error: either(isNull, isText), message: isText }),
  ),
};

const refuse = (en: string, zh: string): never => {
  throw new SetupError(
    EXIT.usage,
    text(`This is not a usable snapshot: ${en}.`, `这不是可用的快照：${zh}。`),
    {
      hint: text(
        'Make one with: czmq-setup report --snapshot FILE',
        '请用此命令生成：czmq-setup report --snapshot FILE',
      ),
    },
  );
};

/** A tape from a file's words, which may be anybody's. Throws SetupError (exit 2) that names the part that is wrong. */
export function parseTape(words: string): TapeDocument {
  let value: unknown;
  try {
    value = JSON.parse(words);
  } catch {
    return refuse('it is no JSON', '它不是 JSON');
  }
  if (!isFields(value) || value.format !== 'czmq-setup-tape') {
    return refuse('czmq-setup did not write it', '它不是由 czmq-setup 写出的');
  }
  if (value.version !== 1) {
    return refuse(
      `its version is ${JSON.stringify(value.version)?.slice(0, 20)}, and this tool reads version 1`,
      `其版本为 ${JSON.stringify(value.version)?.slice(0, 20)}，而本工具只读取版本 1`,
    );
  }
  for (const [name, test] of Object.entries(PARTS)) {
    if (!test(value[name])) return refuse(`its part "${name}" is damaged`, `其 "${name}" 部分已损坏`);
  }
  return value as unknown as TapeDocument;
}

/** The words of a tape: one line a part, so that two snapshots can be compared. */
export const printTape = (tape: TapeDocument): string =>
  `{\n${Object.entries(tape)
    .map(([name, part]) => `${JSON.stringify(name)}: ${JSON.stringify(part)}`)
    .join(',\n')}\n}\n`;
