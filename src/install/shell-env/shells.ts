import type { PathVariable } from './variables.ts';

/** Writes lines which, read by a shell any number of times, put the folders first in each variable and add no empty entry. */
type Writer = (
  variables: readonly PathVariable[],
  env: Readonly<Record<string, string | undefined>>,
) => readonly string[];

/** POSIX shell (2.2.2 Single-Quotes): nothing is special within but the quote itself. */
const posixWord = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Assigned first and exported afterwards, since dash splits the words of `export`; `-` in the expansions for `set -u`.
 * zsh reads the same.
 */
const posix: Writer = (variables) =>
  variables.map(({ name, folders }) => {
    const value = posixWord(folders.join(':'));
    return `case "\${${name}-}" in ${value}|${value}:*) ;; *) ${name}=${value}"\${${name}:+:$${name}}" ;; esac; export ${name}`;
  });

/** fish: backslash and quote are special within single quotes. A variable whose name ends in PATH is a list (set(1)). */
const fishWord = (word: string): string => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const fish: Writer = (variables) =>
  variables.map(({ name, folders }) => {
    const words = folders.map(fishWord).join(' ');
    return `set -gx --path ${name} ${words} (for entry in $${name}; test -n "$entry"; and not contains -- $entry ${words}; and echo $entry; end)`;
  });

/** PowerShell (about_Quoting_Rules): within single quotes only these quotes are special, and are doubled. */
const powershellWord = (word: string): string => `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** PowerShell on Linux and macOS, where entries are separated as everywhere there. */
const powershell: Writer = (variables) =>
  variables.map(({ name, folders }) => {
    const value = powershellWord(folders.join(':'));
    return `if (-not "$($env:${name}):".StartsWith(${value} + ':', [StringComparison]::Ordinal)) { $env:${name} = ${value} + $(if ($env:${name}) { ':' + $env:${name} } else { '' }) }`;
  });

/**
 * Lines for the file that `$GITHUB_ENV` names (`czmq-setup env --shell github >> "$GITHUB_ENV"`): a literal NAME=value
 * each, so that the values of now are written out.
 */
const github: Writer = (variables, env) =>
  variables.map(({ name, folders }) => {
    const before = (env[name] ?? '').split(':').filter((entry) => entry !== '' && !folders.includes(entry));
    return `${name}=${[...folders, ...before].join(':')}`;
  });

export const SHELLS = { bash: posix, zsh: posix, fish, powershell, github } as const satisfies Record<
  string,
  Writer
>;
export type Shell = keyof typeof SHELLS;

/** The shell that SHELL names, as far as we know it; every other reads the lines of bash, which are POSIX. */
export function loginShell(path: string | undefined): Shell {
  const name = (path ?? '').replace(/^.*\//, '');
  return name === 'zsh' || name === 'fish' ? name : name === 'pwsh' ? 'powershell' : 'bash';
}

/** The words to print, ending with a line break. */
export const shellScript = (
  shell: Shell,
  variables: readonly PathVariable[],
  env: Readonly<Record<string, string | undefined>>,
): string => `${SHELLS[shell](variables, env).join('\n')}\n`;
