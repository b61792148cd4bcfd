import { withoutSecrets } from '../core/redact.ts';
import { ALWAYS, UNSET } from './build-env.ts';
import { commandLine, quote } from './shell-words.ts';

/** Variables of the user's that a build's result depends on; shown as comments, without their secrets. */
const TELLING =
  /^(PATH|SHELL|HOME|TMPDIR|CC|CXX|CPP|LD|AR|RANLIB|NM|LIBS|[A-Z]*FLAGS|CPATH|C(PLUS)?_INCLUDE_PATH|LIBRARY_PATH|LD_[A-Z_]+|DYLD_[A-Z_]+|PKG_CONFIG[A-Z_]*|CMAKE_[A-Z_]+|ACLOCAL[A-Z_]*|M4PATH|AUTO[A-Z]+|LANG|[a-z]+_proxy|[A-Z]+_PROXY)$/;

/**
 * What stands before a command's output in its log: folder, environment and argument vector as lines that can be pasted
 * into a shell as they are, then, as comments, the user's variables that it saw as well.
 */
export function logHead(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  user: Readonly<Record<string, string | undefined>>,
): string {
  const unset = UNSET.filter((name) => user[name] !== undefined).flatMap((name) => ['-u', name]);
  const set = Object.entries({ ...ALWAYS, ...env }).map(([name, value]) => `${name}=${quote(value)}`);
  const seen = Object.entries(user)
    .filter(
      ([name, value]) =>
        value !== undefined && TELLING.test(name) && !(UNSET as readonly string[]).includes(name),
    )
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `#   ${name}=${quote(value ?? '')}`);
  const lines = [
    `cd ${quote(cwd)} &&`,
    `env ${[...unset, ...set].join(' ')} \\`,
    `  ${commandLine(argv)}`,
    ...(seen.length === 0 ? [] : ['# and from the environment:', ...seen]),
    '',
  ];
  return withoutSecrets(`${lines.join('\n')}\n`);
}
