import { dirname, join } from 'node:path';
import type { Node } from 'jsonc-parser';
import { SetupError } from '../core/error.ts';
import { EXIT } from '../core/exit.ts';
import { nearest } from '../core/nearest.ts';
import { type Text, text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import { configurable } from './schema.ts';
import type { Saying, Source } from './sources.ts';
import { longName, type OptionSpec } from './spec.ts';
import type { Place } from './values.ts';

export const PROJECT_FILE = '.czmq-setup.json';
const LARGEST = 1024 * 1024;
const OTHERS_WRITE = 0o002;

/**
 * The project's file: in the current folder or, inside a git work tree, in the nearest folder up to its root. Never
 * further: a file in /tmp or /home is nobody's project.
 */
export function findProjectFile(probe: Probe): string | null {
  const candidates: string[] = [];
  for (let folder = probe.self.cwd; ; folder = dirname(folder)) {
    candidates.push(join(folder, PROJECT_FILE));
    if (probe.lstat(join(folder, '.git')).ok) break;
    if (folder === dirname(folder)) {
      candidates.splice(1);
      break;
    }
  }
  return candidates.find((path) => probe.stat(path).ok) ?? null;
}

const fault = (where: string, what: Text, hint?: Text): SetupError =>
  new SetupError(EXIT.usage, text(`${where}: ${what.en}`, `${where}：${what['zh-CN']}`), hint && { hint });

/** A file that somebody else can have put there must not choose what is built and run, least of all as root. */
function refuseForeign(path: string, probe: Probe): void {
  const file = probe.stat(path);
  const folder = probe.stat(dirname(path));
  if (!file.ok || !folder.ok) return;
  const ours = file.value.uid === probe.self.uid || file.value.uid === 0;
  const open = (file.value.mode & OTHERS_WRITE) !== 0 || (!ours && (folder.value.mode & OTHERS_WRITE) !== 0);
  if (!open) return;
  throw fault(
    path,
    text(
      'every user of this machine can write it, so it is not trusted',
      '本机所有用户都能写入它，因此不予采信',
    ),
    text(
      `Delete it, or take it over: chown "$USER" ${path} && chmod go-w ${path}`,
      `请删除它，或将其收归己有：chown "$USER" ${path} && chmod go-w ${path}`,
    ),
  );
}

const lineOf = (content: string, offset: number): number => content.slice(0, offset).split('\n').length;

/** A JSON value as the words of the command line; null where its type does not fit the option. */
function toWords(spec: OptionSpec<unknown>, value: unknown): readonly (string | boolean)[] | null {
  if (spec.value === null) return typeof value === 'boolean' ? [value] : null;
  if (spec.value.json === 'integer') return typeof value === 'number' ? [String(value)] : null;
  if (typeof value === 'string') return [value];
  if (spec.repeat === undefined || typeof value !== 'object' || value === null) return null;
  const parts = Array.isArray(value)
    ? value
    : spec.keyed === true
      ? Object.entries(value).map(([name, where]) => (typeof where === 'string' ? `${name}=${where}` : where))
      : [null];
  return parts.every((part): part is string => typeof part === 'string') ? parts : null;
}

interface Reading {
  readonly path: string;
  readonly content: string;
  readonly place: Place;
  readonly valueOf: (node: Node) => unknown;
}

function readEntry(property: Node, reading: Reading): readonly [string, Saying] {
  const [nameNode, valueNode] = property.children ?? [];
  const name = String(nameNode?.value);
  const where = `${reading.path}:${lineOf(reading.content, property.offset)}`;
  const known = configurable();
  const found = [...known].find(([key]) => longName(key) === name);
  if (found === undefined) {
    const near = nearest(longName(name), [...known.keys()].map(longName));
    throw fault(
      where,
      text(`unknown key "${name}"`, `未知的键 "${name}"`),
      near === null
        ? text(
            'Its keys are the long options: czmq-setup install --help',
            '键名即长选项名：czmq-setup install --help',
          )
        : text(`Did you mean "${near}"?`, `是不是想写 "${near}"？`),
    );
  }
  const [key, spec] = found;
  const words = valueNode === undefined ? null : toWords(spec, reading.valueOf(valueNode));
  if (words === null) {
    const wanted =
      spec.value === null
        ? 'true | false'
        : spec.value.json === 'integer'
          ? '1, 2, 3 …'
          : spec.value.placeholder;
    throw fault(where, text(`"${name}" must be ${wanted}`, `"${name}" 应为 ${wanted}`));
  }
  return [key, { words, name: `${where}: ${name}`, place: reading.place }];
}

/** Reads and checks a configuration file; an unknown key or a value of the wrong type is an error with file and line. */
export async function readConfigFile(path: string, probe: Probe, place: Place): Promise<Source> {
  refuseForeign(path, probe);
  const answer = probe.readText(path, LARGEST);
  if (!answer.ok) {
    if (answer.fault === 'missing' || answer.fault === 'not-directory') return () => null;
    throw fault(path, text(`it cannot be read (${answer.fault})`, `无法读取（${answer.fault}）`));
  }
  const { parseTree, printParseErrorCode, getNodeValue } = await import('jsonc-parser');
  const content = answer.value.replace(/^\uFEFF/, '');
  const errors: { error: number; offset: number; length: number }[] = [];
  const tree = parseTree(content, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first !== undefined || tree?.type !== 'object') {
    const line = lineOf(content, first?.offset ?? 0);
    const why = first === undefined ? 'not an object' : printParseErrorCode(first.error);
    throw fault(`${path}:${line}`, text(`this is no JSON object (${why})`, `不是合法的 JSON 对象（${why}）`));
  }
  const reading: Reading = { path, content, place: { ...place, base: dirname(path) }, valueOf: getNodeValue };
  const sayings = new Map(
    (tree.children ?? [])
      .filter((property) => property.children?.[0]?.value !== '$schema')
      .map((property) => readEntry(property, reading)),
  );
  return (key) => sayings.get(key) ?? null;
}
