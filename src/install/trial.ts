import type { Ask } from '../facts/ask.ts';
import { plainEnvironment } from '../facts/environment.ts';

/** A program of each language that a compiler must be able to make; a gcc without the C library's headers or crt1.o cannot. */
const TRIALS = {
  'c-compiler': {
    variable: 'CC',
    flags: ['CPPFLAGS', 'CFLAGS', 'LDFLAGS', 'LIBS'],
    programs: ['cc', 'gcc', 'clang'],
    language: 'c',
    source: '#include <stdio.h>\nint main(void){return 0;}\n',
  },
  'c++-compiler': {
    variable: 'CXX',
    flags: ['CPPFLAGS', 'CXXFLAGS', 'LDFLAGS', 'LIBS'],
    programs: ['c++', 'g++', 'clang++'],
    language: 'c++',
    source: '#include <new>\nint main(){return 0;}\n',
  },
} as const;

export type CompilerKind = keyof typeof TRIALS;

const wordsOf = (ask: Ask, variable: string): readonly string[] =>
  ask.probe.env[variable]?.trim().split(/\s+/).filter(Boolean) ?? [];

/** The argument vector of CC or CXX, or the system's own name of the compiler: `ccache gcc -m64` is three words. */
export function compilerArgv(ask: Ask, kind: CompilerKind): readonly string[] {
  const { variable, programs } = TRIALS[kind];
  const words = wordsOf(ask, variable);
  return words.length > 0 ? words : [programs[0]];
}

async function makesProgram(
  ask: Ask,
  kind: CompilerKind,
  argv: readonly string[],
  flags: readonly string[] = [],
): Promise<boolean> {
  const { language, source } = TRIALS[kind];
  const tried = await ask.probe.run(
    [...argv, '-x', language, '-', '-x', 'none', ...flags, '-o', '/dev/null'],
    {
      env: plainEnvironment(ask.probe, {}),
      input: source,
      cwd: '/',
      timeoutMs: 30_000,
    },
  );
  return tried.code === 0;
}

/** The first compiler that really makes a program of the language, as configure looks for it; null where none does. */
export async function workingCompiler(ask: Ask, kind: CompilerKind): Promise<readonly string[] | null> {
  const { variable, programs } = TRIALS[kind];
  const asked = wordsOf(ask, variable);
  const candidates = asked.length > 0 ? [asked] : programs.map((program) => [program]);
  for (const argv of candidates) if (await makesProgram(ask, kind, argv)) return argv;
  return null;
}

/**
 * The variable of the user's environment with which nothing can be compiled that can be without it; null where there is
 * none, or where the compiler itself is at fault.
 */
export async function brokenVariable(ask: Ask): Promise<string | null> {
  for (const kind of ['c-compiler', 'c++-compiler'] as const) {
    const { variable, flags, programs } = TRIALS[kind];
    const set = [variable, ...flags].filter((name) => wordsOf(ask, name).length > 0);
    const attempt = (without: readonly string[]): Promise<boolean> => {
      const own = without.includes(variable) ? [] : wordsOf(ask, variable);
      const words = flags.filter((name) => !without.includes(name)).flatMap((name) => wordsOf(ask, name));
      return makesProgram(ask, kind, own.length > 0 ? own : [programs[0]], words);
    };
    if (set.length === 0 || (await attempt([])) || !(await attempt(set))) continue;
    for (const name of set) if (await attempt([name])) return name;
    return set[0] ?? null;
  }
  return null;
}
