import { redactor } from '../core/redact.ts';
import type { Text } from '../core/text.ts';
import { Explainer } from '../explain/explain.ts';
import { logsIn, piecesOf } from '../explain/inputs.ts';
import type { Ask } from '../facts/ask.ts';
import type { Scope } from '../facts/check.ts';
import { compilers } from '../facts/compiler.ts';
import { compilersFor } from '../facts/compiler-trial.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { pkgConfigReport } from '../facts/pkgconfig.ts';
import { type PlatformDocument, platform, platformDocument } from '../facts/platform.ts';
import { resources } from '../facts/resources.ts';
import { stackLibraries } from '../facts/stack/libraries.ts';
import { toolchain } from '../facts/toolchain.ts';
import type { ToolName } from '../facts/tools.ts';
import type { Probe } from '../host/host.ts';
import { pathsOf } from '../host/paths.ts';
import { relevantEnvironment } from '../host/tape/record.ts';
import type { CheckReport } from './run-checks.ts';

export interface ReportedTool {
  readonly name: string;
  readonly path: string | null;
  readonly version: string | null;
  /** Why it cannot be used. */
  readonly problem: string | null;
}

export interface ReportedModule {
  readonly module: string;
  /** Null where pkg-config does not find it. */
  readonly version: string | null;
  readonly file: string | null;
  readonly cflags: string;
  readonly libs: string;
  /** What it requires and does not find. */
  readonly unmet: readonly string[];
}

/** What is asked of everybody who reports a fault. Free of secrets, home paths and user names. */
export interface MachineReport {
  readonly platform: PlatformDocument & { readonly name: string; readonly kernel: string };
  readonly machine: {
    readonly cpus: number;
    readonly memoryMb: number;
    readonly root: boolean;
    readonly node: string;
  };
  readonly packageManager: string | null;
  readonly compilers: readonly {
    readonly command: string;
    readonly version: string;
    readonly target: string;
  }[];
  readonly tools: readonly ReportedTool[];
  readonly modules: readonly ReportedModule[];
  readonly environment: Readonly<Record<string, string>>;
  readonly checks: readonly {
    readonly id: string;
    readonly title: Text;
    readonly status: CheckReport['status'];
    readonly skipped: Text | null;
    readonly durationMs: number;
  }[];
  /** The newest log of ours that shows a failure, and its decisive lines; null where there is none. */
  readonly lastFailure: {
    readonly log: string;
    readonly code: string;
    readonly lines: readonly string[];
  } | null;
}

const TOOLS: readonly ToolName[] = [
  'gcc',
  'g++',
  'clang',
  'make',
  'cmake',
  'pkg-config',
  'autoconf',
  'automake',
  'libtool',
  'git',
  'go',
  'python3',
];

async function toolsOf(ask: Ask): Promise<readonly ReportedTool[]> {
  const tools = await ask.of(toolchain).tools(TOOLS);
  return [...tools.values()]
    .filter(({ path, problem }) => path !== null || problem !== null)
    .map(({ name, path, version, problem }) => ({ name, path, version, problem: problem?.kind ?? null }));
}

async function compilersOf(ask: Ask): Promise<MachineReport['compilers']> {
  const argvs = (['c', 'c++'] as const).flatMap((language) => compilersFor(ask, language).slice(0, 1));
  const asked = await Promise.all(argvs.map((argv) => ask.of(compilers)(argv)));
  return asked
    .filter((one) => one !== null)
    .map(({ argv, family, version, target }) => ({
      command: argv.join(' '),
      version: `${family} ${version}`,
      target,
    }));
}

const modulesOf = (ask: Ask, scope: Scope): readonly ReportedModule[] =>
  stackLibraries(ask, scope).map(({ module }) => {
    const { found, cflags, libs } = pkgConfigReport(ask, module);
    return {
      module,
      version: found?.version ?? null,
      file: found?.file ?? null,
      cflags: cflags.text,
      libs: libs.text,
      unmet: [...new Set([...cflags.unmet, ...libs.unmet].map(({ requirement }) => requirement.module))],
    };
  });

const FEW_RUNS = 5;

/** Our runs' folders begin with the time: the newest are last. */
function lastFailure(probe: Probe): MachineReport['lastFailure'] {
  const { logs } = pathsOf(probe.env, probe.self);
  const runs = probe.readdir(logs);
  for (const run of [...(runs.ok ? runs.value : [])].reverse().slice(0, FEW_RUNS)) {
    for (const log of [...logsIn(probe, `${logs}/${run}`)].reverse()) {
      const explainer = new Explainer();
      for (const piece of piecesOf(probe, log)) explainer.push(piece);
      const [finding] = explainer.end({ where: log, manager: null });
      if (finding === undefined || (finding.severity !== 'error' && finding.code !== 'unknown')) continue;
      return { log, code: finding.code, lines: finding.evidence.map(({ text }) => text) };
    }
  }
  return null;
}

/** Takes out of every word of a value what must not leave the machine. */
export function redacted<T>(probe: Probe, value: T): T {
  const real = probe.realpath(probe.self.home);
  const clean = redactor({
    homes: [probe.self.home, ...(real.ok ? [real.value] : [])],
    user: probe.self.user,
  });
  return JSON.parse(JSON.stringify(value), (_, it) => (typeof it === 'string' ? clean(it) : it)) as T;
}

/** Gathers all that a maintainer asks for. `reports`: what the checks said. */
export async function machineReport(
  ask: Ask,
  scope: Scope,
  reports: readonly CheckReport[],
): Promise<MachineReport> {
  const { probe } = ask;
  const system = ask.of(platform);
  const [tools, ofCompilers] = await Promise.all([toolsOf(ask), compilersOf(ask)]);
  const { cpus, memory } = ask.of(resources);
  return redacted(probe, {
    platform: { ...platformDocument(system), name: system.name, kernel: probe.self.kernel },
    machine: {
      cpus,
      memoryMb: Math.round(memory / 2 ** 20),
      root: probe.self.uid === 0,
      node: probe.self.nodeVersion,
    },
    packageManager: ask.of(systemPackages)?.manager.id ?? null,
    compilers: ofCompilers,
    tools,
    modules: modulesOf(ask, scope),
    environment: relevantEnvironment(probe.env, (words) => words),
    checks: reports.map(({ id, title, status, skipped, durationMs }) => ({
      id,
      title,
      status,
      skipped,
      durationMs,
    })),
    lastFailure: lastFailure(probe),
  });
}
