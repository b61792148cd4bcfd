import type { SetupError } from '../core/error.ts';
import type { Finding, Fix } from '../core/finding.ts';
import type { Result } from '../core/result.ts';
import type { Lang, Text } from '../core/text.ts';
import { verbatim } from '../core/text.ts';

/** What every document says of its run. */
export interface Run {
  readonly version: string;
  readonly command: string | null;
  readonly durationMs: number;
  readonly lang: Lang;
}

export const SCHEMA_VERSION = 1;

/** A text, and nothing that only looks like one: both languages and no more. */
const isText = (value: object): value is Text => {
  const keys = Object.keys(value);
  return keys.length === 2 && keys.includes('en') && keys.includes('zh-CN');
};

/** Every text in a value becomes words of one language. */
function inOneLanguage(value: unknown, lang: Lang): unknown {
  if (Array.isArray(value)) return value.map((item) => inOneLanguage(item, lang));
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Map) return inOneLanguage(Object.fromEntries(value), lang);
  if (value instanceof Set) return inOneLanguage([...value], lang);
  if (isText(value)) return value[lang];
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inOneLanguage(item, lang)]));
}

const fixOf = ({ title, commands, needsRoot, automatic, risk, undo }: Fix) => ({
  title,
  commands,
  needsRoot,
  automatic,
  risk,
  ...(undo && { undo }),
});

const findingOf = (finding: Finding) => ({
  code: finding.code,
  subject: finding.subject,
  severity: finding.severity,
  title: finding.title,
  cause: finding.cause,
  evidence: finding.evidence,
  consequences: finding.consequences.map(({ code, subject }) => ({ code, subject })),
  fixes: finding.fixes.map(fixOf),
  ...(finding.source !== undefined && { source: finding.source }),
});

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

const head = (run: Run, ok: boolean, findings: readonly Finding[]) => ({
  schemaVersion: SCHEMA_VERSION,
  tool: { name: 'czmq-setup', version: run.version },
  command: run.command,
  ok,
  durationMs: Math.round(run.durationMs),
  findings: findings.map(findingOf),
});

/** Nothing a user would do fails, and the command did what it was asked; a command that knows better says so itself. */
export const isOk = ({ exitCode, findings, ok }: Pick<Result, 'exitCode' | 'findings' | 'ok'>): boolean =>
  ok ?? (exitCode === 0 && findings.every(({ severity }) => severity !== 'error'));

/** The document of a command that came to its end. Its own fields stand beside those that every document has. */
export function resultDocument(result: Result, run: Run): object {
  const shared = head(run, isOk(result), result.findings);
  const { findings, ...before } = shared;
  const own = isObject(result.data) ? result.data : {};
  return inOneLanguage({ ...before, ...own, ...shared, findings }, run.lang) as object;
}

/** The document of a run that failed as expected, or through a bug of ours. */
export function failureDocument(
  failure: Pick<SetupError, 'what' | 'hint' | 'findings'> & { readonly report?: string },
  run: Run,
): object {
  const error = {
    message: failure.what,
    ...(failure.hint && { hint: failure.hint }),
    ...(failure.report !== undefined && { report: verbatim(failure.report) }),
  };
  return inOneLanguage({ ...head(run, false, failure.findings), error }, run.lang) as object;
}

/** What a terminal would act on and JSON lets stand. */
const RISKY = /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** One document, ending with a line break, that is safe to look at on a terminal. */
export const toJson = (document: object): string =>
  `${JSON.stringify(document, null, 2).replace(
    RISKY,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )}\n`;
