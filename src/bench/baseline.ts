import { type Text, text } from '../core/text.ts';
import type { Probe } from '../host/host.ts';
import { APIS, type Kind, PATTERNS, TRANSPORTS } from './matrix.ts';
import type { Measured } from './result.ts';

/** What is compared of an earlier run: a document of `bench --json`. */
export interface Baseline {
  /** When it was measured is not known; which tool wrote it is. */
  readonly tool: string;
  readonly results: readonly BaselineResult[];
  readonly machine: Readonly<Record<string, unknown>>;
  readonly busy: boolean;
  readonly compiler: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** API -> name -> version. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** API -> symbol -> file. */
  readonly loaded: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type BaselineResult = Pick<
  Measured,
  'api' | 'kind' | 'pattern' | 'transport' | 'size' | 'values' | 'highWaterMark'
>;

const LARGEST = 64 * 1024 * 1024;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const object = (value: unknown): Json => (isObject(value) ? value : {});
const words = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
const isOne = <T extends string>(all: readonly T[], value: unknown): value is T =>
  (all as readonly unknown[]).includes(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;

function resultOf(value: unknown): BaselineResult | null {
  const { api, kind, pattern, transport, size, values, highWaterMark } = object(value);
  const figures = list(values);
  const good =
    isOne(APIS, api) &&
    isOne<Kind>(['throughput', 'latency'], kind) &&
    isOne(PATTERNS, pattern) &&
    isOne(TRANSPORTS, transport) &&
    isCount(size) &&
    isCount(highWaterMark) &&
    figures.every((figure): figure is number => typeof figure === 'number' && figure > 0);
  return good ? { api, kind, pattern, transport, size, values: figures, highWaterMark } : null;
}

/** Reads what `bench --json` wrote; a text that says why where it is no such document. */
export function readBaseline(probe: Probe, path: string): Baseline | Text {
  const answer = probe.readText(path, LARGEST);
  if (!answer.ok)
    return answer.fault === 'missing'
      ? text('there is no such file', '文件不存在')
      : text(`it cannot be read (${answer.fault})`, `无法读取（${answer.fault}）`);
  let document: unknown;
  try {
    document = JSON.parse(answer.value);
  } catch {
    return text('it is no JSON document', '它不是 JSON 文档');
  }
  const own = object(document);
  if (own.command !== 'bench' || own.schemaVersion !== 1 || !Array.isArray(own.results))
    return text('it is not what bench --json prints', '它不是 bench --json 的输出');
  const results = own.results.map(resultOf);
  if (!results.every((result) => result !== null))
    return text('a result in it is not one of bench --json', '其中有的结果不符合 bench --json 的格式');
  const apis = list(own.apis).map(object);
  const byApi = (key: string) =>
    Object.fromEntries(apis.map((api) => [String(api.api), words(api[key])] as const));
  const machine = object(own.machine);
  const compiler = object(own.compiler).version;
  return {
    tool: String(object(own.tool).version ?? ''),
    results,
    machine,
    busy: machine.busy === true,
    compiler: typeof compiler === 'string' ? compiler : null,
    settings: object(own.settings),
    versions: byApi('versions'),
    loaded: byApi('loaded'),
  };
}
