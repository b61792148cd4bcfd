import type { Host, RunResult } from '../host/host.ts';
import type { ProofProgram } from './program.ts';
import type { ProofRequest } from './request.ts';

const COMPILE_MS = 60_000;
const RUN_MS = 60_000;

export interface Built {
  /** Path of the program; null where it did not compile or link. */
  readonly program: string | null;
  /** The commands that were run, with all that they printed: a log that the explain engine can read. */
  readonly log: string;
}

const said = (argv: readonly string[], ran: RunResult): string =>
  `$ ${argv.join(' ')}\n${ran.stdout}${ran.stderr}${ran.spawnError === null ? '' : `${argv[0]}: ${ran.spawnError}\n`}`;

/** pkg-config's words: blanks separate, a backslash keeps the next character (pkgconf's own quoting). */
export function splitFlags(words: string): string[] {
  const flags: string[] = [];
  let flag = '';
  for (let i = 0; i < words.length; i++) {
    const char = words[i] as string;
    if (char === '\\' && i + 1 < words.length) flag += words[++i];
    else if (/\s/.test(char)) {
      if (flag !== '') flags.push(flag);
      flag = '';
    } else flag += char;
  }
  if (flag !== '') flags.push(flag);
  return flags;
}

/** Compiles and links one program in `folder` through pkg-config, as a user would. */
export async function buildProgram(
  host: Host,
  proof: ProofProgram,
  request: ProofRequest,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Built> {
  const ask = [
    'pkg-config',
    '--cflags',
    '--libs',
    ...(request.staticOnly ? ['--static'] : []),
    ...proof.modules,
  ];
  const flags = await host.run(ask, { env, timeoutMs: COMPILE_MS });
  if (flags.code !== 0) return { program: null, log: said(ask, flags) };
  const source = `${folder}/${proof.recipe}.c`;
  const program = `${folder}/${proof.recipe}`;
  host.writeFile(source, proof.source);
  // dlsym(3) is in libc itself since glibc 2.34 and everywhere else; an empty libdl remains for those who ask.
  const system = host.self.os === 'linux' ? ['-ldl'] : [];
  const compile = [...request.compiler, '-o', program, source, ...splitFlags(flags.stdout), ...system];
  const compiled = await host.run(compile, { env, cwd: folder, timeoutMs: COMPILE_MS });
  return {
    program: compiled.code === 0 ? program : null,
    log: `${said(ask, flags)}${said(compile, compiled)}`,
  };
}

/** Runs a built program in its folder; its sockets and files stay there. */
export async function runProgram(
  host: Host,
  program: string,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly ran: RunResult; readonly log: string }> {
  const argv = [program];
  const ran = await host.run(argv, { env, cwd: folder, timeoutMs: RUN_MS });
  const end = ran.timedOut ? `${program}: no answer within ${RUN_MS / 1000} s\n` : '';
  return { ran, log: said(argv, ran) + end };
}
