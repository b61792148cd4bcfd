import type { Ask } from './ask.ts';

/** All variables that could be guilty, unset. */
const without = (names: readonly string[]): Record<string, undefined> =>
  Object.fromEntries(names.map((name) => [name, undefined]));

/**
 * Which of the user's variables break a trial that works without all of them: each alone is enough to break it, or,
 * where only several together do, taking it away mends it. [] where the variables are not to blame.
 */
export async function guiltyVariables(
  names: readonly string[],
  attempt: (env: Readonly<Record<string, string | undefined>>) => Promise<boolean>,
): Promise<readonly string[]> {
  if (names.length === 0 || !(await attempt(without(names)))) return [];
  const pick = async (breaks: (name: string) => Promise<boolean>): Promise<readonly string[]> => {
    const judged = await Promise.all(names.map(async (name) => ((await breaks(name)) ? [name] : [])));
    return judged.flat();
  };
  const alone = await pick(
    async (name) => !(await attempt(without(names.filter((other) => other !== name)))),
  );
  return alone.length > 0 ? alone : pick((name) => attempt(without([name])));
}

/** What no program reads for its settings, or what everything needs. PATH and the folder for temporary files have checks of their own. */
const NEEDED = new Set(
  'PATH HOME USER LOGNAME SHELL TERM PWD OLDPWD SHLVL _ TMPDIR LANG LC_ALL XDG_RUNTIME_DIR'.split(' '),
);

/** All that the user has set beside `known`: a program may read variables that nobody has a list of. */
export const otherVariables = (ask: Ask, known: readonly string[] = []): readonly string[] =>
  Object.entries(ask.probe.env).flatMap(([name, value]) =>
    value === undefined || value === '' || NEEDED.has(name) || known.includes(name) ? [] : [name],
  );
