import type { Emit } from '../core/event.ts';
import type { Finding } from '../core/finding.ts';
import { text } from '../core/text.ts';
import type { Host } from '../host/host.ts';
import { NO_WORDS, ofProof, type VerifyCheck } from './check.ts';
import { environmentOf } from './environment.ts';
import type { ProofProgram } from './program.ts';
import { proofOf, prove, type ReadLog } from './prove.ts';
import type { NeededEnvironment, ProofRequest } from './request.ts';
import { tryBindings } from './try-bindings.ts';
import { type Delivery, tryFaults } from './try-faults.ts';
import { tryPatterns } from './try-patterns.ts';
import type { UpstreamTried } from './try-upstream.ts';
import { tryWays } from './try-ways.ts';
import type { SuiteReport } from './upstream/suite.ts';
import type { Site } from './ways/way.ts';

/** All that `verify` found out about installed libraries. */
export interface Verification {
  readonly checks: readonly VerifyCheck[];
  readonly deliveries: readonly Delivery[];
  readonly suites: readonly SuiteReport[];
  readonly needed: NeededEnvironment;
  /** What stopped the proof or a way to link: the doctor may know a deeper cause. */
  readonly causes: readonly Finding[];
  /** What the libraries themselves do wrong. */
  readonly faults: readonly Finding[];
}

const TITLES = {
  proof: text('Build and run against the libraries', '针对这些库构建并运行'),
  link: text('Every way to link', '各种链接方式'),
  pattern: text('Every pattern over every transport', '各种模式与传输方式'),
  fault: text('Messages through faults', '故障下的消息传递'),
  binding: text('Bindings of other languages', '其他语言的绑定'),
  upstream: text("Upstream's own tests", '上游自带的测试'),
} as const;

/** Upstream's suites for these targets, where they were asked for. */
export type Suites = (site: Site, targets: readonly string[]) => Promise<UpstreamTried>;

/** Runs one part and tells that it runs. */
function teller(host: Host, emit: Emit) {
  return async <T>(stage: keyof typeof TITLES, work: () => Promise<T>): Promise<T> => {
    const started = host.now();
    emit({ type: 'stage-start', stage });
    let outcome: 'done' | 'failed' = 'failed';
    try {
      const value = await work();
      outcome = 'done';
      return value;
    } finally {
      emit({ type: 'stage-end', stage, outcome, durationMs: host.now() - started });
    }
  };
}

const pkgConfigCheck = (target: string, stopped: boolean): VerifyCheck => ({
  target,
  part: 'link',
  id: 'pkg-config',
  status: stopped ? 'fail' : 'pass',
  detail: NO_WORDS,
});

/**
 * The whole of `verify`: the proof that `install` gives too, then every way to link, every pattern and every fault side
 * by side. All of it happens in one temporary folder and in process groups that are ended with the signal.
 */
export async function verification(
  host: Host,
  request: ProofRequest & { readonly ours: boolean },
  readLog: ReadLog,
  { emit, signal }: { readonly emit: Emit; readonly signal: AbortSignal },
  upstream: Suites | null,
  bindings: readonly string[] = [],
): Promise<Verification> {
  const stages = (Object.keys(TITLES) as (keyof typeof TITLES)[])
    .filter((id) => (id !== 'upstream' || upstream !== null) && (id !== 'binding' || bindings.length > 0))
    .map((id) => ({ id, title: TITLES[id], group: null }));
  emit({ type: 'stages', stages });
  const tell = teller(host, emit);
  const proof = await tell('proof', () => prove(host, request, readLog, signal));
  signal.throwIfAborted();
  const folder = host.tempDir('czmq-setup-verify-');
  try {
    const { prefix, staticOnly, compiler, ours } = request;
    const env = environmentOf(host, proof.needed);
    const site: Site = { host, compiler, folder, prefix, staticOnly, needed: proof.needed, env, signal };
    const names = request.targets.map(({ name }) => name);
    const programs = names
      .map(proofOf)
      .filter((program) => program !== null && program.language === undefined) as ProofProgram[];
    const stopped = new Set(
      proof.checks
        .filter(({ id, passed }) => !passed && (id === 'build' || id === 'run'))
        .map(({ target }) => target),
    );
    const messages = names.some((name) => name === 'libzmq' || name === 'czmq');
    const nothing = { checks: [], findings: [], deliveries: [] };
    const [ways, patterns, faults] = await Promise.all([
      tell('link', () => tryWays(site, programs, ours, readLog)),
      tell('pattern', () =>
        tryPatterns(
          site,
          names.filter((name) => !stopped.has(name)),
        ),
      ),
      tell('fault', async () => (messages && stopped.size === 0 ? tryFaults(site) : nothing)),
    ]);
    signal.throwIfAborted();
    const others =
      bindings.length === 0 ? nothing : await tell('binding', () => tryBindings(site, bindings, readLog));
    // After the rest, since they measure time.
    const suites =
      upstream === null
        ? { ...nothing, suites: [] }
        : await tell('upstream', () => upstream(site, [...names, ...bindings]));
    signal.throwIfAborted();
    const checks = names.flatMap((name) => [
      ...proof.checks.filter(({ target }) => target === name).map(ofProof),
      pkgConfigCheck(name, stopped.has(name)),
      ...[ways, patterns, faults, suites].flatMap((tried) =>
        tried.checks.filter(({ target }) => target === name),
      ),
    ]);
    const ofBindings = [...others.checks, ...suites.checks].filter(({ target }) => bindings.includes(target));
    // The faults are libzmq's own, whoever brought it.
    const beside = [...ofBindings, ...(names.includes('libzmq') ? [] : faults.checks)];
    return {
      checks: [...checks, ...beside],
      deliveries: faults.deliveries,
      suites: suites.suites,
      needed: proof.needed,
      causes: [...proof.findings, ...ways.findings, ...others.findings],
      faults: [...patterns.findings, ...faults.findings, ...suites.findings],
    };
  } finally {
    host.remove(folder);
  }
}
