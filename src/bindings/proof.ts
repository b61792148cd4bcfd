import type { Finding } from '../core/finding.ts';
import { askOf } from '../facts/ask.ts';
import { reportBinary } from '../facts/binary.ts';
import type { Host } from '../host/host.ts';
import { environmentOf, neededFor } from '../verify/environment.ts';
import { findingOf } from '../verify/judge.ts';
import { type ProofAnswer, readAnswer } from '../verify/program.ts';
import type { ReadLog } from '../verify/prove.ts';
import type { NeededEnvironment, ProofCheck } from '../verify/request.ts';
import type { PlannedBinding } from './planned.ts';

/** What a binding is proved against. */
export interface BindingRequest {
  readonly binding: Pick<PlannedBinding, 'name' | 'version' | 'library'>;
  /** Null for whatever the system finds by itself. */
  readonly prefix: string | null;
  /** Version of the library that it is built on; null where that is not known. */
  readonly version: string | null;
  /** What the libraries' own proof found out. */
  readonly needed: NeededEnvironment;
  /** A folder of the caller's. */
  readonly folder: string;
  readonly signal?: AbortSignal;
}

export interface BindingProof {
  readonly ok: boolean;
  readonly checks: readonly ProofCheck[];
  readonly findings: readonly Finding[];
  readonly needed: NeededEnvironment;
  /** What the example printed; null where none was made. */
  readonly printed: string | null;
  readonly log: string;
}

/** A run of the program: what it said, or the stage that it did not get past. */
export interface Attempt {
  readonly log: string;
  readonly stopped: 'build' | 'run' | null;
  readonly answer: ProofAnswer;
  readonly printed: string | null;
}

export const NO_ANSWER: ProofAnswer = readAnswer('');

/** A library's files in the process: as the program saw them, else (no /proc) as the loader would choose for `file`. */
export function filesOf(host: Host, answer: ProofAnswer, file: string): Readonly<Record<string, string>> {
  if (Object.keys(answer.loaded).length > 0 || host.self.os === 'linux') return answer.loaded;
  const found: Record<string, string> = {};
  for (const { name, path } of reportBinary(askOf(host), file).libraries)
    if (path !== null) found[(name.split('/').at(-1) ?? name).split('.')[0] ?? name] = path;
  return found;
}

const realPath = (host: Host, path: string): string => {
  const real = host.realpath(path);
  return real.ok ? real.value : path;
};

/** As is; then with pkg-config's path, the loader's, and both: the first with which all checks pass tells what is needed. */
export async function proveBinding(
  host: Host,
  request: BindingRequest,
  libraries: readonly string[],
  attempt: (env: Record<string, string>) => Promise<Attempt & { readonly binary: string }>,
  readLog: ReadLog,
): Promise<BindingProof> {
  const { binding, prefix, version, needed: known } = request;
  const { pkgConfigPath, libraryPath } = neededFor(
    host,
    prefix,
    binding.library === 'czmq' ? 'libczmq' : 'libzmq',
  );
  const ways = [
    known,
    { ...known, pkgConfigPath },
    { ...known, libraryPath },
    { pkgConfigPath, libraryPath },
  ];
  const root = prefix === null ? '/' : `${realPath(host, prefix)}/`;
  const distinct = [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
  let log = '';
  let last: BindingProof | undefined;
  for (const needed of distinct) {
    const tried = await attempt({ ...environmentOf(host, needed), LC_ALL: 'C' });
    log += tried.log;
    const checks = judge(host, tried, { name: binding.name, version, root, libraries });
    const failed = checks.find(({ passed }) => !passed);
    const causes = failed === undefined || tried.stopped === null ? [] : readLog(tried.log);
    const findings =
      failed === undefined
        ? []
        : causes.length > 0
          ? causes
          : [findingOf({ ...failed, target: binding.library }, host.env)];
    last = { ok: failed === undefined, checks, findings, needed, printed: tried.printed, log };
    if (last.ok || request.signal?.aborted) break;
  }
  return last as BindingProof;
}

function judge(
  host: Host,
  tried: Attempt & { readonly binary: string },
  want: { name: string; version: string | null; root: string; libraries: readonly string[] },
): ProofCheck[] {
  const check = (id: string, passed: boolean, detail: string): ProofCheck => ({
    target: want.name,
    id,
    passed,
    detail,
  });
  const lastLine = tried.log.trimEnd().split('\n').at(-1) ?? '';
  if (tried.stopped === 'build') return [check('build', false, lastLine)];
  const built = check('build', true, '');
  if (tried.stopped === 'run') return [built, check('run', false, lastLine)];
  const { answer } = tried;
  const files = filesOf(host, answer, tried.binary);
  const header = answer.header === null || answer.header === answer.library;
  return [
    built,
    ...want.libraries.map((library) =>
      check(
        'loaded',
        realPath(host, files[library] ?? '').startsWith(want.root),
        files[library] ?? 'not told',
      ),
    ),
    check(
      'version',
      header && answer.library !== null && (want.version === null || want.version === answer.library),
      `library ${answer.library}${answer.header === null ? '' : `, header ${answer.header}`}${want.version === null ? '' : `, installed ${want.version}`}`,
    ),
    ...answer.passed.map((which) => check(`message ${which}`, true, '')),
    ...answer.failed.map((which) => check(`message ${which}`, false, which)),
    ...(answer.passed.length + answer.failed.length === 0 ? [check('message', false, 'none was sent')] : []),
  ];
}
