import type { Finding } from '../core/finding.ts';
import type { Host } from '../host/host.ts';
import { type Built, compile } from './compile.ts';
import { environmentOf, neededFor } from './environment.ts';
import { findingOf, judgeAnswer } from './judge.ts';
import { type ProofProgram, readAnswer } from './program.ts';
import { cppzmqProof } from './programs/cppzmq.ts';
import { czmqProof } from './programs/czmq.ts';
import { libsodiumProof } from './programs/libsodium.ts';
import { libzmqProof } from './programs/libzmq.ts';
import { malamuteProof } from './programs/malamute.ts';
import { zyreProof } from './programs/zyre.ts';
import type { NeededEnvironment, ProofCheck, ProofRequest, ProofTarget } from './request.ts';
import { runProgram } from './run-program.ts';

const PROGRAMS: readonly ProofProgram[] = [
  libsodiumProof,
  libzmqProof,
  czmqProof,
  zyreProof,
  malamuteProof,
  cppzmqProof,
];

export interface ProofReport {
  readonly ok: boolean;
  readonly checks: readonly ProofCheck[];
  readonly findings: readonly Finding[];
  readonly needed: NeededEnvironment;
  /** Every command with what it printed. */
  readonly log: string;
}

interface Trial {
  readonly checks: readonly ProofCheck[];
  readonly log: string;
  /** The stage that stopped it; null where the program ran and answered. */
  readonly stopped: 'build' | 'run' | null;
}

/** Programs that were built, by the path with which pkg-config was asked. */
type Programs = Map<string | null, Built>;

const NOTHING: NeededEnvironment = { pkgConfigPath: null, libraryPath: null };

/** Reads a finished log for its cause: the explain engine, handed in by the caller. */
export type ReadLog = (log: string) => readonly Finding[];

/**
 * Proves the installed libraries: compiles a program for each through pkg-config, links it, runs it, and judges what
 * it says. First as the user's environment stands; where pkg-config or the loader does not find the prefix by itself,
 * again with the variables that `env` prints, and `needed` says so.
 */
export async function prove(
  host: Host,
  request: ProofRequest,
  readLog: ReadLog,
  signal?: AbortSignal,
): Promise<ProofReport> {
  const folder = host.tempDir('czmq-setup-proof-');
  try {
    const checks: ProofCheck[] = [];
    const findings: Finding[] = [];
    let log = '';
    let needed: NeededEnvironment = NOTHING;
    // All at once: each is a compilation and a short run, and none asks for another's end.
    const trials = await Promise.all(
      request.targets.flatMap((target) => {
        const proof = proofOf(target.name);
        return proof === null ? [] : [tryWays(host, proof, target, request, folder, NOTHING, signal)];
      }),
    );
    for (const { trial, used } of trials) {
      needed = {
        pkgConfigPath: needed.pkgConfigPath ?? used.pkgConfigPath,
        libraryPath: needed.libraryPath ?? used.libraryPath,
      };
      log += trial.log;
      checks.push(...trial.checks);
      const failed = trial.checks.find(({ passed }) => !passed);
      if (failed === undefined) continue;
      const causes = trial.stopped === null ? [] : readLog(trial.log);
      findings.push(...(causes.length > 0 ? causes : [findingOf(failed, host.env)]));
    }
    return { ok: checks.every(({ passed }) => passed), checks, findings, needed, log };
  } finally {
    host.remove(folder);
  }
}

/** Names of recipes that have a proof, each before those that are built on it. */
export const PROVED: readonly string[] = PROGRAMS.map(({ recipe }) => recipe);

export const proofOf = (recipe: string): ProofProgram | null =>
  PROGRAMS.find((proof) => proof.recipe === recipe) ?? null;

/** As is; then with pkg-config's path; then with the loader's path too. The first that passes tells what is needed. */
async function tryWays(
  host: Host,
  proof: ProofProgram,
  target: ProofTarget,
  request: ProofRequest,
  folder: string,
  known: NeededEnvironment,
  signal: AbortSignal | undefined,
): Promise<{ trial: Trial; used: NeededEnvironment }> {
  const { pkgConfigPath, libraryPath } = neededFor(host, request.prefix, proof.modules[0] ?? '');
  const all: NeededEnvironment[] = [
    known,
    { ...known, pkgConfigPath },
    { ...known, libraryPath },
    { pkgConfigPath, libraryPath },
  ];
  // Compiled against another copy and run with this one: that would prove neither.
  const elsewhere =
    pkgConfigPath !== null &&
    (await moduleFolder(host, proof, known, signal)) !== realPath(host, pkgConfigPath);
  const ways = all.filter((way) => way.pkgConfigPath !== null || !elsewhere);
  let last: { trial: Trial; used: NeededEnvironment } | undefined;
  const tried = new Set<string>();
  const programs: Programs = new Map();
  for (const used of ways) {
    const key = JSON.stringify(used);
    if (tried.has(key)) continue;
    tried.add(key);
    const trial = await attempt(host, proof, target, request, { folder, programs }, used, signal);
    last = { trial, used };
    if (signal?.aborted || trial.checks.every(({ passed }) => passed)) return last;
  }
  return last as { trial: Trial; used: NeededEnvironment };
}

/** The folder from which pkg-config takes a program's module under these circumstances; null where it finds none. */
async function moduleFolder(
  host: Host,
  { modules }: ProofProgram,
  used: NeededEnvironment,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const env = environmentOf(host, used);
  const argv = [env.PKG_CONFIG || 'pkg-config', '--variable=pcfiledir', modules[0] ?? ''];
  const ran = await host.run(argv, { env, timeoutMs: 30_000, ...(signal && { signal }) });
  return ran.code === 0 && ran.stdout.trim() !== '' ? realPath(host, ran.stdout.trim()) : null;
}

async function attempt(
  host: Host,
  proof: ProofProgram,
  target: ProofTarget,
  request: ProofRequest,
  { folder, programs }: { readonly folder: string; readonly programs: Programs },
  used: NeededEnvironment,
  signal: AbortSignal | undefined,
): Promise<Trial> {
  const env = environmentOf(host, used);
  const { recipe: name, source, modules, language } = proof;
  // The source's name says C.
  const program = { name, source, modules, ...(language && { options: ['-x', language] }) };
  const compiler = language === undefined ? request.compiler : (request.cxx ?? ['c++']);
  const workshop = { compiler, folder, env, signal };
  // One that was built and did not run is the same program with the loader's path set; one that was not may be built now,
  // since ld(1) looks there too.
  const built =
    programs.get(used.pkgConfigPath) ?? (await compile(host, program, workshop, request.staticOnly));
  if (built.program !== null) programs.set(used.pkgConfigPath, built);
  if (built.program === null) {
    const check = { target: target.name, id: 'build', passed: false, detail: lastLine(built.log) };
    return { checks: [check], log: built.log, stopped: 'build' };
  }
  const builtCheck: ProofCheck = { target: target.name, id: 'build', passed: true, detail: '' };
  const { ran, log } = await runProgram(host, [built.program], folder, env, signal);
  const all = built.log + log;
  if (ran.code !== 0) {
    const check = { target: target.name, id: 'run', passed: false, detail: lastLine(log) };
    return { checks: [builtCheck, check], log: all, stopped: 'run' };
  }
  const root = request.prefix === null ? '/' : realPath(host, request.prefix);
  const inPrefix = (path: string): boolean => realPath(host, path).startsWith(`${root === '/' ? '' : root}/`);
  const judged = judgeAnswer(target, readAnswer(ran.stdout), request.staticOnly, inPrefix);
  return { checks: [builtCheck, ...judged], log: all, stopped: null };
}

function realPath(host: Host, path: string): string {
  const answer = host.realpath(path);
  return answer.ok ? answer.value : path;
}

const lastLine = (log: string): string => log.trimEnd().split('\n').at(-1) ?? '';
