import type { Ask } from '../facts/ask.ts';
import { buildVariablesOf, compilerWords, type Language, tryCompiler } from '../facts/compiler-trial.ts';
import { guiltyVariables } from '../facts/guilty-variables.ts';

const LANGUAGE = { 'c-compiler': 'c', 'c++-compiler': 'c++' } as const satisfies Record<string, Language>;

export type CompilerKind = keyof typeof LANGUAGE;

/** The argument vector of CC or CXX, or the system's own name of the compiler: `ccache gcc -m64` is three words. */
export const compilerArgv = (ask: Ask, kind: CompilerKind): readonly string[] =>
  compilerWords(LANGUAGE[kind], ask.probe.env)[0] ?? [];

/** The first compiler that really makes a program of the language, as configure looks for it; null where none does. */
export async function workingCompiler(ask: Ask, kind: CompilerKind): Promise<readonly string[] | null> {
  const language = LANGUAGE[kind];
  const flags = Object.fromEntries(buildVariablesOf(ask, language).map((name) => [name, undefined]));
  for (const argv of compilerWords(language, ask.probe.env))
    if ((await tryCompiler(ask, language, { argv, env: flags })).ok) return argv;
  return null;
}

/**
 * The variable of the user's environment with which nothing can be compiled that can be without it; null where there is
 * none, or where the compiler itself is at fault.
 */
export async function brokenVariable(ask: Ask): Promise<string | null> {
  for (const kind of ['c-compiler', 'c++-compiler'] as const) {
    const language = LANGUAGE[kind];
    // Configure does not read it: what is wrong there breaks no install.
    const unread = { LDLIBS: undefined };
    const names = buildVariablesOf(ask, language).filter((name) => !(name in unread));
    const attempt = async (env: Readonly<Record<string, string | undefined>>): Promise<boolean> =>
      (await tryCompiler(ask, language, { env: { ...env, ...unread } })).ok;
    if (names.length === 0 || (await attempt({}))) continue;
    const [guilty] = await guiltyVariables(names, attempt);
    if (guilty !== undefined) return guilty;
  }
  return null;
}
