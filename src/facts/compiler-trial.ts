import type { RunResult } from '../host/host.ts';
import type { Ask, Fact } from './ask.ts';
import { programs } from './programs.ts';
import { isWrapped, wrappedWords } from './wrapped-compiler.ts';

export type Language = 'c' | 'c++';

/**
 * Variables from which configure (Autoconf manual, "Preset Output Variables") and make (GNU make manual, "Implicit
 * Variables") take the compiler and what it is told.
 */
const WORDS = {
  c: { compiler: 'CC', before: ['CPPFLAGS', 'CFLAGS'], after: ['LDFLAGS', 'LIBS', 'LDLIBS'] },
  'c++': { compiler: 'CXX', before: ['CPPFLAGS', 'CXXFLAGS'], after: ['LDFLAGS', 'LIBS', 'LDLIBS'] },
} as const;

/** Variables that compilers and their helpers read by themselves (gcc(1), ENVIRONMENT; ld.so(8); xcrun(1)). */
export const READ_BY_COMPILERS = [
  'CPATH',
  'C_INCLUDE_PATH',
  'CPLUS_INCLUDE_PATH',
  'LIBRARY_PATH',
  'COMPILER_PATH',
  'GCC_EXEC_PREFIX',
  'LD_LIBRARY_PATH',
  'LD_PRELOAD',
  'DYLD_LIBRARY_PATH',
  'DEPENDENCIES_OUTPUT',
  'SUNPRO_DEPENDENCIES',
  'SDKROOT',
  'DEVELOPER_DIR',
] as const;

/** Names under which a compiler is looked for where no variable names one: make's default, then configure's. */
const NAMES = { c: ['cc', 'gcc', 'clang'], 'c++': ['c++', 'g++', 'clang++'] } as const;

const SOURCE = {
  // errno.h and limits.h lead into the kernel's headers, which come in a package of their own.
  c: '#include <errno.h>\n#include <limits.h>\n#include <stdio.h>\nint main(void) { return puts("") < 0; }\n',
  'c++': '#include <string>\nint main() { return std::string("x").size() == 1 ? 0 : 1; }\n',
} as const;

/** A program that was really compiled and linked, or was not. */
export interface Trial {
  /** The compiler as it was called; null where there is none of any name. */
  readonly argv: readonly string[] | null;
  readonly ok: boolean;
  /** What was run, for evidence. */
  readonly line: string;
  readonly result: RunResult | null;
}

export interface Circumstances {
  /** Variables as they are to be, in place of the user's; undefined = unset. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** This compiler and no other. */
  readonly argv?: readonly string[];
  readonly source?: string;
  /** Further words in front of the source and behind it (`-I...`, `-l...`). */
  readonly flags?: readonly string[];
  readonly libraries?: readonly string[];
  /** Writes to standard output instead of nowhere: for the preprocessor. */
  readonly toStdout?: boolean;
}

/** As the shell splits what make hands it: at blanks, tabs and line ends; a carriage return belongs to its word. */
export const wordsOf = (value: string | undefined): readonly string[] =>
  (value ?? '').split(/[ \t\n]+/).filter((word) => word !== '');

/** The linker only warns of a program that begins nowhere, since its start files are empty (ld(1), -e; gold and lld alike). */
const hasNoStart = (words: string): boolean => /cannot find entry symbol _start\b/.test(words);

/** A loaded machine takes a second for what takes 50 ms. */
const PATIENCE_MS = 15_000;

/** What configure would try in its order: what the variable names and nothing else, or each usual name. */
export function compilerWords(
  language: Language,
  env: Readonly<Record<string, string | undefined>>,
): readonly (readonly string[])[] {
  const named = wordsOf(env[WORDS[language].compiler]);
  return named.length > 0 ? [named] : NAMES[language].map((name) => [name]);
}

/**
 * The compilers that builds call: what the variable names, else make's default and configure's first choice where they
 * are two different files. [] where there is none.
 */
export function compilersFor(
  ask: Ask,
  language: Language,
  env: Readonly<Record<string, string | undefined>> = ask.probe.env,
): readonly (readonly string[])[] {
  const named = wordsOf(env[WORDS[language].compiler]);
  if (named.length > 0) return [named];
  const where = ask.of(programs);
  const byFile = new Map<string | null, string>();
  for (const name of NAMES[language]) {
    const file = where.find(name).onPath.find(({ problem }) => problem === null);
    const isLast = name === NAMES[language].at(-1);
    if (file === undefined || byFile.has(file.real) || (isLast && byFile.size > 0)) continue;
    byFile.set(file.real, file.path);
  }
  return [...byFile.values()].map((path) => [path]);
}

/**
 * Compiles and links a program from standard input into /dev/null: nothing is left behind and nothing of it is run.
 * A wrapper hands such a line through, so that it is asked once more for what it does itself.
 */
export async function tryCompiler(ask: Ask, language: Language, how: Circumstances = {}): Promise<Trial> {
  const env = { ...ask.probe.env, ...how.env };
  const argv = how.argv ?? compilersFor(ask, language, env)[0] ?? null;
  if (argv === null) return { argv, ok: false, line: '', result: null };
  const { before, after } = WORDS[language];
  const said = (names: readonly string[]) => names.flatMap((name) => wordsOf(env[name]));
  const words = [
    ...argv,
    ...said(before),
    ...(how.flags ?? []),
    ...['-x', language, '-', '-o', how.toStdout ? '-' : '/dev/null'],
    // What follows is no source.
    ...(how.libraries === undefined && after.every((name) => wordsOf(env[name]).length === 0)
      ? []
      : ['-x', 'none', ...said(after), ...(how.libraries ?? [])]),
  ];
  const given = Object.entries({ ...env, LC_ALL: 'C' }).filter(([, value]) => value !== undefined);
  const options = {
    cwd: '/',
    env: Object.fromEntries(given) as Record<string, string>,
    timeoutMs: PATIENCE_MS,
    maxBytes: how.toStdout ? 16 * 1024 * 1024 : 256 * 1024,
  };
  const result = await ask.probe.run(words, { ...options, input: how.source ?? SOURCE[language] });
  const trial = { argv, ok: result.code === 0 && !hasNoStart(result.stderr), line: words.join(' '), result };
  const own =
    how.source === undefined && trial.ok && isWrapped(ask, argv) ? wrappedWords(ask, language) : null;
  if (own === null) return trial;
  const alone = [...argv, ...said(before), ...own];
  const compiled = await ask.probe.run(alone, options);
  return { argv, ok: compiled.code === 0, line: alone.join(' '), result: compiled };
}

/** Those of configure's variables for this language that the user has set, in the order in which they are looked at. */
export const buildVariablesOf = (ask: Ask, language: Language): readonly string[] => {
  const { compiler, before, after } = WORDS[language];
  return [compiler, ...before, ...after].filter((name) => isSet(ask, name));
};

/** The same, and those that the compilers read by themselves. */
export const variablesOf = (ask: Ask, language: Language): readonly string[] => [
  ...buildVariablesOf(ask, language),
  ...READ_BY_COMPILERS.filter((name) => isSet(ask, name)),
];

const isSet = (ask: Ask, name: string): boolean => (ask.probe.env[name] ?? '').trim() !== '';

/** Whether the user's compilers make a program at all, with all that his environment says; asked once a language. */
export const compilerTrials: Fact<(language: Language) => Promise<readonly Trial[]>> = {
  id: 'compiler-trials',
  read(ask) {
    const known = new Map<Language, Promise<readonly Trial[]>>();
    return (language) => {
      const trials =
        known.get(language) ??
        Promise.all(compilersFor(ask, language).map((argv) => tryCompiler(ask, language, { argv })));
      known.set(language, trials);
      return trials;
    };
  },
};
