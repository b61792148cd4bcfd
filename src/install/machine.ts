import type { Capability } from '../core/capability.ts';
import type { Ask } from '../facts/ask.ts';
import { compilers } from '../facts/compiler.ts';
import { systemPackages } from '../facts/package-manager.ts';
import { platform } from '../facts/platform.ts';
import { powers } from '../facts/powers.ts';
import { jobsFor, resources } from '../facts/resources.ts';
import { searchedFolders } from '../facts/searched-folders.ts';
import { toolchain } from '../facts/toolchain.ts';
import type { ToolName } from '../facts/tools.ts';
import { canWrite } from '../facts/writable.ts';
import type { Probe } from '../host/host.ts';
import type { Compiler, Machine, Toolchain, Wish } from './input.ts';
import { presentAmong } from './presence.ts';
import { brokenVariable, compilerArgv } from './trial.ts';

/** Flags that a build takes over from its user (Autoconf manual, "Preset Output Variables"). */
const FLAGS = [
  'CC',
  'CXX',
  'CPPFLAGS',
  'CFLAGS',
  'CXXFLAGS',
  'LDFLAGS',
  'LIBS',
  'AR',
  'RANLIB',
  'PKG_CONFIG_PATH',
] as const;

/** Bytes that one compiler process of libzmq takes at -O2, in batches of sources, rounded up (bench/: 266 MB seen). */
const BYTES_PER_JOB = 280 * 1024 * 1024;

/** Tools whose versions a recipe may ask for. */
const JUDGED: readonly ToolName[] = [
  'gcc',
  'g++',
  'clang',
  'cmake',
  'ninja',
  'make',
  'autoconf',
  'automake',
  'libtool',
];

async function compilerOf(ask: Ask): Promise<Compiler | null> {
  const found = await ask.of(compilers)(compilerArgv(ask, 'c++-compiler'));
  if (found === null) return null;
  return { family: found.family === 'gcc' ? 'gcc' : 'clang', version: found.version };
}

/**
 * Variables that gcc, clang and ld read without being told (gcc(1), "Environment Variables Affecting GCC"; ld(1)): they
 * change what comes out, and no command shows them.
 */
const READ_BY_COMPILERS = [
  'CPATH',
  'C_INCLUDE_PATH',
  'CPLUS_INCLUDE_PATH',
  'LIBRARY_PATH',
  'COMPILER_PATH',
  'GCC_EXEC_PREFIX',
  'LD_RUN_PATH',
  'LDEMULATION',
  'CCC_OVERRIDE_OPTIONS',
  'MACOSX_DEPLOYMENT_TARGET',
  'SDKROOT',
] as const;

async function toolchainOf(ask: Ask): Promise<Toolchain | null> {
  const kinds = ['c-compiler', 'c++-compiler'] as const;
  const found = await Promise.all(kinds.map((kind) => ask.of(compilers)(compilerArgv(ask, kind))));
  if (found[1] === null) return null;
  return {
    compilers: found.map((one) =>
      one === null ? '' : [one.family, one.version, one.target, one.standardLibrary].join(' '),
    ),
    environment: Object.fromEntries(
      READ_BY_COMPILERS.flatMap((name) => {
        const value = ask.probe.env[name];
        return value ? [[name, value]] : [];
      }),
    ),
  };
}

/** Folders in which an install makes entries; in a prefix that others share any of them may be closed to us. */
const WRITTEN = ['', '/lib', '/lib/pkgconfig', '/include', '/bin', '/share'];

/** The prefix and the folders below it that an installation writes; each may be a mount of its own. */
export const writtenFolders = (prefix: string): readonly string[] =>
  WRITTEN.map((folder) => `${prefix}${folder}`);

export const prefixWritable = (probe: Probe, prefix: string): boolean =>
  writtenFolders(prefix).every((folder) => canWrite(probe, folder));

/**
 * This machine, as a plan sees it. `capabilities`: those that the plan may need; only they are asked for.
 * `sudo` decides whether the user's right to become root counts.
 */
export async function readMachine(
  ask: Ask,
  wish: Pick<Wish, 'prefix' | 'sudo'>,
  capabilities: readonly Capability[],
): Promise<Machine> {
  const { probe } = ask;
  const system = ask.of(platform);
  const packages = ask.of(systemPackages);
  const [rights, compiler, compiling, tools, present, broken] = await Promise.all([
    ask.of(powers),
    compilerOf(ask),
    toolchainOf(ask),
    ask.of(toolchain).tools(JUDGED),
    presentAmong(ask, capabilities),
    brokenVariable(ask),
  ]);
  const { libc } = system;
  const versions = [...tools].flatMap(([name, { version }]) => (version === null ? [] : [[name, version]]));
  const flags = FLAGS.flatMap((name) => {
    const value = probe.env[name]?.trim();
    return value ? [[name, value]] : [];
  });
  return {
    os: system.os,
    arch: system.arch,
    libc: libc?.kind ?? null,
    distro: system.distro,
    release: system.version,
    platform: [system.distro, system.version, libc?.kind, libc?.version].filter(Boolean).join(' '),
    compiler,
    toolchain: compiling,
    tools: Object.fromEntries(versions),
    present,
    manager: packages === null ? null : { is: packages.manager, refreshDue: packages.listsStale() },
    power: rights.root ? 'root' : rights.elevation !== null && wish.sudo !== 'never' ? 'elevates' : 'none',
    prefixWritable: prefixWritable(probe, wish.prefix),
    libdirSearched: ask.of(searchedFolders).includes(`${wish.prefix}/lib`),
    jobs: jobsFor(ask.of(resources), BYTES_PER_JOB),
    flags: Object.fromEntries(flags),
    brokenVariable: broken,
  };
}
