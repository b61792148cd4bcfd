import type { Host, RunResult } from '../host/host.ts';
import { splitFlags } from './words.ts';

const COMPILE_MS = 60_000;

/** A program of one C source. */
export interface CProgram {
  /** Name of the source and of the program, both made in the build's folder. */
  readonly name: string;
  readonly source: string;
  /** pkg-config modules, a library before what it needs: `['libczmq', 'libzmq']`. */
  readonly modules: readonly string[];
  /** Options of the compiler beside those: `-O2`, `-pthread`. */
  readonly options?: readonly string[];
}

/** With what a program is compiled, and where. */
export interface Workshop {
  /** The C compiler's argument vector (src/install/trial.ts, `workingCompiler`). */
  readonly compiler: readonly string[];
  /** An empty folder that the caller made and removes. */
  readonly folder: string;
  /** The whole environment of compiler and pkg-config (src/verify/environment.ts, `environmentOf`). */
  readonly env: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface Built {
  /** Path of the program; null where it did not compile or link. */
  readonly program: string | null;
  /** The commands that were run, with all that they printed: a log that the explain engine can read. */
  readonly log: string;
}

/** Compiler and linker options of modules; null where pkg-config does not give them. */
export interface Flags {
  readonly flags: readonly string[] | null;
  readonly log: string;
}

/** A command and what it printed, as a terminal would show it. */
export const said = (argv: readonly string[], ran: RunResult): string =>
  `$ ${argv.join(' ')}\n${ran.stdout}${ran.stderr}${ran.spawnError === null ? '' : `${argv[0]}: ${ran.spawnError}\n`}${
    ran.timedOut ? `${argv[0]}: no end within the time that it was given\n` : ''
  }`;

/** What pkg-config says of modules. `statically`: with what a static library needs beside it (`Libs.private`). */
export async function pkgConfigFlags(
  host: Host,
  modules: readonly string[],
  { env, signal }: Pick<Workshop, 'env' | 'signal'>,
  statically = false,
): Promise<Flags> {
  const ask = [
    env.PKG_CONFIG || 'pkg-config',
    '--cflags',
    '--libs',
    ...(statically ? ['--static'] : []),
    ...modules,
  ];
  const ran = await host.run(ask, { env, timeoutMs: COMPILE_MS, ...(signal && { signal }) });
  return { flags: ran.code === 0 ? splitFlags(ran.stdout) : null, log: said(ask, ran) };
}

/** Compiles and links one program with options that are known. */
export async function compileWith(
  host: Host,
  program: CProgram,
  flags: readonly string[],
  { compiler, folder, env, signal }: Workshop,
): Promise<Built> {
  const source = `${folder}/${program.name}.c`;
  const path = `${folder}/${program.name}`;
  host.writeFile(source, program.source);
  // dlsym(3) is in libc itself since glibc 2.34 and everywhere else; an empty libdl remains for those who ask.
  const system = host.self.os === 'linux' ? ['-ldl'] : [];
  const compile = [...compiler, ...(program.options ?? []), '-o', path, source, ...flags, ...system];
  const compiled = await host.run(compile, {
    env,
    cwd: folder,
    timeoutMs: COMPILE_MS,
    ...(signal && { signal }),
  });
  return { program: compiled.code === 0 ? path : null, log: said(compile, compiled) };
}

/** Compiles and links one program through pkg-config, as a user would. */
export async function compile(
  host: Host,
  program: CProgram,
  workshop: Workshop,
  statically = false,
): Promise<Built> {
  const { flags, log } = await pkgConfigFlags(host, program.modules, workshop, statically);
  if (flags === null) return { program: null, log };
  const built = await compileWith(host, program, flags, workshop);
  return { program: built.program, log: log + built.log };
}
